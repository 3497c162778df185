"""What is wrong with a telling is told with its line and what to do."""

from pathlib import Path

import pytest

from lifecycle.problems import Problems
from lifecycle.rulebook.lint import lint
from tests.rulebook.retold import TELLING, retold

SWAPPED = TELLING[TELLING.index("## Jual") :] + "\n" + TELLING[TELLING.index("## 1") : TELLING.index("## Jual")]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        pytest.param(
            "Berakhir", "```toml\n[resale]\n```\nBerakhir", [(20, "a telling has no rule; the book alone")], id="a rule"
        ),
        pytest.param("Berakhir", "```\nBerakhir", [(20, "never closed")], id="a block left open"),
        pytest.param(
            "## Jual kembali\n\nBerakhir seketika.\n",
            "",
            [(18, 'nothing answers "Resale" (line 28 of the book); add its heading here: the book has 3 headings')],
            id="the last heading missing",
        ),
        pytest.param(
            "## 1 Terlambat: dalam bulan tagihan\n",
            "",
            [(17, 'nothing answers "1 Late: within the month" (line 12 of the book); add its heading before this one')],
            id="another one missing",
        ),
        pytest.param(
            "## Jual kembali",
            "## Jual\n\n## kembali",
            [(20, "the book has no heading that this one answers; delete it: the book has 3 headings, this telling 4")],
            id="one too many",
        ),
        pytest.param(
            "## 1 Terlambat",
            "## Pengantar\n\n## 1 Terlambat",
            [(7, 'here "1 Late: within the month" (line 12 of the book) is to be answered; delete this heading')],
            id="one too many before the others",
        ),
        pytest.param(
            TELLING[TELLING.index("## 1") :],
            SWAPPED,
            [(7, "is to be answered, by a heading of its level, with its numbers")],
            id="two in the other order",
        ),
        pytest.param("## 1 T", "## 2 T", [(7, "with its numbers")], id="another number"),
        pytest.param("## Jual", "### Jual", [(18, "of its level")], id="another level"),
        pytest.param("## Jual kembali", "##", [(18, 'the heading is empty; it answers "Resale"')], id="no words"),
        pytest.param("Berakhir seketika.", "", [(18, 'nothing is said here; tell what "Resale" says')], id="no prose"),
        pytest.param(
            "*Tidak dimodelkan: suratnya.*",
            "*Not modelled: suratnya.*",
            [(7, "leaves out 1 under this heading, the telling 0; write each as *Tidak dimodelkan: …*")],
            id="a note in the other language",
        ),
        pytest.param("*Sumber: sebuah uji*", "", [(1, "0 sources are named under the title")], id="no source"),
        pytest.param(
            "- `late_fee.base`: Tiap tagihan,\n  dalam dua belas bulan?",
            "",
            [(7, "the question of late_fee.base is missing under this heading; write it as a line - `late_fee.base`:")],
            id="no question",
        ),
        pytest.param(
            "- `late_fee.base`",
            "- `late_fee.bse`",
            [
                (7, "the question of late_fee.base is missing"),
                (11, 'asks nothing of a reading "late_fee.bse"; did you mean "late_fee.base"?'),
            ],
            id="a reading that is none",
        ),
        pytest.param(
            "Berakhir",
            "- `late_fee.base`: Lagi?\n\nBerakhir",
            [(11, "2 times"), (20, "late_fee.base is asked 2 times; ask it once")],
            id="a question twice",
        ),
        pytest.param(
            "`: Tiap tagihan,\n  dalam dua belas bulan?",
            "`:",
            [(11, "asks nothing; say what is open")],
            id="a question without words",
        ),
        pytest.param(
            "Berakhir",
            "- `payment.timezone`: WIB?\n\nBerakhir",
            [(20, 'the book asks nothing of a reading "payment.timezone"; delete it')],
            id="a question that the book does not ask",
        ),
    ],
)
def test_what_is_wrong_with_a_telling(file: Path, old: str, new: str, problems: list[tuple[int, str]]) -> None:
    book = retold(file, old, new)
    with pytest.raises(Problems) as caught:
        book.told("id")
    assert [(each.line, each.path) for each in caught.value.problems] == [
        (line, str(file.with_name("2024-01-01.id.md"))) for line, _ in problems
    ]
    for each, (_, words) in zip(caught.value.problems, problems, strict=True):
        assert words in each.message
    found = [each for each in lint(book) if each.path.endswith(".id.md")]
    assert [(each.path, each.line, each.severity) for each in found] == [
        ("kecil/2024-01-01.id.md", line, "error") for line, _ in problems
    ]


