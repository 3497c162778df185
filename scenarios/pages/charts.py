"""A story's chart at both widths, with the words that its lines and bands are read by."""

from attrs import frozen
from markupsafe import Markup

from scenarios.pages.timeline import Timeline
from scenarios.pages.voice import Voice


@frozen
class Key:
    """One line of the legend: how it is drawn, and what it is."""

    kind: str
    label: str


@frozen
class Chart:
    """The picture for a desk and paper, the one for a phone, and the legend."""

    wide: Markup
    narrow: Markup
    keys: tuple[Key, ...]
    unspecified: bool
    inexact: bool
    sides: tuple[str, ...]


def drawn(told: Timeline, voice: Voice, label: str) -> Chart:
    """Draw a story at both widths; what draws is imported only now."""
    from scenarios.pages.chart import NARROW, WIDE, chart  # noqa: PLC0415  # which takes as long as many replays

    return Chart(
        wide=chart(told, voice, label, WIDE),
        narrow=chart(told, voice, label, NARROW),
        keys=tuple(Key(line.kind, line.label) for line in told.lines) if told.moves else (),
        unspecified=any(point.unspecified for line in told.lines for point in line.points),
        inexact=any(not mark.exact for mark in told.marks),
        sides=told.sides if told.bands else (),
    )
