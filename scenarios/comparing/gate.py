"""What a change may not do: cost anybody, or all together, more than so much, or bring such an end over anybody."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from lifecycle.money import Amount, Sen
from lifecycle.problems import Problem, Problems, unknown
from lifecycle.sentence import Sentence, counted, said, word
from scenarios.comparing.attribution import Sum
from scenarios.comparing.change import Change
from scenarios.comparing.comparison import Compared
from scenarios.comparing.outcome import ENDS

BURDEN = "balance"
"""What a change costs a customer: by how much the balance at the story's end grows, payable less credit."""

WORDS = (*ENDS, "broken", "refused")
"""What a gate may name: what newly comes over a customer, an expectation that breaks, or a fact that is refused."""


@frozen
class Gate:
    """``over`` is in sen; ``on`` are words of `WORDS`. A gate that names neither lets everything through."""

    over: Sen | None = None
    on: tuple[str, ...] = ()

    def of_story(self, one: Compared) -> Iterator[Sentence]:
        """What of a story it does not let through, in words."""
        if self.over is not None:
            yield from self._over(burden(one.sums))
        for name in self.on:
            if name in one.newly:
                yield said("newly {end}", end=word(name))
        if "broken" in self.on and one.broken:
            yield counted("{number} expectation broken", "{number} expectations broken", len(one.broken))
        if "refused" in self.on and one.refused:
            yield counted("{number} fact newly refused", "{number} facts newly refused", len(one.refused))

    def of_total(self, whole: Change) -> Iterator[Sentence]:
        """What it does not let through of the balances of all stories together."""
        if self.over is not None:
            yield from self._over(whole)

    def _over(self, change: Change) -> Iterator[Sentence]:
        if any(count > 0 for _, count in change.parts):
            yield said("the balance grows by an amount that no source gives: {change}", change=change)
        elif self.over is not None and change.sen > self.over:
            grows, most = Amount(change.sen), Amount(self.over)
            yield said("the balance grows by {amount}, more than {most}", amount=grows, most=most)


def burden(sums: Iterable[Sum]) -> Change:
    """By how much a customer's balance grows; less than nothing where it falls."""
    return next((one.change for one in sums if one.kind == BURDEN), Change())


def words(text: str | Sequence[str]) -> tuple[str, ...]:
    """The words of ``--fail-on``, between commas. Raises Problems for one that nobody knows."""
    asked = [word.strip() for one in ([text] if isinstance(text, str) else text) for word in one.split(",")]
    wrong = [word for word in asked if word not in WORDS]
    if wrong:
        raise Problems([Problem("--fail-on", 0, 0, unknown("word", word, WORDS)) for word in wrong])
    return tuple(dict.fromkeys(asked))
