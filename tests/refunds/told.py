"""Stories of orders and refunds in a few words."""

from lifecycle import calendar
from lifecycle.events import ConvertedToDeposit, TransferSent, word
from projections.answers import Refund
from scenarios.replay import Replayed
from tests.stories import answer, replayed

LATER = "2026-12-31 letter-sent: {}"
HOLDER = "  name: Ani Lestari"
FULL = "letter: true, stamped: true, signed_by_head: true"


def told(
    *steps: str,
    readings: dict[str, str] | None = None,
    givens: str = "",
    acts: str = "by_the_rules",
    until: str = LATER,
) -> Replayed:
    """A story of the provider whose terms are about orders, up to the end of 2026 or another last step."""
    head = {"provider_acts": acts, "block": HOLDER, **({"givens": givens} if givens else {})}
    return replayed(*steps, until, provider="masterweb", activated="", readings=readings, **head)


def asked(
    at: str = "2025-04-28",
    *,
    name: str = "Ani Lestari",
    number: str = "111",
    bank: str = "BNI",
    order: str = "",
    more: str = "",
) -> str:
    """A request that says all that it must."""
    rest = "".join(f", {part}" for part in (f"order: {order}" if order else "", more) if part)
    account = f"{{name: {name}, number: '{number}', bank: {bank}}}"
    return f"{at} refund-requested: {{by: email, account: {account}, payment_data: true, reason: twice{rest}}}"


def refund(result: Replayed, at: str = "2026-12-31") -> Refund:
    """What becomes of the latest request."""
    found = answer(result, at, "refund")
    assert isinstance(found, Refund)
    return found


def held(result: Replayed, at: str = "2026-12-31") -> tuple[str, str]:
    """Credit and deposit."""
    return str(answer(result, at, "credit")), str(answer(result, at, "deposit"))


def acts(result: Replayed) -> list[str]:
    """What the rules did: instant, event, rupiah."""
    found = [(one.at, one.event) for one in result.events if one.actor == "rules"]
    return [
        f"{calendar.text(at)} {word(event)} {int(event.amount) // 100}"
        for at, event in found
        if isinstance(event, TransferSent | ConvertedToDeposit)
    ]
