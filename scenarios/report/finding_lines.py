"""A finding in words: what the provider recorded, what its rules give, by which clause and sum, and what is between."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.events import Recorded
from lifecycle.notation import Known, Thing
from lifecycle.sentence import Sentence, coded, said
from projections.findings.finding import Finding
from scenarios.report import words
from scenarios.report.finding_terms import BETWEEN, ENTITLED, FINDINGS, RECORDED
from scenarios.report.masking import Mask


def finding_lines(finding: Finding, mask: Mask) -> Iterator[str]:
    """The finding on the first line; then both its sides, each indented by two, and the working by four."""
    yield headline(finding)
    yield f"  {RECORDED.english}: {mask.text(finding.act)}"
    for line in recorded_lines(finding, mask):
        yield f"    {line}"
    yield f"  {ENTITLED.english}: {mask.text(finding.entitled)}"
    yield f"    {clause(finding)}"
    for step in finding.working:
        yield f"      {mask.text(step)}"
    if finding.amount is not None:
        yield f"  {BETWEEN.english}: {words.noted(finding.amount)}"
    if finding.because.readings:
        yield f"  {readings(finding)}"


def headline(finding: Finding) -> Sentence:
    """``2017-02  UNCOVERED_CHARGE (a charge that nothing covers · tagihan tanpa dasar)``, no finer than it is known."""
    named = {"code": Thing(finding.code), "finding": FINDINGS[finding.code]}
    return said("{at}  {code} ({finding})", at=when(finding), **named)


def when(finding: Finding) -> Known:
    """The instant that shows it, as exactly as the recorded act is known (G11)."""
    return Known(calendar.instant(finding.at), precision(finding))


def precision(finding: Finding) -> str:
    """How exactly that instant is known: as the act's, where it is the act's."""
    event = finding.event
    return event.precision if event is not None and calendar.seconds(event.at) == finding.at else "instant"


def inferred(finding: Finding) -> bool:
    """Whether the act, or the charge that it is about, is only inferred (G11)."""
    return any(one is not None and one.inferred for one in (finding.event, finding.charge))


def recorded_lines(finding: Finding, mask: Mask) -> Iterator[Sentence]:
    """The events behind it, by number, with how surely each is known and who says so."""
    if finding.event is None:
        yield said("no event: time alone shows it")
    else:
        yield event_words(finding.event, mask)
    if finding.charge is not None and finding.charge is not finding.event:
        yield event_words(finding.charge, mask)


def event_words(recorded: Recorded, mask: Mask) -> Sentence:
    """``event 4, 2017-02, billed · tagihan Rp 500.000 (2017-02) [known to the month]``."""
    source = said("; source: {source}", source=Thing(mask.text(recorded.source))) if recorded.source else ""
    return said(
        "event {version}, {when}, by {actor}: {event}{doubts}{source}",
        version=recorded.version,
        when=words.when(recorded),
        actor=coded(recorded.actor),
        event=words.said(recorded.event, mask).sentence,
        doubts=words.surely(words.doubts(recorded)),
        source=source,
    )


def clause(finding: Finding) -> Sentence:
    """The clause and its edition."""
    return words.clause(finding.because.clause, finding.because.edition)


def readings(finding: Finding) -> Sentence:
    """The readings that the clause consulted."""
    return words.readings(finding.because.readings)
