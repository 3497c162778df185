"""Every mistake of a book is told at its line and column, with words for the person who wrote it."""

from pathlib import Path

import pytest

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import read, read_text

TIER = "[[late_fee.tier]]\nfrom = {month = 1, day = 1}\n"
BLOCK = 13
"""The line on which the block after the small header begins."""


def problems_of(text: str, path: str = "kecil/x.md", folder: str | None = None) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as caught:
        read_text(text, path, folder)
    return caught.value.problems


@pytest.mark.parametrize(
    ("toml", "line", "column", "words"),
    [
        pytest.param("[billig]\n", 0, 1, 'unknown table "billig"; did you mean "billing"?', id="an unknown table"),
        pytest.param("x.y = 1\n", 0, 1, 'unknown table "x"; known are ', id="a table by its dots"),
        pytest.param("x = 1\n", 0, 1, 'unknown key "x"; known are ', id="an unknown key of the header"),
        pytest.param("billin = {due = 1}\n", 0, 1, 'unknown key "billin"; did you mean "billing"?', id="in a line"),
        pytest.param("[roundng]\nstep = 1\n", 0, 1, 'did you mean "rounding"?', id="the rounding as a table"),
        pytest.param(TIER + '  rat = "5%"', 2, 3, 'unknown key "rat"; did you mean "rate"?', id="an unknown key"),
        pytest.param(
            "[billing]\ndue = {month = 0, dag = 10}", 1, 19, 'unknown key "dag"; did you mean "day"?', id="a key inside"
        ),
        pytest.param(TIER + "opens = 1\nflat = 1", 2, 1, 'unknown key "opens"', id="a field's own name is no key"),
        pytest.param('[[late_fee.tier]]\nrate = "5%"', 0, 1, '[late_fee.tier[0]] lacks "from"', id="a key left out"),
        pytest.param("[late_fee]\n", 0, 1, '[late_fee] lacks "tier"', id="a clause without entries"),
        pytest.param("[late_fee]\ntier = []", 1, 1, "[late_fee] has no tier", id="a clause with no entry in its list"),
        pytest.param("[late_fee.tier]\nflat = 1", 0, 1, "double brackets", id="single brackets for one of several"),
        pytest.param("[[billing]]\n", 0, 1, "a list is not a table of keys", id="double brackets for one"),
        pytest.param("[billing]\ndue = 20", 1, 1, "20 is not a table of keys; known are day, ", id="a bare instant"),
        pytest.param(
            "[billing]\ndue = {month = 0}", 1, 1, "an instant is {month = 0, day = 21}", id="half an instant"
        ),
        pytest.param("[billing]\ndue = {month = 0, day = 32}", 1, 1, "day = 32", id="a day of no month"),
        pytest.param("[billing]\ndue = {month = 0, day = true}", 1, 19, "true is not", id="a truth for a count"),
        pytest.param("[billing]\ndue = {month = 0, day = 1.0}", 1, 19, '"1.0" is not a whole', id="a decimal count"),
        pytest.param(
            "[billing]\ndue = {month = 0, day = 0xffffffffff}", 1, 19, "too large a number", id="a count out of reach"
        ),
        pytest.param(
            '[billing]\ndue = {days_after = 1, of = "due"}', 1, 1, 'days after "issue"', id="due counted from itself"
        ),
        pytest.param(TIER + "rate = 5.5", 2, 1, 'with a percent sign: "5.5%"', id="a bare rate"),
        pytest.param(TIER + "rate = 5", 2, 1, 'with a percent sign: "5%"', id="a whole bare rate"),
        pytest.param(
            TIER + "rate = 0.05", 2, 1, 'a bare number is ambiguous: write "5%" in quotes, or "0.05%"', id="a fraction"
        ),
        pytest.param(TIER + "rate = 0.0025", 2, 1, 'write "0.25%" in quotes', id="a fine fraction"),
        pytest.param(TIER + 'rate = "0,05%"', 2, 1, 'percent sign: "0.05%"', id="a small rate with a comma"),
        pytest.param(TIER + 'rate = "2,5%"', 2, 1, 'percent sign: "2.5%"', id="a rate with a comma"),
        pytest.param(TIER + "rate = [5]", 2, 1, 'a list is not a rate; write it in quotes', id="a list for a rate"),
        pytest.param(TIER + 'rate = "1000.01%"', 2, 1, "above 1000%", id="a rate out of reach"),
        pytest.param(TIER + 'flat = "1.500"', 2, 1, "ambiguous", id="an ambiguous amount"),
        pytest.param(TIER + "flat = -1", 2, 1, "from 0 to Rp 100.000.000.000", id="a negative amount"),
        pytest.param(TIER + "flat = 0x" + "f" * 900, 2, 1, "a number of that size", id="an amount out of reach"),
        pytest.param(TIER + "flat = true", 2, 1, "true is not an amount", id="a truth for an amount"),
        pytest.param(TIER + "flat = 2024-01-01", 2, 1, "2024-01-01 is not an amount", id="a day for an amount"),
        pytest.param(TIER + "flat = 1.2345", 2, 1, "more than two decimals", id="finer than a sen"),
        pytest.param(TIER, 0, 1, "a tier has either a rate", id="neither rate nor flat"),
        pytest.param(
            TIER + 'rate = "1%"\nminimum = 2\nmaximum = 1', 3, 1, "minimum is above", id="a minimum above the maximum"
        ),
        pytest.param(
            '[[late_fee.tier]]\nfrom = {days_after = 1, of = "due"}\nflat = 1',
            1, 1, "no [billing] that says when a bill is due", id="due without billing",
        ),
        pytest.param(
            TIER + "flat = 1\n" + TIER + "flat = 2", 4, 1, "which only the last may", id="open before the last"
        ),
        pytest.param(
            TIER + "until = {month = 2, day = 1}\nflat = 1\n[[late_fee.tier]]\nfrom = {month = 1, day = 31}\nflat = 1",
            5, 1, "the tiers overlap: the one before ends day 1 of the bill's month + 2", id="overlapping tiers",
        ),
        pytest.param(
            TIER + "until = {month = 2, day = 1}\nflat = 1\n" + TIER + "flat = 2",
            5, 1, "in the order in which they open", id="tiers out of order",
        ),
        pytest.param(
            TIER + "until = {month = 1, day = 1}\nflat = 1", 2, 1, "is over (day 1 of", id="a tier without any time"
        ),
        pytest.param(
            '[[arrears.rung]]\nbecomes = "isolate"\nat = {month = 1, day = 1}',
            1, 1, 'unknown word "isolate"; did you mean "isolated"?', id="a rung to nowhere",
        ),
        pytest.param(
            '[[arrears.rung]]\nbecomes = 3\nat = {month = 1, day = 1}',
            1, 1, "3 is none of the words known here: blocked, ", id="a number for a word",
        ),
        pytest.param(
            '[[arrears.rung]]\nbecomes = "warned"\nat = {month = 1, day = 1}\nright = "yes"',
            3, 1, '"yes" is neither true nor false', id="a word for a truth",
        ),
        pytest.param(
            '[minimum_term]\nmonths = 12\non = ["wish", "wished"]\nfee = {flat = 1}',
            2, 15, 'unknown word "wished"; did you mean "wish"?', id="an element at its own place",
        ),
        pytest.param(
            '[minimum_term]\nmonths = 12\non = "wish"\nfee = {flat = 1}', 2, 1, '"wish" is not a list', id="no list"
        ),
        pytest.param(
            '[minimum_term]\nmonths = 12\non = []\nfee = {flat = "give"}',
            3, 8, 'or the word "given"', id="neither an amount nor the word in its place",
        ),
        pytest.param('[resale]\nends = ""', 1, 1, 'unknown word ""', id="an empty word"),
        pytest.param(
            '[readings."late_fee.stack"]\ndefault = "add"', 0, 1, 'did you mean "late_fee.stacking"?', id="no reading"
        ),
        pytest.param(
            '[readings.late_fee.stacking]\ndefault = "add"',
            0, 1, 'a reading\'s name is quoted: [readings."late_fee.stacking"]', id="a name without its quotes",
        ),
        pytest.param("[readings]\nx = 1", 1, 1, 'unknown reading "x"', id="a reading that is no table"),
        pytest.param("[[readings]]\n", 0, 1, 'written as [readings."late_fee.stacking"]', id="readings as a list"),
        pytest.param(
            '[readings."late_fee.stacking"]\ndefault = "adds"',
            1, 1, 'unknown value of late_fee.stacking "adds"; did you mean "add"?', id="no value of the reading",
        ),
        pytest.param(
            '[readings."late_fee.stacking"]\ndefault = "add"\nalso = ["replace", "x"]',
            2, 20, "known are ", id="no value among the others",
        ),
        pytest.param(
            '[readings."late_fee.stacking"]\ndefault = "add"\nalso = ["add"]', 2, 9, "allowed", id="a value twice"
        ),
        pytest.param('[readings."late_fee.stacking"]\n', 0, 1, 'lacks "default"', id="a reading without a default"),
        pytest.param(
            '[readings."late_fee.stacking"]\ndefault = "add"\nalsoo = []', 2, 1, 'did you mean "also"?', id="its keys"
        ),
        pytest.param("a = \n", 0, 5, "not TOML: Invalid value", id="no TOML"),
        pytest.param('a = "', 0, 6, "not TOML: ", id="a string left open"),
        pytest.param("[billing]\na = 1\na = 2", 2, 6, "not TOML: Cannot overwrite a value", id="a key twice"),
        pytest.param("a = 1\n" + "b." * 500 + "c = 1", 1, 1, "too long for a rule", id="a line without end"),
        pytest.param("a = " + "[\n" * 5000, 0, 1, "nested too deeply", id="a list in lists in lists"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(header: str, toml: str, line: int, column: int, words: str) -> None:
    found = problems_of(f"{header}\n```toml\n{toml}\n```\n")
    assert len(found) == 1 or toml.startswith(("[[late_fee.tier]]", "[readings]")), [str(each) for each in found]
    assert (found[0].path, found[0].line, found[0].column) == ("kecil/x.md", BLOCK + line, column)
    assert words in found[0].message
    assert len(str(found[0])) < 700


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param('provider = "kecil"\n', "", 6, 'the header lacks "provider"', id="no provider"),
        pytest.param('"kecil"', '"../etc"', 6, "is no provider's name", id="a provider that could be no folder"),
        pytest.param('"kecil"', "7", 6, '7 is not text; write it in quotes, as in "7"', id="a number for a name"),
        pytest.param("in_force = 2024-01-01\n", "", 6, "either in_force = 2024-01-01 or undated", id="no first day"),
        pytest.param("authority", "undated = true\nauthority", 6, "either in_force", id="dated and undated"),
        pytest.param("2024-01-01", "2024-01-01T00:00:00", 7, "is not a day", id="an instant for a day"),
        pytest.param("2024-01-01", '"2024-02-30"', 7, "does not exist in the calendar", id="a day of no month"),
        pytest.param("2024-01-01", "2024-02-30", 7, "not TOML: Invalid date", id="a bare day of no month"),
        pytest.param("2024-01-01", "1066-01-01", 7, "outside the years 1900 to 2199", id="a day long ago"),
        pytest.param(
            "authority",
            "roundng = {step = 1, mode = 'up'}\nauthority",
            8,
            'unknown key "roundng"; did you mean "rounding"?',
            id="a key of the header that holds a table, misspelt",
        ),
        pytest.param(
            "authority", "zz = [1]\nauthority", 8, "known are provider, authority, source", id="a list of nothing"
        ),
        pytest.param('"invented"', '"mine"', 8, 'unknown word "mine"; known are', id="an authority of one's own"),
        pytest.param("authority", "rounding = {step = 0, mode = 'up'}\nauthority", 8, "more than 0", id="no step"),
        pytest.param("authority", "rounding = {step = 1, mode = 'off'}\nauthority", 8, "unknown word", id="no mode"),
        pytest.param("source", "sauce", 9, 'unknown key "sauce"; did you mean "source"?', id="an unknown key"),
        pytest.param("# Kecil", "Kecil", 5, "begins with its title", id="no title"),
        pytest.param("```toml", "```", 1, "no header", id="no block"),
        pytest.param("```\n", "", 5, "never closed", id="a fence left open"),
    ],
)
def test_a_mistake_of_the_header(header: str, old: str, new: str, line: int, words: str) -> None:
    found = problems_of(header.replace(old, new))
    assert words in found[0].message or words in found[-1].message, [str(each) for each in found]
    assert line in {found[0].line, found[-1].line}


def test_a_book_has_one_header(header: str) -> None:
    found = problems_of(f'{header}\n```toml\n\nsource = "b"\nprovider = "c"\n```\n')
    assert [(each.line, each.column) for each in found] == [(14, 1)]
    assert '"source" belongs to the header, which is the first block' in found[0].message


def test_a_header_stands_first() -> None:
    found = problems_of('# T\n```toml\n[resale]\nends = "at_once"\n```\n')
    assert [(each.line, each.message[:10]) for each in found] == [(3, "no header:")]


def test_a_quote_never_runs_on_into_the_next_block(header: str) -> None:
    found = problems_of(f'{header}\n```toml\na = """\n```\n\n```toml\nb = """\n```\n')
    assert [each.line for each in found] == [13, 17]


def test_all_mistakes_are_told_at_once(header: str) -> None:
    text = header.replace("source", "sauce") + (
        '\n```toml\n[billing]\ndue = {month = 0, day = "x"}\n[minimum_term]\nmonths = "x"\non = ["x", "wish", "y"]\n'
        'fee = {flat = 1, plus = 1}\n[readings."a.b"]\n[nothing]\n```\n'
    )
    assert [each.line for each in problems_of(text)] == [6, 9, 14, 16, 17, 17, 18, 19, 20]


@pytest.mark.parametrize(
    ("path", "folder", "words"),
    [
        pytest.param("besar/2024-01-01.md", "besar", 'the provider is "kecil" but the folder is "besar"', id="folder"),
        pytest.param("kecil/2024-02-01.md", None, "call it 2024-01-01.md", id="another day"),
        pytest.param("kecil/undated.md", None, "call it 2024-01-01.md", id="undated"),
        pytest.param("kecil/draft.md", "kecil", "call it 2024-01-01.md", id="no edition's name, on a shelf"),
    ],
)
def test_file_and_folder_are_called_as_the_header_says(header: str, path: str, folder: str | None, words: str) -> None:
    assert words in problems_of(header, path, folder)[0].message


def test_a_draft_may_have_any_name(header: str) -> None:
    assert read_text(header, "draft.md").edition == "2024-01-01"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        pytest.param(b"# T\n\x00", 1, "not a text file", id="a binary file"),
        pytest.param(b"# T\n\xff", 2, "not UTF-8", id="another encoding"),
        pytest.param(b" " * 600_000, 1, "too large", id="a huge file"),
        pytest.param(b"", 1, "no header", id="an empty file"),
    ],
)
def test_a_file_that_is_no_book(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    file = tmp_path / "book.md"
    file.write_bytes(data)
    with pytest.raises(Problems) as caught:
        read(file)
    assert [(each.path, each.line) for each in caught.value.problems] == [(str(file), line)]
    assert words in caught.value.problems[0].message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="cannot be read: No such file"):
        read(tmp_path / "none.md")
    with pytest.raises(Problems, match="cannot be read: Is a directory"):
        read(tmp_path)


def test_text_that_no_file_could_hold() -> None:
    assert "not UTF-8" in problems_of("# T \ud800")[0].message
