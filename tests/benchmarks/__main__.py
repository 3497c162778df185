"""Measure whole bases, and write a table and a plot: `make bench-portfolio`, its sizes by environment variables."""

import math
import os
import platform
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import altair as alt
import vl_convert as vlc

from scenarios.portfolio.part import ROWS
from tests.bench.table import processor
from tests.benchmarks.growth import Size, grown
from tests.benchmarks.race import CLAUSE, EVENTS, FILES, KERNEL, OPENFISCA, Lap, laps

WIDTH = 520


README = Path(__file__).parents[2] / "README.md"
MARKED = re.compile(r"(?<=<!-- whole bases -->\n).*?(?=<!-- /whole bases -->)", re.DOTALL)
DRAWN = Path(__file__).with_name("portfolio.svg")
"""The plot that the README shows."""


def main() -> None:
    """Run the race and the growth, and print what they came to; `BENCH=readme` puts it into the README."""
    subscriptions, months = int(os.environ["BENCH_SUBSCRIPTIONS"]), int(os.environ["BENCH_MONTHS"])
    sizes, jobs = [int(size) for size in os.environ["BENCH_SIZES"].split()], int(os.environ["BENCH_JOBS"])
    with TemporaryDirectory() as folder:
        race = laps(subscriptions, months, Path(folder))
        growth = [grown(size, months, jobs, Path(folder)) for size in sizes]
    text = "\n".join([*_table(race, growth), "", *_targets(race, growth)]) + "\n"
    if os.environ.get("BENCH") == "readme":
        page = README.read_text("utf-8")
        assert MARKED.search(page), "the README has lost its <!-- whole bases --> markers"
        README.write_text(MARKED.sub(lambda _: text, page), "utf-8")
        DRAWN.write_text(plot(race, growth), "utf-8")
    sys.stdout.write(text)


def _table(race: Sequence[Lap], growth: Sequence[Size]) -> Iterator[str]:
    day = date.today()  # noqa: DTZ011  # the day on which this machine stands
    names = ("BENCH_MONTHS", "BENCH_SIZES", "BENCH_SUBSCRIPTIONS")
    asked = " ".join(f"{name}='{os.environ[name]}'" for name in names)
    yield f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}; {day};"
    yield f"`make bench-portfolio {asked} JOBS={os.environ['BENCH_JOBS']}`"
    yield from ("", "| One base, one core, the same answers | Subscriptions | Months a second | Against the kernel |")
    yield "|---|---:|---:|---:|"
    for lap in race:
        yield f"| {lap.name} | {lap.subscriptions:,} | {lap.rate:,.0f} | {lap.rate / race[0].rate:.4f} |"
    yield from ("", "| Subscriptions × months × editions | Seconds | Months a second and process | Peak memory |")
    yield "|---|---:|---:|---:|"
    for size in growth:
        whole = f"{size.subscriptions:,} × {size.months} × 2"
        yield f"| {whole}, {size.jobs} processes | {size.seconds:.1f} | {size.rate:,.0f} | {size.memory:,} MB |"


def _targets(race: Sequence[Lap], growth: Sequence[Size]) -> Iterator[str]:
    rate = {lap.name: lap.rate for lap in race}
    files, events, ahead = rate[FILES], rate[KERNEL] / rate[EVENTS], rate[CLAUSE] / rate[OPENFISCA]
    # Below it not every process has a part to hold.
    last, full = growth[-1], next((size for size in growth if size.subscriptions >= size.jobs * ROWS), growth[-1])
    memory, times = last.memory / full.memory, last.subscriptions // full.subscriptions
    yield "| Target | Measured | |"
    yield "|---|---:|---|"
    yield f"| ≥ 5,000,000 months a second a core, Parquet in and out | {files:,.0f} | {_met(files >= 5_000_000)} |"
    yield f"| ≥ 50 times the event path | {events:,.0f} times | {_met(events >= 50)} |"
    yield f"| ahead of OpenFisca, the late fee alone | {ahead:.1f} times | {_met(ahead > 1)} |"
    grew = f"{memory:.2f} of it for {times:,} times the base"
    yield f"| memory does not grow with the base | {grew} | {_met(memory < 1.5)} |"
    if last.subscriptions >= 10_000_000:
        took = f"{last.seconds:.0f} s"
        yield f"| 10⁷ × 36 × 2 under ten minutes on two cores | {took} | {_met(last.seconds < 600)} |"


def _met(met: bool) -> str:
    return "met" if met else "**missed**"


def plot(race: Sequence[Lap], growth: Sequence[Size]) -> str:
    """Both tables as one picture, without a script."""
    laps_told = [{"way": lap.name, "rate": lap.rate, "told": f"{lap.rate:,.0f}"} for lap in race]
    # On such a scale there is no 0 to begin a bar at.
    least = 10 ** int(math.log10(min(lap.rate for lap in race)))
    ways = alt.Chart(alt.Data(values=laps_told)).encode(  # type: ignore[no-untyped-call]
        x=alt.X(
            "rate:Q",
            scale=alt.Scale(type="log", domainMin=least),
            axis=alt.Axis(format="~s"),
            title="subscription-months a second, one core",
        ),
        y=alt.Y("way:N", sort=None, title=None, axis=alt.Axis(labelLimit=300)),
    )
    bars = ways.mark_bar().encode(x2=alt.datum(least))
    figures = ways.mark_text(align="left", dx=4).encode(text="told:N")
    points = [{"size": one.subscriptions, "seconds": one.seconds, "memory": one.memory} for one in growth]
    sizes = alt.Chart(alt.Data(values=points))  # type: ignore[no-untyped-call]
    logarithmic: dict[str, Any] = {"scale": alt.Scale(type="log")}
    decades = alt.Axis(format="~s", values=[one.subscriptions for one in growth])
    size = alt.X("size:Q", title="subscriptions", axis=decades, **logarithmic)
    time = sizes.mark_line(point=True).encode(x=size, y=alt.Y("seconds:Q", title="seconds", **logarithmic))
    memory = sizes.mark_line(point=True).encode(x=size, y=alt.Y("memory:Q", title="peak memory, MB"))
    whole = alt.vconcat(
        (bars + figures).properties(width=WIDTH - 120, height=150, title="One base, the same answers"),
        alt.hconcat(
            time.properties(width=WIDTH // 2 - 40, height=160, title="Two editions, Parquet to Parquet"),
            memory.properties(width=WIDTH // 2 - 40, height=160, title="The memory of all processes"),
        ),
    ).configure_view(continuousWidth=WIDTH)
    drawn: str = vlc.vegalite_to_svg(whole.to_json())
    return drawn


if __name__ == "__main__":
    main()
