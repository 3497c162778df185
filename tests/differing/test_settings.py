"""Settings of two books: lists that grow, values that are written otherwise, and the sentences about them."""

import pytest

from tests.differing.copies import SHELF, START, beside, only, told

INDIHOME = SHELF.editions("indihome")[-1]

TIER = """## Sanksi 2.a0: a day of grace

One more tier, before the others.

```toml
[[late_fee.tier]]
from = {days_after = 1, of = "due"}
until = {days_after = 2, of = "due"}
flat = 1000
```

## Sanksi 2.a:"""

CHANGES = [
    pytest.param('rate = "5%"', 'rate = "7.5%"',
                 ["late fee: the first tier's rate rises from 5% to 7,5%, by 2,5 percentage points"], id="a rate"),
    pytest.param("minimum = 5000", "minimum = 4000",
                 ["late fee: the first tier's minimum falls from Rp 5.000 to Rp 4.000, by Rp 1.000"],
                 id="an amount"),
    pytest.param("months = 12", "months = 24",
                 ["minimum term: months rises from 12 to 24, by 12"], id="a number"),
    pytest.param("at = {month = 3, day = 1}", "at = {month = 4, day = 2}",
                 ["arrears: the terminated rung's at moves from day 1 of the bill's month + 3 to day 2 of the bill's "
                  "month + 4, 1 month later, on day 2 instead of 1"], id="an instant moves by months and days"),
    pytest.param("at = {days_after = 1,", "at = {days_after = 4,",
                 ["arrears: the isolated rung's at moves from 1 days after due to 4 days after due, 3 days later"],
                 id="an instant moves by days"),
    pytest.param("at = {month = 3, day = 1}", 'at = {days_after = 90, of = "due"}',
                 ["arrears: the terminated rung's at is 90 days after due instead of day 1 of the bill's month + 3"],
                 id="an instant is counted from something else"),
    pytest.param("right = true\n\n[minimum_term]", "\n[minimum_term]",
                 ["arrears: the terminated rung's right is gone, it was true"], id="a key goes"),
    pytest.param("minimum = 5000", "minimum = 5000\nmaximum = 90000",
                 ["late fee: the first tier's maximum is new, Rp 90.000"], id="a key comes"),
    pytest.param('fee = {flat = "given"}', "fee = {flat = 500000}",
                 ["minimum term: fee flat is Rp 500.000 instead of given"], id="a word becomes an amount"),
    pytest.param('on = ["arrears"]', 'on = ["wish", "resale"]',
                 ["minimum term: on is wish, resale instead of arrears: with wish, resale, without arrears"],
                 id="a list has other words"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "sentences"), CHANGES)
def test_a_setting_that_differs_is_told_with_both_values(before: str, after: str, sentences: list[str]) -> None:
    found = beside(INDIHOME, lambda text: text.replace(before, after, 1))
    assert told(found) == sentences
    assert only(found).rules


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("minimum = 5000", 'minimum = "Rp 5.000"', id="an amount"),
        pytest.param('rate = "5%"', 'rate = "5.00%"', id="a rate"),
        pytest.param("at = {month = 3, day = 1}", "at = {day = 1, month = 3}", id="an instant"),
    ],
)
def test_the_same_value_written_otherwise_is_no_difference(before: str, after: str) -> None:
    assert not beside(INDIHOME, lambda text: text.replace(before, after, 1)).differs


def test_a_tier_that_comes_first_leaves_the_others_what_they_were() -> None:
    """Though each of them has another number then; only the new clause and the tier that makes room are told."""

    def change(text: str) -> str:
        text = text.replace("## Sanksi 2.a:", TIER, 1)
        return text.replace(
            'from = {days_after = 1, of = "due"}\nuntil = {month', 'from = {days_after = 2, of = "due"}\nuntil = {month'
        )

    new, later = sorted(beside(INDIHOME, change).differing, key=lambda one: one.before is not None)
    assert new.before is None
    assert [after.name for _, after in new.settings if after] == [
        "late_fee.tier[0].from", "late_fee.tier[0].until", "late_fee.tier[0].flat",
    ]  # fmt: skip
    assert [[one.name for one in pair if one] for pair in later.settings] == [
        ["late_fee.tier[0].from", "late_fee.tier[1].from"]
    ]


def test_a_rule_that_stands_under_another_clause_has_moved() -> None:
    found = beside(
        INDIHOME,
        lambda text: text.replace("[minimum_term]", "```\n\n## Sanksi 2.f: the term\n\n```toml\n[minimum_term]"),
    )
    told_at, new = found.differing
    assert new.before is None
    assert {before.name for before, _ in told_at.moved if before} == {
        "minimum_term.months", "minimum_term.on", "minimum_term.activated", "minimum_term.fee.flat",
    }  # fmt: skip
    assert not told_at.rules
    assert not new.rules


def test_clauses_that_change_places_stand_elsewhere() -> None:
    """One of two is told, as the other is where it was beside the rest."""
    head, first, second = (START.text[: START.text.index("\n## ")], *_two(START.text))
    rest = START.text[len(head) + len(first) + len(second) :]
    found = beside(START, lambda _: head + second + first + rest)
    assert [one.elsewhere for one in found.differing if not one.rules].count(True) == 1


def _two(text: str) -> tuple[str, str]:
    starts = [at for at in range(len(text)) if text.startswith("\n## ", at)][:3]
    return text[starts[0] : starts[1]], text[starts[1] : starts[2]]
