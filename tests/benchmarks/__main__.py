"""Measure whole bases, and write a table and a plot: `make bench-portfolio`, its sizes by environment variables."""

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import altair as alt
import vl_convert as vlc

from tests.bench.table import processor
from tests.benchmarks.growth import Size, grown
from tests.benchmarks.race import Lap, laps

COMMAND = "make bench-portfolio"
WIDTH = 520


def main() -> None:
    """Run the race and the growth, and write what they came to beside this file."""
    subscriptions, months = int(os.environ["BENCH_SUBSCRIPTIONS"]), int(os.environ["BENCH_MONTHS"])
    sizes, jobs = [int(size) for size in os.environ["BENCH_SIZES"].split()], int(os.environ["BENCH_JOBS"])
    out = Path(os.environ.get("BENCH_OUT") or Path(__file__).parent)
    with TemporaryDirectory() as folder:
        race = laps(subscriptions, months, Path(folder))
        growth = [grown(size, months, jobs, Path(folder)) for size in sizes]
    text = "\n".join(_table(race, growth)) + "\n"
    (out / "portfolio.md").write_text(text, "utf-8")
    (out / "portfolio.svg").write_text(plot(race, growth), "utf-8")
    sys.stdout.write(text)


def _table(race: Sequence[Lap], growth: Sequence[Size]) -> Iterator[str]:
    day = date.today()  # noqa: DTZ011  # the day on which this machine stands
    asked = " ".join(f"{name}={os.environ[name]!r}" for name in sorted(os.environ) if name.startswith("BENCH_"))
    yield f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}; {day}; `{asked} {COMMAND}`"
    yield from ("", "| One base, one core, the same answers | Subscriptions | Months a second | Against the kernel |")
    yield "|---|---:|---:|---:|"
    for lap in race:
        yield f"| {lap.name} | {lap.subscriptions:,} | {lap.rate:,.0f} | {lap.rate / race[0].rate:.4f} |"
    yield from ("", "| Subscriptions × months × editions | Seconds | Months a second and process | Peak memory |")
    yield "|---|---:|---:|---:|"
    for size in growth:
        whole = f"{size.subscriptions:,} × {size.months} × 2"
        yield f"| {whole}, {size.jobs} processes | {size.seconds:.1f} | {size.rate:,.0f} | {size.memory:,} MB |"


def plot(race: Sequence[Lap], growth: Sequence[Size]) -> str:
    """Both tables as one picture, without a script."""
    ways = alt.Chart(alt.Data(values=[{"way": lap.name, "rate": lap.rate} for lap in race]))  # type: ignore[no-untyped-call]
    bars = ways.mark_bar().encode(
        x=alt.X("rate:Q", scale=alt.Scale(type="log"), title="subscription-months a second, one core"),
        y=alt.Y("way:N", sort=None, title=None),
    )
    points = [{"size": one.subscriptions, "seconds": one.seconds, "memory": one.memory} for one in growth]
    sizes = alt.Chart(alt.Data(values=points))  # type: ignore[no-untyped-call]
    logarithmic: dict[str, Any] = {"scale": alt.Scale(type="log")}
    size = alt.X("size:Q", title="subscriptions", **logarithmic)
    time = sizes.mark_line(point=True).encode(x=size, y=alt.Y("seconds:Q", title="seconds", **logarithmic))
    memory = sizes.mark_line(point=True).encode(x=size, y=alt.Y("memory:Q", title="peak memory, MB"))
    whole = alt.vconcat(
        bars.properties(width=WIDTH, height=150, title="One base, the same answers"),
        alt.hconcat(
            time.properties(width=WIDTH // 2 - 40, height=160, title="Two editions, Parquet to Parquet"),
            memory.properties(width=WIDTH // 2 - 40, height=160, title="The memory of all processes"),
        ),
    )
    drawn: str = vlc.vegalite_to_svg(whole.to_json())
    return drawn


if __name__ == "__main__":
    main()
