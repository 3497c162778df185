"""What came of all the mutated files: counts by property, by outcome and by the first message, over all processes."""

import re
from collections import Counter
from typing import Any

from attrs import define, field

_NAMES = re.compile(r'"[^"]*"|\'[^\']*\'|`[^`]*`|\S*\.(yaml|md)\b')
_NUMBERS = re.compile(r"[-+]?\d[\d.,:T/-]*")
_MOST = 40


@define
class Tally:
    """How many files each property judged, what came of them, and how long the slowest took (real seconds)."""

    files: Counter[str] = field(factory=Counter)
    outcomes: Counter[str] = field(factory=Counter)
    messages: Counter[str] = field(factory=Counter)
    slowest: dict[str, tuple[float, str]] = field(factory=dict)

    def count(self, of: str, outcome: str, seconds: float, text: str, message: str = "") -> None:
        """One file, and the first thing that it was told."""
        self.files[of] += 1
        self.outcomes[f"{of}: {outcome}"] += 1
        if message:
            self.messages[kind(message)] += 1
        if seconds > self.slowest.get(of, (0.0, ""))[0]:
            self.slowest[of] = (seconds, text)

    def sent(self) -> dict[str, Any]:
        """The tally as one process hands it to another."""
        return {
            "files": dict(self.files),
            "outcomes": dict(self.outcomes),
            "messages": dict(self.messages),
            "slowest": {of: list(slow) for of, slow in self.slowest.items()},
        }

    def add(self, sent: dict[str, Any]) -> None:
        """Another process's tally."""
        self.files.update(sent["files"])
        self.outcomes.update(sent["outcomes"])
        self.messages.update(sent["messages"])
        for of, (seconds, text) in sent["slowest"].items():
            if seconds > self.slowest.get(of, (0.0, ""))[0]:
                self.slowest[of] = (seconds, text)

    def lines(self) -> list[str]:
        """The counts for people, the commonest first; where there are many messages, how many kinds more."""
        told = [f"{number:7} {of}" for of, number in sorted(self.files.items())]
        told += ["", *(f"{number:7} {outcome}" for outcome, number in sorted(self.outcomes.items()))]
        told += ["", f"first messages, {len(self.messages)} kinds:"]
        told += [f"{number:7} {message}" for message, number in self.messages.most_common(_MOST)]
        told += ["", "slowest:"]
        told += [f"{seconds:7.2f} s {of}" for of, (seconds, _) in sorted(self.slowest.items())]
        return told


def kind(message: str) -> str:
    """A message without the names and numbers that differ from file to file."""
    words = _NUMBERS.sub("#", _NAMES.sub("…", message)).partition(";")[0]
    return words if len(words) <= 90 else words[:89] + "…"


TALLY = Tally()
"""This process's own."""
