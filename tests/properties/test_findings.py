"""Findings over random stories: none for what the rules decide, none that goes away, none known before its time."""

from collections import Counter
from unittest.mock import patch

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.ledger import Fold, Ledger, Mark, Told
from tests.properties.recorded import TALES, Tale, found_in, shipped

PROVIDERS = pytest.mark.parametrize("provider", list(TALES))


def plain(found: list[Finding]) -> Counter[tuple[object, ...]]:
    """Findings as far as two tellings of a story have them in common."""
    return Counter((one.code, one.at, one.amount) for one in found)


def looks(tale: Tale) -> list[int]:
    """The last second before each fact, its own, and the end."""
    facts = {calendar.seconds(fact.at) + shift for fact in tale.facts for shift in (-1, 0)}
    return sorted({*facts, calendar.seconds(tale.until)})


def shown_at(tale: Tale, seconds: list[int]) -> list[list[Finding]]:
    told = tale.told()
    fold = Fold(told.events, tale.rules, told)
    return [shown(fold.to(Mark(at)), at) for at in seconds]


@PROVIDERS
@settings(max_examples=60)
@given(data=st.data())
def test_a_story_with_exactly_the_acts_that_the_rules_decide_has_no_finding(provider: str, data: st.DataObject) -> None:
    """But for what its facts raise by themselves: those the story by the rules has too, and no others."""
    tale: Tale = data.draw(TALES[provider])
    by_the_rules = Told(tale.by_the_rules, tale.rules, calendar.seconds(tale.until))
    # That nothing is limited while disputed is a measure of ours; rules read as recorded limit all the same.
    written = [one for one in tale.found() if one.code != "BLOCKED_WHILE_DISPUTED"]
    assert plain(written) == plain(found_in(by_the_rules))


def may_go_away(tale: Tale, one: Finding) -> bool:
    """A month that the penalty counts as remaining no longer is one once fewer remain, or no penalty is owed.

    The format says so: until the day that counts is known it is as if today; and the penalty is for a customer who
    ends, not for one whom the provider ends.
    """
    ended = any(isinstance(fact.event, events.Terminated) for fact in tale.facts)
    floating = "cancelled_on" in "".join(tale.rules.readings)
    return one.code == "DOUBLE_CHARGE" and "penalty" in one.entitled and (floating or ended)


@PROVIDERS
@settings(max_examples=40)
@given(data=st.data())
def test_a_finding_that_shows_stays(provider: str, data: st.DataObject) -> None:
    """As time goes on, findings are only added."""
    tale: Tale = data.draw(TALES[provider])
    seen: Counter[tuple[object, ...]] = Counter()
    for found in shown_at(tale, looks(tale)):
        now = plain([one for one in found if not may_go_away(tale, one)])
        assert not seen - now
        seen = now


@PROVIDERS
@settings(max_examples=30)
@given(data=st.data())
def test_what_comes_later_changes_no_finding_so_far(provider: str, data: st.DataObject) -> None:
    """The findings of a story cut off at an instant are those that the whole story shows there.

    Only a voucher is waited for: where the story tells of it later, the rules presume no other (Procedure 5).
    """
    tale: Tale = data.draw(TALES[provider])
    facts = [fact for fact in tale.facts if not isinstance(fact.event, events.VoucherPrepared)]
    tale = evolve(tale, facts=tuple(facts))
    at = data.draw(st.sampled_from(looks(tale)))
    until = calendar.instant(at)
    cut = evolve(tale, facts=tuple(fact for fact in facts if fact.at <= until), until=until)
    (whole,) = shown_at(tale, [at])
    assert plain(cut.found()) == plain(whole)


@pytest.mark.parametrize("name", list(shipped()))
def test_a_shipped_story_so_far_is_the_story_cut_off(name: str) -> None:
    """At each of its facts, but in the days and months to which one is known, and the second that others share."""
    tale = shipped()[name]
    sharp = all(fact.precision == "instant" for fact in tale.facts)
    vouchers = any(isinstance(fact.event, events.VoucherPrepared) for fact in tale.facts)
    for at in looks(tale) if sharp and not vouchers else []:
        until = calendar.instant(at)
        cut = evolve(tale, facts=tuple(fact for fact in tale.facts if fact.at <= until), until=until)
        (whole,) = shown_at(tale, [at])
        assert plain(cut.found()) == plain(whole)


@PROVIDERS
@settings(max_examples=20)
@given(data=st.data())
def test_an_audit_walks_a_story_once(provider: str, data: st.DataObject) -> None:
    """However often somebody looks: into the story, its shadow, and once for the bills that a penalty may count."""
    tale: Tale = data.draw(TALES[provider])
    told = tale.told()
    beside = len(told.beside.history.events) if told.beside else 0
    with patch.object(Ledger, "apply", autospec=True, side_effect=Ledger.apply) as taken:
        fold = Fold(told.events, tale.rules, told)
        for at in looks(tale):
            shown(fold.to(Mark(at)), at)
    assert taken.call_count <= 3 * len(told.events) + beside
