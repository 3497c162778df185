"""Which readings a story consulted: those of clauses that ran on something."""

from projections.consulted import consulted
from tests.stories import ledger_at, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"


def names(at: str, *steps: str, provider: str = "indihome", activated: str = "2022-05-10") -> set[str]:
    """The readings consulted by an instant."""
    ledger, second = ledger_at(replayed(*steps, provider=provider, activated=activated), at)
    return set(consulted(ledger, second))


def test_a_bill_alone_consults_nothing() -> None:
    """No clause has run on it yet."""
    assert names("2024-06-20T23:59:59", BILL, "2024-06-30 letter-sent: {}") == set()


def test_a_payment_in_time_consults_only_how_payments_count() -> None:
    """No late fee, no isolation."""
    assert names("2024-12-01", BILL, "2024-06-10 paid: 412500", "2024-12-01 letter-sent: {}") == {
        "payment.dated_by", "payment.timezone", "payment.allocation",
    }  # fmt: skip


def test_a_tier_reached_consults_the_late_fee() -> None:
    """And the isolation that came with it."""
    found = names("2024-06-21", BILL, "2024-06-30 letter-sent: {}")
    assert {name.partition(".")[0] for name in found} == {"late_fee", "isolation"}


def test_the_end_consults_everything_about_it() -> None:
    """Arrears, cure, discretion, tenure, fees after it, and the blacklist."""
    found = names("2024-09-01", BILL, "2024-09-01 letter-sent: {}")
    assert {"termination.tenure_to", "termination.cure", "termination.fees_after", "blacklist.scope"} <= found
    assert "termination.fee_on_resale" not in found


def test_a_book_without_readings_consults_none() -> None:
    """The clauses' plain defaults leave nothing to choose."""
    bill = "2024-03-01 billed: {period: 2024-03, amount: 200000}"
    at = "2024-06-01 letter-sent: {}"
    assert names("2024-06-01", bill, at, provider="contoh-net", activated="2023-12-01") == set()
