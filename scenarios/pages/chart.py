"""The chart of a story, drawn by Altair and turned into a static picture that no font of the machine changes."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode
from attrs import frozen
from markupsafe import Markup

from scenarios.pages.palette import BANDS, DASHES, INK, LINE, LINES, PAPER, QUIET, SHAPES
from scenarios.pages.scales import AmountTick, amount_ticks, month_ticks
from scenarios.pages.svg import Picture, picture
from scenarios.pages.timeline import ACTORS, STATES, Timeline
from scenarios.pages.voice import Voice

LANE, ROW, HEIGHT, GAP, AXIS = 18, 20, 190, 16, 34

CLOSE = 12
"""Pixels that an event has to itself, on the whole, where marks are drawn large."""

Panel = tuple[Any, int]
"""A chart of Altair's, whose layers have many types, and its height in pixels."""


@frozen
class Size:
    """How wide a chart is, how much of it the labels at its left take, and how far apart months are labelled."""

    width: int
    left: int
    apart: int
    font: int = 12
    right: int = 14

    @property
    def plot(self) -> int:
        """The width between the labels and the right edge."""
        return self.width - self.left - self.right


WIDE = Size(920, 118, 46)
NARROW = Size(360, 92, 40, 11, 8)


def chart(told: Timeline, voice: Voice, label: str, size: Size) -> Markup:
    """The chart as inline SVG. ``label`` says in a sentence what it shows; the table of months tells the same."""
    drawn = _Drawn(told, voice, size)
    # The specification is our own, and the same for every story: judging and copying it anew takes most of the time.
    with debug_mode(False):
        spec, height = _spec(drawn, size)
    return picture(vl_convert.vegalite_to_svg(spec), Picture(size.width, height, label, drawn.titles))


def _spec(drawn: "_Drawn", size: Size) -> tuple[dict[str, Any], int]:
    """The specification of all panels, one under the other, and their height."""
    panels = [panel for panel in (drawn.states(), drawn.amounts(), drawn.events()) if panel is not None]
    whole = alt.TopLevelVConcatSpec(
        vconcat=[panel for panel, _ in panels],
        bounds="flush",
        spacing=GAP,
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": size.left, "top": 8, "right": size.right, "bottom": AXIS},
        config=alt.Config(font="sans-serif", view=alt.ViewConfig(stroke=None), background="transparent"),
    )
    height = 8 + sum(height for _, height in panels) + GAP * (len(panels) - 1) + AXIS
    return {"$schema": alt.SCHEMA_URL, **whole.to_dict(validate=False), "datasets": drawn.sets}, height


