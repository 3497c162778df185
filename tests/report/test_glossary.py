"""The glossary names everything that reports can speak of."""

from typing import get_args

from lifecycle.events import EVENTS
from lifecycle.rulebook.header import Authority
from lifecycle.subscription import Status
from projections.keys import KEYS
from scenarios.format.expected import EXPECTATIONS
from scenarios.report import terms


def test_every_event_has_its_terms() -> None:
    assert terms.EVENTS.keys() == {topic.partition(".")[0] for topic in EVENTS}


def test_every_question_has_its_terms() -> None:
    assert terms.KEYS.keys() == EXPECTATIONS.keys() | KEYS.keys()


def test_every_state_has_its_terms() -> None:
    assert terms.STATES.keys() == {*get_args(Status), "not_applicable"}


def test_every_authority_is_said_in_words() -> None:
    assert terms.AUTHORITIES.keys() == set(get_args(Authority))


def test_both_languages_stand_side_by_side() -> None:
    assert str(terms.STATES["isolated"]) == "isolated · isolir"
    assert str(terms.KEYS["payable"]) == "payable · total tagihan"
    assert str(terms.KEYS["deposit"]) == "deposit", "one word for both is said once"
