"""Where the ticks of a chart stand: months, or years, as dense as they can be read, and round amounts."""

from attrs import frozen

from lifecycle import calendar, civil
from scenarios.pages.voice import Voice

_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MILLION = 100_000_000
"""A million rupiah, in sen."""


@frozen
class MonthTick:
    """A tick at the first second of a month, with what stands under it in two lines; only a mark without."""

    at: int
    label: str = ""
    year: str = ""


@frozen
class AmountTick:
    """A tick at an amount in sen."""

    sen: int
    label: str


def month_ticks(months: range, width: float, apart: float, voice: Voice) -> tuple[MonthTick, ...]:
    """Ticks at most as dense as labels ``apart`` pixels from each other can be read on a ``width``."""
    fits = max(1, int(width // apart))
    step = next((step for step in _MONTHS if len(months) / step <= fits), None)
    if step is None:
        step = 12 * next((years for years in _YEARS if len(months) / (12 * years) <= fits), _YEARS[-1])
    found, told = [], ""
    for number in months:
        at = civil.month_start(number) * civil.DAY
        if number % step:
            if step <= 6:
                found.append(MonthTick(at))
            continue
        period = calendar.period(number)
        year = period[:4]
        if step >= 12:
            found.append(MonthTick(at, year))
        else:
            found.append(MonthTick(at, voice.language.short_month(period), year if year != told else ""))
            told = year
    return tuple(found)


def amount_ticks(low: int, high: int, voice: Voice) -> tuple[tuple[AmountTick, ...], bool]:
    """Round amounts that span two, 0 among them; and whether they are written in millions."""
    reach = max(high - min(low, 0), 100)
    size = 10 ** (len(str(reach)) - 1)
    step = next(part for part in (size // 5 or 1, size // 2 or 1, size, 2 * size, 5 * size) if reach / part <= 5)
    bottom, top = min(low, 0) // step, -(-max(high, 1) // step)
    millions = step * top >= 1000 * _MILLION
    shown = [(at * step, at * step // _MILLION * 100 if millions else at * step) for at in range(bottom, top + 1)]
    return tuple(AmountTick(sen, voice.digits(part) if part else "0") for sen, part in shown), millions