class _Drawn:
    """The panels of one chart, each with its height in pixels; all share the months beneath them."""

    def __init__(self, told: Timeline, voice: Voice, size: Size) -> None:
        self.told, self.voice, self.size = told, voice, size
        # A little beyond the last second, so that what happens in it can be told from the edge.
        self.end = told.until + (told.until - told.since) // 40
        self.ticks = month_ticks(told.months, size.plot, size.apart, voice)
        self.titles: dict[str, str] = {}
        self.sets: dict[str, Sequence[dict[str, Any]]] = {}
        self.last = "events" if told.marks else "amounts" if told.moves else "states"

    def states(self) -> Panel | None:
        """Each state that occurs in a lane of its own, so that no colour needs to be told from another."""
        found = [state for state in STATES if any(band.state == state for band in self.told.bands)]
        if not found:
            return None
        height, sides = LANE * len(found), max(1, len(self.told.sides))
        thick = (LANE - 5) / sides
        rows = []
        for number, band in enumerate(self.told.bands):
            top = LANE * found.index(band.state) + 2 + thick * band.side + (band.side and 1)
            name = f"band:{number}"
            side = f"{self.told.sides[band.side]}: " if self.told.sides else ""
            self.titles[name] = f"{side}{band.label}"
            colour, filled = BANDS.get(band.state, QUIET), band.side == 0
            rows.append(
                {"at": band.since, "end": band.until, "top": top, "low": top + thick - (band.side and 1)}
                | {"fill": colour if filled else PAPER, "stroke": colour, "name": name}
            )
        labels = {band.state: band.label for band in self.told.bands}
        heads = [{"y": LANE * at + LANE / 2, "label": labels[state]} for at, state in enumerate(found)]
        bars = self._marks(
            rows,
            alt.MarkDef(type="rect", strokeWidth=1),
            x=self._x("at"),
            x2=alt.X2("end"),
            y=self._y("top", height),
            y2=alt.Y2("low"),
            fill=alt.Fill("fill:N", scale=None, legend=None),
            stroke=alt.Stroke("stroke:N", scale=None, legend=None),
            description=alt.Description("name:N"),
        )
        return self._panel("states", height, bars, self._heads(heads, height))

    def amounts(self) -> Panel | None:
        """The step lines over round amounts; where a part is unspecified, it says so."""
        if not self.told.moves:
            return None
        points = [point.sen for line in self.told.lines for point in line.points]
        ticks, millions = amount_ticks(min(points), max(points), self.voice)
        low, high = ticks[0].sen, ticks[-1].sen
        y = alt.Y("sen:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
        layers = [self._grid(ticks, y, millions=millions), *self._area(low, high)]
        for line in self.told.lines:
            rows = [{"at": max(one.at, self.told.since), "sen": one.sen} for one in line.points]
            drawn = alt.MarkDef(
                type="line",
                interpolate="step-after",
                stroke=LINES[line.kind],
                strokeWidth=2 if len(rows) * 4 < self.size.plot else 1,
                strokeDash=[int(part) for part in DASHES[line.kind].split(",")] if line.kind in DASHES else [1, 0],
            )
            layers.append(self._marks(rows, drawn, x=self._x("at"), y=y))
            unknown = [row for row, one in zip(rows[:-1], line.points, strict=False) if one.unspecified]
            if unknown:
                said: dict[str, Any] = {"text": "+ ?", "fill": LINES[line.kind], "fontWeight": "bold"}
                said |= {"align": "left", "dx": 3, "dy": -8}
                layers.append(self._marks(unknown, alt.MarkDef(type="text", **said), x=self._x("at"), y=y))
        return self._panel("amounts", HEIGHT, *layers)

    def events(self) -> Panel | None:
        """A mark for each event in the lane of whoever acted; hollow where its instant is not known exactly."""
        actors = [actor for actor in ACTORS if any(mark.actor == actor for mark in self.told.marks)]
        if not actors:
            return None
        height, rows = ROW * len(actors), []
        # Many events stand as small marks on their lane; few that meet step aside from each other.
        dense = len(self.told.marks) > self.size.plot / CLOSE
        last: dict[str, tuple[float, int]] = {}
        for number, mark in enumerate(self.told.marks):
            at = (mark.at - self.told.since) / (self.end - self.told.since) * self.size.plot
            before, shift = last.get(mark.actor, (-99.0, 0))
            shift = (shift + 1) % 3 if at - before < 7 and not dense else 0
            last[mark.actor] = at, shift
            name = f"event:{number}"
            self.titles[name] = mark.title
            y = ROW * actors.index(mark.actor) + ROW / 2 + (0, -5, 5)[shift]
            rows.append(
                {"at": mark.at, "y": y, "shape": SHAPES[mark.actor], "name": name}
                | {"fill": INK if mark.exact else PAPER}
            )
        labels = {mark.actor: mark.label for mark in self.told.marks}
        heads = [{"y": ROW * at + ROW / 2, "label": labels[actor]} for at, actor in enumerate(actors)]
        dots = self._marks(
            rows,
            alt.MarkDef(
                type="point", size=9 if dense else 46, stroke=INK, strokeWidth=0.8 if dense else 1.2, opacity=1
            ),
            x=self._x("at"),
            y=self._y("y", height),
            shape=alt.Shape("shape:N", scale=None, legend=None),
            fill=alt.Fill("fill:N", scale=None, legend=None),
            description=alt.Description("name:N"),
        )
        return self._panel("events", height, self._heads(heads, height), dots)

    def _panel(self, name: str, height: int, *layers: Any) -> Panel:
        drawn = [self._months(height), *layers, *(self._axis(height) if name == self.last else ())]
        return alt.LayerSpec(layer=drawn, width=self.size.plot, height=height), height

    # Altair's own charts are copied, layer by layer, with every word added to one; what they are made of is not.
    def _marks(self, rows: Sequence[dict[str, Any]], mark: alt.MarkDef, **channels: Any) -> alt.UnitSpec:
        """A mark for each row."""
        return alt.UnitSpec(data=self._data(rows), mark=mark, encoding=alt.Encoding(**channels))

    def _data(self, rows: Sequence[dict[str, Any]]) -> alt.NamedData:
        """The rows under a name of their own; the same rows have one."""
        name = next((name for name, held in self.sets.items() if held is rows), f"set-{len(self.sets)}")
        self.sets[name] = rows
        return alt.NamedData(name=name)

    def _x(self, name: str) -> alt.X:
        scale = alt.Scale(domain=[self.told.since, self.end], nice=False, zero=False)
        return alt.X(f"{name}:Q", axis=None, scale=scale)

    def _y(self, name: str, height: int) -> alt.Y:
        return alt.Y(f"{name}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))

    def _heads(self, heads: Sequence[dict[str, Any]], height: int) -> Any:
        mark: dict[str, Any] = {"align": "right", "baseline": "middle", "fill": QUIET, "fontSize": self.size.font}
        drawn = alt.MarkDef(type="text", **mark)
        return self._marks(heads, drawn, x=alt.value(-10), y=self._y("y", height), text=alt.Text("label:N"))

    def _months(self, height: int) -> Any:
        rows = [{"at": tick.at} for tick in self.ticks if tick.label]
        drawn = alt.MarkDef(type="rule", stroke=LINE, strokeWidth=1)
        return self._marks(rows, drawn, x=self._x("at"), y=alt.value(0), y2=alt.value(height))

    def _axis(self, height: int) -> list[Any]:
        """The months, their years below them."""

        def text(name: str, dy: int, *, strong: bool) -> Any:
            rows = [{"at": tick.at, "label": told} for tick in self.ticks if (told := getattr(tick, name))]
            mark: dict[str, Any] = {"align": "left", "baseline": "top", "fontSize": self.size.font - 1, "dx": 2}
            mark |= {"fill": INK if strong else QUIET, "fontWeight": "bold" if strong else "normal"}
            drawn = alt.MarkDef(type="text", **mark)
            return self._marks(rows, drawn, x=self._x("at"), y=alt.value(height + dy), text=alt.Text("label:N"))

        small = self._marks(
            [{"at": tick.at} for tick in self.ticks],
            alt.MarkDef(type="rule", stroke=QUIET, strokeWidth=1),
            x=self._x("at"),
            y=alt.value(height + 1),
            y2=alt.value(height + 5),
        )
        return [small, text("label", 7, strong=False), text("year", 20, strong=True)]

    def _grid(self, ticks: Sequence[AmountTick], y: alt.Y, *, millions: bool) -> Any:
        rows = [{"sen": tick.sen, "label": tick.label} for tick in ticks]
        rows[-1]["label"] = f"{'Rp ' if not millions else ''}{rows[-1]['label']}"
        if millions:
            rows[-1]["label"] = self.voice.phrase("Rp {number} million", number=rows[-1]["label"])
        mark: dict[str, Any] = {"align": "right", "baseline": "middle", "fill": QUIET, "fontSize": self.size.font - 1}
        across = {"x": alt.value(0), "x2": alt.value(self.size.plot), "y": y}
        rules = self._marks(rows, alt.MarkDef(type="rule", stroke=LINE), **across)
        zero = self._marks([{"sen": 0}], alt.MarkDef(type="rule", stroke=QUIET), **across)
        texts = self._marks(rows, alt.MarkDef(type="text", **mark), x=alt.value(-10), y=y, text=alt.Text("label:N"))
        return alt.LayerSpec(layer=[rules, zero, texts])

    def _area(self, low: int, high: int) -> list[Any]:
        """What lies between asked and owed."""
        kinds = {line.kind: line for line in self.told.lines}
        if not {"asked", "owed"} <= set(kinds):
            return []
        asked, owed = kinds["asked"].points, kinds["owed"].points
        seconds = sorted({max(one.at, self.told.since) for one in (*asked, *owed)})
        rows = [{"at": at, "sen": _at(asked, at), "other": _at(owed, at)} for at in seconds]
        scale = alt.Scale(domain=[low, high], nice=False, zero=False)
        drawn = alt.MarkDef(type="area", interpolate="step-after", fill=LINES["asked"], fillOpacity=0.12)
        y = alt.Y("sen:Q", axis=None, scale=scale)
        return [self._marks(rows, drawn, x=self._x("at"), y=y, y2=alt.Y2("other"))]


def _at(points: Sequence[Any], at: int) -> int:
    sen: int = next(one.sen for one in reversed(points) if one.at <= at)
    return sen
