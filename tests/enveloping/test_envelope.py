"""The envelope of stories that are small enough to be reckoned by hand."""

import pytest

from lifecycle.clock import frozen
from scenarios.enveloping import envelope as enveloping
from scenarios.enveloping.envelope import Envelope
from scenarios.enveloping.hanging import Tried
from scenarios.format.story import Story
from tests.comparing.told import stories
from tests.enveloping.told import enveloped, leaving_open, runs
from tests.stories import SHELF, story

BOOK = SHELF.editions("indihome")[-1]
BILL = "2024-06-05 billed: {period: 2024-06, amount: 400000}"


def of(tale: Story, *names: str) -> Envelope:
    """The envelope of a story under the book with only some of its readings left open."""
    with frozen() as clock:
        return enveloped(tale, clock, (leaving_open(BOOK, names),) if names else ())


def owed(one: Tried) -> tuple[str, dict[str, str]]:
    return str(one.run.owed), dict(one.values)


def test_the_least_and_the_most_are_told_with_the_values_that_make_them() -> None:
    """5 and 10 of a hundred, or 15, or none at all from the second month on."""
    tale = story(BILL, "2024-08-01 expect: {payable: 440000}")
    found = of(tale, "late_fee.stacking", "late_fee.after_last_tier")
    (only,) = found.ranges
    assert owed(only.least) == ("Rp 400.000", {"late_fee.after_last_tier": "none"})
    assert owed(only.most) == (
        "Rp 500.000", {"late_fee.stacking": "add", "late_fee.after_last_tier": "grow"},
    )  # fmt: skip
    assert (found.number, found.tried, found.exact) == (6, 6, True)
    assert set(found.matters) == {"late_fee.stacking", "late_fee.after_last_tier"}


def test_values_that_do_something_else_together_are_told_with_what_each_does_alone() -> None:
    """Where there is no fee from then on, nothing is stacked either."""
    tale = story(BILL, "2024-08-01 expect: {payable: 440000}")
    found = of(tale, "late_fee.stacking", "late_fee.after_last_tier").together
    told = {tuple(dict(one.pair.values).values()): (str(one.joint), *map(str, one.alone)) for one in found}
    assert told[("add", "none")] == ("-Rp 40.000", "+Rp 20.000", "-Rp 40.000")


def test_a_reading_that_is_consulted_and_changes_nothing_does_not_matter() -> None:
    """One bill alone is pooled with none."""
    found = of(story(BILL, "2024-06-25 letter-sent: {}"), "late_fee.base", "late_fee.stacking")
    assert found.names == ("late_fee.base", "late_fee.stacking")
    assert found.matters == ()
    assert owed(found.ranges[0].least) == owed(found.ranges[0].most) == ("Rp 420.000", {})


def test_a_reading_that_only_another_one_brings_up_is_found_and_varied() -> None:
    """Who is not ended is never blacklisted, so only where the right to end is used is that asked."""
    tale = story(BILL, "2024-09-10 expect: {blacklisted: false}", readings="{termination.discretion: eligible_only}")
    found = of(tale, "termination.discretion", "blacklist.action", "termination.arrears")
    assert "blacklist.action" not in found.own.consulted
    assert set(found.names) == {"termination.discretion", "blacklist.action", "termination.arrears"}
    assert {"termination.discretion", "blacklist.action"} <= set(found.matters)
    (broken,) = found.broken
    assert [dict(one.values) for one in broken.by] == [
        {"termination.discretion": "exercised", "blacklist.action": "automatic"}
    ]
    assert found.exact


def test_amounts_that_are_partly_unspecified_are_a_range_of_their_own() -> None:
    """Nobody says what the termination fee is, so neither range is below the other."""
    tale = story(BILL, "2024-06-10 resale-proven: {}", "2024-06-11 letter-sent: {}", activated="2024-01-10")
    found = of(tale, "termination.fee_on_resale", "termination.discretion")
    assert [str(one.most.run.owed) for one in found.ranges] == ["Rp 400.000", "Rp 400.000 + unspecified"]
    assert dict(found.ranges[1].least.values) == {"termination.fee_on_resale": "charged"}


def test_a_story_that_a_reading_refuses_is_told_as_such_and_counts_for_nothing() -> None:
    """Once the provider has used its right nobody can stop any more; the file's own reading lets it pass."""
    steps = (BILL, "2024-09-10 terminated: {by: customer, reason: wish}", "2024-09-11 letter-sent: {}")
    tale = story(*steps, readings="{termination.discretion: eligible_only}")
    found = of(tale, "termination.discretion")
    (refused,) = found.unusable
    assert dict(refused.values) == {"termination.discretion": "exercised"}
    assert [one.fact.step for one in refused.run.refused] == [2]
    assert [str(one.most.run.owed) for one in found.ranges] == [str(found.own.owed)]


def test_an_expectation_of_what_is_to_come_hangs_on_how_it_comes() -> None:
    """Nothing is vested yet, so no clause of the end has run."""
    tale = story(BILL, "2024-07-10 expect: {next_termination: 2024-09-01, state: isolated}")
    found = of(tale, "termination.discretion", "termination.arrears")
    (broken,) = found.broken
    assert broken.judged.expectation.key == "next_termination"
    assert len(broken.by) == 2
    assert found.matters == ()


def test_what_is_expected_under_readings_of_its_own_is_left_out() -> None:
    tale = story(BILL, "2024-06-21 expect: {under: {late_fee.stacking: add}, late_fee: 20000, state: isolated}")
    found = of(tale, "late_fee.stacking")
    assert (found.left_out, found.own.judged) == (2, ())


def test_each_combination_is_decided_once_and_told_as_it_is() -> None:
    """As whoever waits at a terminal wants to see."""
    told = []
    with frozen() as clock:
        tale, book = story(BILL, "2024-08-01 letter-sent: {}"), leaving_open(BOOK, ["late_fee.stacking"])
        own = runs(tale, clock, (book,))
        own.done = lambda: told.append(own.tried)
        found = enveloping.envelope(own)
    assert told == [2]
    assert found.tried == found.number == 2


def test_where_there_are_too_many_no_least_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each value alone and each pair are tried, and all of what matters there, as far as those are few."""
    tale = story(BILL, "2024-08-01 letter-sent: {}")
    names = ("late_fee.stacking", "late_fee.after_last_tier", "late_fee.base", "isolation.billing")
    exact = of(tale, *names)
    monkeypatch.setattr(enveloping, "MOST", 10)
    found = of(tale, *names)
    assert (exact.whole, exact.number, found.whole, found.exact) == (True, 36, False, False)
    assert found.product == ("late_fee.stacking", "late_fee.after_last_tier")
    assert owed(found.ranges[0].most) == owed(exact.ranges[0].most)
    monkeypatch.setattr(enveloping, "MOST", 5)
    assert of(tale, *names).product == ("late_fee.stacking", "late_fee.after_last_tier")


def test_no_reading_that_a_shipped_story_does_not_consult_changes_it() -> None:
    """Or else the envelope would leave out what it should vary; every third story stands for the others."""
    wrong = []
    with frozen() as clock:
        for provider in ("iconnet", "indihome", "masterweb", "postclic", "telkomsel"):
            for tale, editions in stories(provider)[::3]:
                own = runs(tale, clock, editions)
                names = dict.fromkeys(name for book in editions for name in book.readings)
                for name in (name for name in names if name not in own.own.consulted):
                    value = own.others(name)[0]
                    if own.deciding({name: value}).said != own.own.said:
                        wrong.append((tale.title, name, value))
    assert wrong == []
