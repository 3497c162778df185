"""A comparison as a comment on a change: a table of what differs, of whose outcome changes, and of the sums."""

from collections.abc import Iterable, Iterator

from scenarios.comparing.gate import BURDEN
from scenarios.comparing.totals import Entry
from scenarios.report import compare_report as said
from scenarios.report import terms
from scenarios.report.compare_report import CompareReport


def compare_markdown(report: CompareReport, most: int) -> bytes:
    """The page in GitHub's Markdown with so many stories, in UTF-8."""
    return ("\n".join(_page(report, most)).rstrip() + "\n").encode()


def _page(report: CompareReport, most: int) -> Iterator[str]:
    yield f"### {cell(report.books.named[0])} → {cell(report.books.named[1])}"
    yield ""
    yield f"**{said.summary(report)}**"
    yield ""
    yield from _gate(report)
    if not report.parts:
        yield "Both books rule the same."
        return
    yield from table(
        ("", "What differs", "Clause"),
        ((said.letter(number), f"`{part.title}`", "; ".join(part.clauses)) for number, part in enumerate(report.parts)),
    )
    if report.totals.kinds:
        yield from table(
            ("In all", "Change", "Of it", "More in", "Less in"),
            (
                (
                    str(said.kind(one.kind)),
                    str(one.change),
                    said.shares(one.shares, one.rest),
                    str(one.up),
                    str(one.down),
                )
                for one in report.totals.kinds
            ),
        )
    affected = report.affected
    if affected:
        yield from table(("Story", "Balance", "Of it", "Moved", "Expectations"), map(_story, affected[:most]))
        if len(affected) > most:
            yield f"… and {len(affected) - most} more.\n"
    for reason, count in report.totals.unaffected:
        yield f"- {count} unaffected: {said.REASONS[reason]}"
    for one in report.unusable:
        yield from (f"- cannot be used: {cell(str(problem))}" for problem in one.problems)


def _gate(report: CompareReport) -> Iterator[str]:
    if report.gate.over is None and not report.gate.on:
        return
    yield ":x: the gate stops the change" if report.stopped else ":white_check_mark: the gate lets the change through"
    yield from (f"- in all, {why}" for why in report.stopped_in_all)
    for one in report.entries:
        yield from (f"- `{one.path}`: {why}" for why in one.stopped)
    yield ""


def _story(one: Entry) -> tuple[str, ...]:
    found = one.compared
    owed = next((each for each in found.sums if each.kind == BURDEN), None)
    moved = "; ".join(
        f"{_short(move.name)} {said.value(move.before, one.mask)} → {said.value(move.after, one.mask)} "
        f"({said.causes(move)})"
        for move in found.moved
    )
    told = [f"{len(found.broken)} broken"] if found.broken else []
    told += [f"{len(found.mended)} kept"] if found.mended else []
    told += [f"{len(found.refused)} refused"] if found.refused else []
    return (
        f"`{one.path}`",
        str(owed.change) if owed else "–",
        said.shares(owed.shares, owed.rest) if owed else "",
        moved,
        ", ".join(told),
    )


def _short(name: str) -> str:
    return (terms.KEYS.get(name) or terms.EVENTS[name]).english


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table, line by line, and an empty line after it."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(map(cell, row))} |" for row in rows)
    yield ""


def cell(text: str) -> str:
    """A text on one line, in which no column ends."""
    return text.replace("|", "\\|").replace("\n", " ")
