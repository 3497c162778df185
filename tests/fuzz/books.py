"""Rule books with their rules changed: other values, keys and tables, lines moved between clauses."""

import re
from collections.abc import Callable

from hypothesis import strategies as st

from tests.fuzz.good import BOOKS_OF

VALUES = (
    *(
        '""',
        '"5%"',
        '"0.05%"',
        '"1000%"',
        '"1001%"',
        "0.05",
        "5",
        '"given"',
        "0",
        "1",
        "31",
        "32",
        "-1",
        "9" * 40,
        "true",
    ),
    *(
        "[]",
        "{}",
        "2024-01-01",
        "2024-06-31",
        "1.5",
        "[[1]]",
        "nan",
        "inf",
        "0x10",
        "1_000",
        '"Rp 5.000"',
        '"1.500"',
        "1e9",
    ),
    *(
        "{month = 1, day = 1}",
        '{days_after = 3, of = "due"}',
        '{hours_after = 1, of = "activated"}',
        '"wish"',
        '"isolated"',
    ),
    *(
        '{days_after = 0, of = "issue"}',
        '{days_after = 36600, of = "oldest_unpaid"}',
        "{month = 600, day = 31}",
        "false",
    ),
    *('{flat = "given"}', "{per_remaining_month = 1, plus = 2}", '{step = 100, mode = "up"}', "{step = 0}", '["wish"]'),
    *(
        '["arrears", "arrears"]',
        "2024-01-01T00:00:00",
        "10:00",
        '"\\u0000"',
        '"é — ✓"',
        "'''x\n'''",
        '"terminated"',
        "600",
    ),
)
KEYS = (
    *(
        "from",
        "until",
        "rate",
        "minimum",
        "maximum",
        "flat",
        "growth",
        "becomes",
        "at",
        "vests",
        "right",
        "fee",
        "months",
    ),
    *("on", "due", "default", "also", "question", "ends", "eligible_on", "provider", "in_force", "undated", "rounding"),
    *(
        "roundng",
        "authority",
        "source",
        "known_from",
        "inferred",
        "a.b",
        '"x y"',
        '""',
        "é",
        "activated",
        "billing.due",
    ),
)
TABLES = (
    *("[billing]", "[[late_fee.tier]]", "[late_fee]", "[[arrears.rung]]", "[minimum_term]", "[blacklist]", "[resale]"),
    *(
        '[readings."late_fee.stacking"]',
        '[readings."late_fee.after_last_tier"]',
        "[readings]",
        "[billig]",
        "[[billing]]",
    ),
    *('[readings."no.such"]', "[readings.late_fee.stacking]", "[a.b.c]", '[""]', "[late_fee.tier]", "[arrears.rung]"),
)
_TABLE = re.compile(r"\[.*\]\s*")
_NUMBER = re.compile(r"(?<![\w.\"-])\d+(?![\w.\"-])|(?<=\")\d+(?=%)")

WRITTEN: dict[str, list[str]] = {}
"""Every value that a good book writes under a key."""

for _text in BOOKS_OF.values():
    for _line in _text.split("\n"):
        _name, _equals, _value = _line.partition(" = ")
        if _equals and not _line.startswith(("#", "*")) and _value not in WRITTEN.setdefault(_name, []):
            WRITTEN[_name].append(_value)

Change = Callable[[st.DrawFn, list[str]], None]


def _rules(lines: list[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if " = " in line and not line.startswith(("#", "*"))]


def _any(draw: st.DrawFn, places: list[int]) -> int:
    return draw(st.sampled_from(places)) if places else 0


def revalued(draw: st.DrawFn, lines: list[str]) -> None:
    """Another value under a key."""
    at = _any(draw, _rules(lines))
    lines[at] = f"{lines[at].partition(' = ')[0]} = {draw(st.sampled_from(VALUES))}"


def retuned(draw: st.DrawFn, lines: list[str]) -> None:
    """Another number where one stands, so that the rule still reads well."""
    at = _any(draw, [at for at in _rules(lines) if _NUMBER.search(lines[at])])
    numbers = list(_NUMBER.finditer(lines[at]))
    if numbers:
        found = draw(st.sampled_from(numbers))
        new = draw(st.sampled_from([0, 1, 2, 9, 10, 20, 28, 31, 48, 60, 400, 36600]))
        lines[at] = f"{lines[at][: found.start()]}{new}{lines[at][found.end() :]}"


def exchanged(draw: st.DrawFn, lines: list[str]) -> None:
    """The value that some book has under the same key."""
    at = _any(draw, _rules(lines))
    key, _, value = lines[at].partition(" = ")
    lines[at] = f"{key} = {draw(st.sampled_from(WRITTEN.get(key, [value])))}"


def any_text(draw: st.DrawFn, lines: list[str]) -> None:
    """Any text, or number, under a key."""
    at = _any(draw, _rules(lines))
    new = draw(st.one_of(st.integers(-(10**20), 10**20).map(str), st.text("abc\"'\\ \té{}[]=,.%", max_size=8)))
    lines[at] = f"{lines[at].partition(' = ')[0]} = {new}"


def rekeyed(draw: st.DrawFn, lines: list[str]) -> None:
    """Another key, or this one misspelt."""
    at = _any(draw, _rules(lines))
    key, equals, value = lines[at].partition(" = ")
    lines[at] = draw(st.sampled_from([*KEYS, key[:-1], key + "s", key.upper()])) + equals + value


def added(draw: st.DrawFn, lines: list[str]) -> None:
    """A key more."""
    at = _any(draw, _rules(lines))
    lines.insert(at, f"{draw(st.sampled_from(KEYS))} = {draw(st.sampled_from(VALUES))}")


def retabled(draw: st.DrawFn, lines: list[str]) -> None:
    """Another table's name over some keys, or one more."""
    tables = [at for at, line in enumerate(lines) if _TABLE.fullmatch(line)]
    at = _any(draw, tables)
    lines[at] = draw(st.sampled_from(TABLES)) + ("\n" + lines[at] if draw(st.booleans()) else "")


def moved(draw: st.DrawFn, lines: list[str]) -> None:
    """A line of a rule, dropped, doubled or somewhere else among the rules."""
    at, to = _any(draw, _rules(lines)), _any(draw, _rules(lines))
    line = lines[at]
    match draw(st.integers(0, 2)):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, line)
        case _:
            lines[at], lines[to] = lines[to], line


def block_dropped(draw: st.DrawFn, lines: list[str]) -> None:
    """A whole block, or its fence, less."""
    fences = [at for at, line in enumerate(lines) if line.startswith("```")]
    at = draw(st.integers(0, max(0, len(fences) // 2 - 1))) * 2
    if len(fences) > at + 1:
        del lines[fences[at] : fences[at + 1] + 1 if draw(st.booleans()) else fences[at] + 1]


GENTLE: tuple[Change, ...] = (retuned, retuned, exchanged)
ROUGH: tuple[Change, ...] = (revalued, revalued, any_text, rekeyed, added, retabled, moved, block_dropped)


@st.composite
def books(draw: st.DrawFn, place: str) -> bytes:
    """The good book of a place with one to four changes."""
    lines = BOOKS_OF[place].split("\n")
    changes = draw(st.sampled_from([GENTLE, ROUGH]))
    for _ in range(draw(st.sampled_from([1, 1, 2, 2, 3, 4]))):
        draw(st.sampled_from(changes))(draw, lines)
        lines = "\n".join(lines).split("\n")
    return "\n".join(lines).encode()
