"""Everything in a book is cited by the nearest heading above it and the words under that."""

import pytest

from lifecycle.rulebook import Citation, NotModelled, RuleBook, read_text

CLAUSES = """
## 1 Late

One tier.

```toml
[[late_fee.tier]]
from = {month = 1, day = 1}
until = {month = 2, day = 1}
rate = "5%"
```

### 1.a Later

Another.

*Not modelled: the letter.*

```toml
[[late_fee.tier]]
from = {month = 2, day = 1}
rate = "10%"

[readings."late_fee.stacking"]
default = "add"
```
"""


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        pytest.param("late_fee.tier[0].rate", "1 Late", id="a value"),
        pytest.param("late_fee.tier[1].from.day", "1.a Later", id="a value inside a value"),
        pytest.param("late_fee.tier[1]", "1.a Later", id="an entry, whose clause a later heading continues"),
        pytest.param("late_fee.tier[1].maximum", "1.a Later", id="a key not written, by its entry"),
        pytest.param("late_fee", "1 Late", id="a clause, by its first entry"),
        pytest.param("readings.late_fee.stacking.default", "1.a Later", id="a reading's default"),
        pytest.param("late_fee.stacking", "1.a Later", id="a reading by its name alone"),
        pytest.param("provider", "Kecil, terms of 2024", id="the header"),
    ],
)
def test_the_nearest_heading_above(header: str, path: str, heading: str) -> None:
    book = read_text(header + CLAUSES, "a/b.md")
    assert book.citation(path).heading == heading
    assert book.citation(path) is book.citation(path)


def test_a_citation_has_its_line_and_prose(header: str) -> None:
    book = read_text(header + CLAUSES, "a/b.md")
    assert book.citation("late_fee.tier[1]") == Citation("1.a Later", 23, "Another.")
    assert book.not_modelled() == (NotModelled("1.a Later", "the letter.", 27),)


@pytest.mark.parametrize("path", ["resale.ends", "", "nothing", "payment.timezone", "[0]"])
def test_what_is_not_written_is_not_cited(contoh: RuleBook, path: str) -> None:
    with pytest.raises(KeyError, match="says nothing of"):
        contoh.citation(path)
