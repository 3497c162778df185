"""A chart of bars, drawn by Altair and turned into a static picture: labels at the left, counts at the bars' ends."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode
from attrs import frozen
from markupsafe import Markup

from scenarios.pages.palette import INK, LINE, LINES, PAPER, QUIET
from scenarios.pages.svg import Picture, picture

_THICK, _GAP = 15, 7


@frozen
class BarSize:
    """How wide a chart of bars is, and how much of it its labels and its counts take."""

    width: int
    left: int
    right: int
    font: int


WIDE = BarSize(920, 250, 90, 13)
NARROW = BarSize(360, 178, 48, 10)


@frozen
class Bars:
    """What a bar stands for, and its values with what is written at their ends: one, or before and after."""

    label: str
    values: tuple[int, ...]
    shown: tuple[str, ...]


@frozen
class BarChart:
    """The picture for a desk and paper, and the one for a phone; ``sides`` name a hollow and a filled bar."""

    wide: Markup
    narrow: Markup
    sides: tuple[str, ...] = ()


def bar_chart(rows: Sequence[Bars], label: str, sides: tuple[str, ...] = ()) -> BarChart:
    """Draw bars at both widths; ``label`` says in a sentence what they show."""
    return BarChart(_drawn(rows, label, WIDE), _drawn(rows, label, NARROW), sides)


def _drawn(rows: Sequence[Bars], label: str, size: BarSize) -> Markup:
    many = max(len(row.values) for row in rows)
    step = _THICK * many + _GAP
    height, plot = step * len(rows), size.width - size.left - size.right
    most = max(1, *(value for row in rows for value in row.values))
    bars = [
        {
            "from": 0,
            "to": value,
            "top": step * at + _THICK * side,
            "low": step * at + _THICK * (side + 1) - 2,
            "middle": step * at + _THICK * side + _THICK / 2 - 1,
            "shown": shown,
            "fill": LINES["owed"] if side == many - 1 else PAPER,
        }
        for at, row in enumerate(rows)
        for side, (value, shown) in enumerate(zip(row.values, row.shown, strict=True))
    ]
    heads = [{"y": step * at + _THICK * many / 2 - 1, "label": row.label} for at, row in enumerate(rows)]
    # The specification is our own, and its values are counts: judging it anew takes most of the time.
    with debug_mode(False):
        spec = _spec(bars, heads, (plot, height, most), size)
    return picture(vl_convert.vegalite_to_svg(spec), Picture(size.width, height + 12, label, {}))


def _spec(bars: list[dict[str, Any]], heads: list[dict[str, Any]], room: tuple[int, int, int], size: BarSize) -> Any:
    plot, height, most = room

    def y(name: str) -> alt.Y:
        return alt.Y(f"{name}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False))

    left: dict[str, Any] = {"align": "right", "baseline": "middle", "fill": INK, "fontSize": size.font}
    right: dict[str, Any] = {"align": "left", "baseline": "middle", "fill": QUIET, "fontSize": size.font - 1, "dx": 5}
    fill = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    layers = alt.layer(
        alt.Chart(alt.NamedData("axis")).mark_rule(stroke=LINE).encode(x=x("at"), y=alt.value(0), y2=alt.value(height)),
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(stroke=LINES["owed"], strokeWidth=1)
        .encode(x=x("from"), x2="to:Q", y=y("top"), y2="low:Q", fill=fill),
        alt.Chart(alt.NamedData("bars")).mark_text(**right).encode(x=x("to"), y=y("middle"), text=alt.Text("shown:N")),
        alt.Chart(alt.NamedData("heads")).mark_text(**left).encode(x=alt.value(-8), y=y("y"), text=alt.Text("label:N")),
    ).properties(
        width=plot,
        height=height,
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": size.left, "top": 4, "right": size.right, "bottom": 8},
    )
    whole = layers.configure(font="sans-serif", view=alt.ViewConfig(stroke=None), background="transparent")
    return {**whole.to_dict(validate=False), "datasets": {"bars": bars, "heads": heads, "axis": [{"at": 0}]}}
