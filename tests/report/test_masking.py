"""Numbers keep their last three characters, names their initials, wherever they stand."""

import pytest

from lifecycle.events import Activated, BankAccount, Event, Paid, Refunded, RefundRequested, Slip, TransferSent
from lifecycle.money import Sen
from scenarios.report.masking import Mask
from scenarios.report.payload import payload
from scenarios.report.secrets import of_events
from tests.report.events import recorded

ACCOUNT = BankAccount(name="Sri Wahyuni", number="0012345678", bank="BNI")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("122001", "•••001"), ("1220", "•••220"), ("122", "•••"), ("1", "•••"), ("", "•••")],
    ids=["six characters", "four", "three are masked whole", "one", "none"],
)
def test_a_number_keeps_its_last_three_characters(number: str, shown: str) -> None:
    assert Mask().number(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Sri Wahyuni", "S. W."), ("sri", "s."), ("  ", "•••")],
    ids=["two words", "one", "blank"],
)
def test_a_name_is_shown_as_its_initials(name: str, shown: str) -> None:
    assert Mask().name(name) == shown


def test_unmasked_everything_is_shown() -> None:
    mask = Mask.of(of_events([recorded(Activated("x", "122001", name="Sri"))]), on=False)
    assert (mask.number("122001"), mask.name("Sri"), mask.text("122001")) == ("122001", "Sri", "122001")


def test_what_machines_read_is_masked_in_ascii() -> None:
    assert Mask(sign="*").subscription("x/122001") == "x/***001"


def test_free_text_hides_the_numbers_and_names_of_the_story_and_nothing_else() -> None:
    mask = Mask.of(
        of_events([recorded(Activated("x", "122001", name="Sri Wahyuni")), recorded(Paid(Sen(1), sender=ACCOUNT))])
    )
    text = "Sri Wahyuni (122001, not 1220012) paid 12 from 0012345678"
    assert mask.text(text) == "S. W. (•••001, not 1220012) paid 12 from •••678"


def test_a_short_number_is_not_looked_for_in_free_text() -> None:
    mask = Mask.of(of_events([recorded(Activated("x", "12"))]))
    assert mask.text("12 months") == "12 months"


@pytest.mark.parametrize(
    "event",
    [
        Activated("x", "122001", name="Sri Wahyuni"),
        Paid(Sen(1), sender=ACCOUNT, slip=Slip(name="Sri Wahyuni")),
        Refunded(Sen(1), to=ACCOUNT),
        RefundRequested(account=ACCOUNT, reason="0012345678 is mine"),
        TransferSent(Sen(1), to=ACCOUNT),
    ],
    ids=lambda event: type(event).__name__,
)
def test_no_payload_lets_a_number_or_a_name_through(event: Event) -> None:
    shown = str(payload(event, Mask.of(of_events([recorded(event)]), sign="*")))
    assert "Wahyuni" not in shown
    assert "0012345678" not in shown
    assert "122001" not in shown
