"""The README's table of speed keeps what was measured on the same machine and day."""

from datetime import date

from tests.bench.table import Row, merged, table

DAY = date(2026, 11, 22)
SLOW = Row("one thing", "another", 2.0, 1.9, 2.1, 1.5, cause="it waits")
QUICK = Row("one thing", "another", 1.2, 1.1, 1.3, 1.5, cause="it waits")
SIZED = Row("importing (58 MB in all)", "fewer (56 MB)", 1.03, 1.0, 1.1, 1.25)
LARGER = Row("importing (60 MB in all)", "fewer (57 MB)", 1.05, 1.0, 1.1, 1.25)
OTHER = Row("a third: its cost", "a fourth", 9.0, 8.0, 10.0, 1.5, cause="it grows: every month")


def test_what_is_measured_again_stands_in_its_place_and_the_rest_stays() -> None:
    assert merged(table([SLOW, OTHER, SIZED], DAY), table([QUICK], DAY)) == table([QUICK, OTHER, SIZED], DAY)
    assert merged(table([QUICK], DAY), table([SLOW], DAY)) == table([SLOW], DAY)


def test_what_is_measured_first_comes_last() -> None:
    assert merged(table([QUICK], DAY), table([OTHER], DAY)) == table([QUICK, OTHER], DAY)


def test_a_size_in_a_name_is_of_one_run() -> None:
    assert merged(table([SIZED, QUICK], DAY), table([LARGER], DAY)) == table([LARGER, QUICK], DAY)


def test_of_another_day_nothing_stays() -> None:
    new = table([QUICK], DAY)
    assert merged(table([SLOW, OTHER], date(2026, 11, 21)), new) == new
