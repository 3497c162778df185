"""The numbers that prose in English or Indonesian says, in one form, so that two tellings can be compared."""

import re
from functools import cache

_MONTHS = (
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"),
    ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
     "Desember"),
)  # fmt: skip
_UNITS = (
    ("two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
)
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPED = re.compile(r"([1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?:[.,](\d{1,2}))?")


def figures(text: str) -> frozenset[str]:
    """Every number of a text: ``5%``, ``17336.70``, ``2.a``, ``09.00``; a month as ``month 11``.

    A date is its year, month and day; digits and words (``twelve``, ``dua belas``) are one number, from 2 on, since
    one is often no number. Amounts may be grouped as either language does.
    """
    found: set[str] = set()
    for said in _figure().finditer(text):
        if said["year"]:
            found |= {said["year"], f"month {int(said['month'])}", str(int(said["day"]))}
        elif said["name"]:
            found.add(f"month {_names()[said['name']]}")
        else:
            number = _plain(said["digits"]) if said["digits"] else str(_words()[_spaced(said["word"])])
            found.add(f"{number}{'%' if said['percent'] else ''}")
    return frozenset(found)


def _plain(digits: str) -> str:
    """Digits without what groups them, a point before decimals."""
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        return digits.replace(",", ".").replace(":", ".")
    whole = grouped[1].replace(grouped[2], "")
    return f"{whole}.{grouped[3]}" if grouped[3] else whole


def _spaced(word: str) -> str:
    return " ".join(word.lower().split())


@cache
def _names() -> dict[str, int]:
    """The number of each month; ``May`` is one beside a number alone."""
    return {name: number for names in _MONTHS for number, name in enumerate(names, 1)}


@cache
def _words() -> dict[str, int]:
    """What each number word says, from 2 to 99."""
    english, indonesian = _UNITS
    found = {word: number for words in _UNITS for number, word in enumerate(words, 2)}
    found |= {word: number for number, word in enumerate(_TEENS, 10)} | {"sepuluh": 10, "sebelas": 11}
    found |= {f"{word} belas": 10 + number for number, word in enumerate(indonesian, 2)}
    for tens, (one, other) in enumerate(zip(_TENS, indonesian, strict=True), 2):
        found |= {one: 10 * tens, f"{other} puluh": 10 * tens, f"{one}-one": 10 * tens + 1}
        found[f"{other} puluh satu"] = 10 * tens + 1
        found |= {f"{one}-{unit}": 10 * tens + number for number, unit in enumerate(english, 2)}
        found |= {f"{other} puluh {unit}": 10 * tens + number for number, unit in enumerate(indonesian, 2)}
    return found


@cache
def _figure() -> re.Pattern[str]:
    words = "|".join(word.replace(" ", r"\s+") for word in sorted(_words(), key=len, reverse=True))
    names = "|".join(sorted({*_names()} - {"May"}))
    return re.compile(
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
        rf"|\b(?P<name>{names}|(?<=\d )May|May(?= \d))\b"
        rf"|(?:(?P<digits>\d+\.[a-z]\b|\d+(?:[.,:]\d+)*)|\b(?P<word>(?i:{words}))\b)(?P<percent>\s?%|\s(?:percent|persen)\b)?"
    )
