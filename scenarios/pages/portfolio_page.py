"""The page of a whole base: who changes, by how much, because of what."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from lifecycle import calendar
from lifecycle.money import Amount
from lifecycle.notation import Heading, Thing
from scenarios.comparing.change import Change
from scenarios.languages.codes import Code
from scenarios.pages.bars import BarChart, Bars, bar_chart
from scenarios.pages.environment import environment
from scenarios.pages.voice import Voice
from scenarios.portfolio.summary import Summary
from scenarios.report import compare_report as said
from scenarios.report import terms
from scenarios.report.masking import Mask


@frozen
class Table:
    """A table: its heads, each with whether its column is numbers, and its rows."""

    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Page:
    """What the page shows."""

    title: str
    verdict: str
    figures: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str, tuple[str, ...], str], ...]
    states: BarChart
    ends: Table
    rupiah: Table
    distribution: BarChart | None
    quantiles: Table
    largest: Table
    examples: tuple[tuple[str, Table], ...]
    compares: bool
    editions: tuple[str, ...]
    readings: tuple[str, ...]


def portfolio_html(summary: Summary, lang: Code) -> str:
    """The page as one self-contained text of HTML; its numbers are masked already."""
    return environment(lang).get_template("portfolio.html").render(page=_Told(summary, lang).page())


class _Told:
    def __init__(self, summary: Summary, lang: Code) -> None:
        self.summary, self.lang = summary, lang
        self.voice = Voice.of(lang, Mask(on=False), [part.book for part in summary.parts])

    def page(self) -> Page:
        summary, voice = self.summary, self.voice
        return Page(
            title=" → ".join(summary.names),
            verdict=self._verdict(),
            figures=tuple(self._figures()),
            parts=tuple(
                (name, part.title, tuple(voice.say(Heading(one)) for one in part.clauses), self.change(share))
                for name, part, share in summary.clauses()
            ),
            states=self._states(),
            ends=self._ends(),
            rupiah=self._rupiah(),
            distribution=self._distribution(),
            quantiles=Table(
                tuple(
                    (voice.phrase("{percent} % at most", percent=Thing(str(one))), True)
                    for one, _ in summary.quantiles()
                ),
                (tuple(self.money(amount) for _, amount in summary.quantiles()),),
            ),
            largest=self._lines(summary.tally["largest"]),
            examples=tuple(
                (self._sort(name), self._lines(lines)) for name, lines in summary.tally["examples"].items() if lines
            ),
            compares=summary.compares,
            editions=tuple(dict.fromkeys(voice.edition(edition) for edition, _ in summary.books)),
            readings=tuple(f"{name}={value}" for name, value in sorted(summary.readings.items())),
        )

    def count(self, number: int) -> str:
        shown = f"{number:,}"
        return shown if self.lang == "en" else shown.replace(",", ".")

    def money(self, sen: int) -> str:
        return self.voice.money(Amount(sen)).replace("-", "−")

    def change(self, change: Change) -> str:
        told = f"{'+' if change.sen > 0 else ''}{self.money(change.sen)}" if change.sen or not change.parts else ""
        for sign, count in (
            ("+", sum(n for _, n in change.parts if n > 0)),
            ("−", -sum(n for _, n in change.parts if n < 0)),
        ):
            if count:
                told += f" {sign} {self.count(count)} × {self.voice.phrase('unspecified')}"
        return told.strip()

    def _verdict(self) -> str:
        told, voice = self.summary.tally, self.voice
        at = calendar.instant(self.summary.until)
        of = Thing(self.count(told["subscriptions"]))
        if self.summary.compares:
            changed = Thing(self.count(told["changed"]))
            return voice.phrase("Of {of} subscriptions {changed} change, as of {at}", of=of, changed=changed, at=at)
        return voice.phrase("What {of} subscriptions come to, as of {at}", of=of, at=at)

    def _figures(self) -> Iterator[tuple[str, str]]:
        summary, voice = self.summary, self.voice
        yield voice.phrase("Bills"), self.count(summary.tally["months"])
        if not summary.compares:
            return
        balance = next((one for one in summary.moved if one.kind == "balance"), None)
        yield voice.phrase("Change of all balances"), self.change(balance.change if balance else Change())
        yield voice.phrase("Pay more"), self.count(balance.up if balance else 0)
        yield voice.phrase("Pay less"), self.count(balance.down if balance else 0)
        yield voice.phrase("Replayed event by event"), self.count(summary.replayed)

    def _states(self) -> BarChart:
        voice = self.voice
        sides = (voice.phrase("before"), voice.phrase("after")) if self.summary.compares else ()
        rows = [
            Bars(voice.term(terms.STATES[name]), tuple(counts), tuple(map(self.count, counts)))
            for name, counts in self.summary.states()
        ]
        label = voice.phrase("How many subscriptions are in each state at the end")
        return bar_chart(rows, label, sides)

    def _end(self, end: str) -> str:
        if end == "isolated":
            return self.voice.phrase("isolated at any time")
        return self.voice.term(terms.STATES[end] if end == "terminated" else terms.KEYS[end])

    def _ends(self) -> Table:
        voice, both = self.voice, self.summary.compares
        names = (
            (voice.phrase("before"), voice.phrase("after"), voice.phrase("newly"), voice.phrase("no longer"))
            if both
            else (voice.phrase("subscriptions"),)
        )
        rows = [
            (self._end(end), *map(self.count, (*sides, newly, gone) if both else sides))
            for end, sides, newly, gone in self.summary.ends()
        ]
        return Table(((voice.phrase("what comes over them"), False), *((name, True) for name in names)), tuple(rows))

    def _rupiah(self) -> Table:
        voice, summary = self.voice, self.summary
        kind = (voice.phrase("kind"), False)
        if not summary.compares:
            rows = [
                (voice.term(said.kind(one.kind)), self.change(one.sides[0]).removeprefix("+")) for one in summary.sums
            ]
            return Table((kind, (voice.phrase("in all"), True)), tuple(rows))
        letters = [name for name, _, _ in summary.clauses()]
        heads = [
            voice.phrase("change"),
            *letters,
            voice.phrase("together"),
            voice.phrase("more in"),
            voice.phrase("less in"),
        ]
        moved = [
            (
                voice.term(said.kind(one.kind)),
                *(self.change(change) for change in (one.change, *one.alone, one.rest)),
                self.count(one.up),
                self.count(one.down),
            )
            for one in summary.moved
        ]
        return Table((kind, *((head, True) for head in heads)), tuple(moved))

    def _distribution(self) -> BarChart | None:
        bars = self.summary.histogram()
        if not bars:
            return None
        rows = [
            Bars(f"{self.money(bar.low)} … {self.money(bar.high)}", (bar.count,), (self.count(bar.count),))
            for bar in bars
        ]
        return bar_chart(rows, self.voice.phrase("How many subscriptions have an amount between two steps"))

    def _lines(self, lines: Sequence[dict[str, Any]]) -> Table:
        voice, both = self.voice, self.summary.compares
        heads = [
            (voice.phrase("subscription"), False),
            (voice.phrase("row group and row"), False),
            (voice.phrase("change") if both else voice.term(terms.KEYS["balance"]), True),
            (voice.term(terms.KEYS["state"]), False),
        ]
        rows = [
            (
                one["number"],
                f"{one['row_group']}, {one['row']}",
                self.change(Change(one["amount"])).removeprefix("" if both else "+"),
                " → ".join(dict.fromkeys(voice.term(terms.STATES[name]) for name in one["state"])),
                *([self._causes(one.get("causes", ""))] if both else []),
            )
            for one in lines
        ]
        return Table((*heads, *([(voice.phrase("because of"), False)] if both else [])), tuple(rows))

    def _causes(self, causes: str) -> str:
        return self.voice.phrase("together") if causes == "together" else causes

    def _sort(self, name: str) -> str:
        voice = self.voice
        if name in ("pays_more", "pays_less"):
            return voice.phrase("Pay more") if name == "pays_more" else voice.phrase("Pay less")
        if name.startswith("newly_"):
            return voice.phrase("newly: {what}", what=Thing(self._end(name.removeprefix("newly_"))))
        if name.startswith("no_longer_"):
            return voice.phrase("no longer: {what}", what=Thing(self._end(name.removeprefix("no_longer_"))))
        return self._end(name)