def test_a_question_under_another_clause_is_a_problem(file: Path) -> None:
    question = "- `late_fee.base`: Tiap tagihan,\n  dalam dua belas bulan?\n\n"
    text = TELLING.replace(question, "").replace("Berakhir", question + "Berakhir")
    book = retold(file, TELLING, text)
    with pytest.raises(
        Problems, match=r'17:1: late_fee.base belongs under "1 Terlambat: .*" \(line 7\); move it there'
    ):
        book.told("id")


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        pytest.param(
            "5 % mulai",
            "6 % mulai",
            [
                (7, "the prose leaves out 5%, which the book says here"),
                (7, "the prose says 6%, which the book does not say here"),
            ],
            id="prose",
        ),
        pytest.param("dua belas", "beberapa", [(7, "the question of late_fee.base leaves out 12")], id="question"),
        pytest.param("suratnya.", "2 surat.", [(14, "the note says 2")], id="note"),
        pytest.param("sebuah uji", "uji 2024", [(1, "the source says 2024")], id="source"),
    ],
)
def test_numbers_that_only_one_of_the_two_says(file: Path, old: str, new: str, findings: list[tuple[int, str]]) -> None:
    found = [each for each in lint(retold(file, old, new)) if each.path == "kecil/2024-01-01.id.md"]
    assert [(each.line, each.severity) for each in found] == [(line, "warning") for line, _ in findings]
    for each, (_, words) in zip(found, findings, strict=True):
        assert words in each.message


UNNUMBERED = """
## Late

A fee.

```toml
[[late_fee.tier]]
from = {month = 1, day = 1}
flat = 1
[readings."late_fee.base"]
default = "each_bill"
question = "?"
```

## Letters

Nothing.

## Isolation

Each.

```toml
[readings."isolation.billing"]
default = "continues"
question = "?"
```
"""


@pytest.mark.parametrize(
    ("clauses", "line", "words"),
    [
        pytest.param(
            "## Denda\n\n- `late_fee.base`: ?\n\n## Isolir\n\n- `isolation.billing`: ?\n",
            11,
            'nothing answers "Letters" (line 25 of the book); add its heading before this one',
            id="a heading and its words missing",
        ),
        pytest.param(
            "- `late_fee.base`: ?\n\n## Surat\n\n## Isolir\n\n- `isolation.billing`: ?\n",
            9,
            'nothing answers "Late" (line 12 of the book); add its heading before this one',
            id="a heading missing above its words",
        ),
        pytest.param(
            "## Denda\n\n## Lagi\n\n- `late_fee.base`: ?\n\n## Surat\n\n## Isolir\n\n- `isolation.billing`: ?\n",
            7,
            'here "Late" (line 12 of the book) is to be answered; delete this heading',
            id="a heading too many",
        ),
    ],
)
def test_headings_without_numbers_are_known_by_their_readings(
    file: Path, header: str, clauses: str, line: int, words: str
) -> None:
    file.write_text(header + UNNUMBERED, "utf-8")
    book = retold(file, TELLING, f"{TELLING[: TELLING.index('## 1')]}{clauses}")
    with pytest.raises(Problems) as caught:
        book.told("id")
    ((found, message),) = [(each.line, each.message) for each in caught.value.problems]
    assert words in message
    assert found == line
