"""The plot of the race and of how bases grow: every lap has a bar that can be seen, with its figure."""

import re

from tests.benchmarks.__main__ import plot
from tests.benchmarks.growth import Size
from tests.benchmarks.race import Lap

LAPS = [Lap("quick", 1_000, 36, 0.01), Lap("slow", 10, 36, 0.4)]
SIZES = [Size(10_000, 36, 7.0, 2, 340), Size(100_000, 36, 14.0, 2, 830)]


def test_every_lap_has_a_bar_that_can_be_seen_and_its_figure() -> None:
    drawn = plot(LAPS, SIZES)
    bars = re.findall(r'aria-roledescription="bar" d="M([\d.]+),[\d.]+h(-?[\d.]+)', drawn)
    assert len(bars) == len(LAPS)
    assert all(abs(float(width)) > 1 for _, width in bars)
    assert "3,600,000" in drawn
    assert ">900<" in drawn
