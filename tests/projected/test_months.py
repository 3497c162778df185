"""Events in, months out."""

from lifecycle import calendar
from projections.months import months
from tests.stories import answer, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"


def rows(*steps: str, **choices: object) -> list[list[str]]:
    """Each month: opening, charges, fees, payments, refunds, credit, closing, state."""
    result = replayed(*steps, **choices)  # type: ignore[arg-type]
    return [
        [
            row.period,
            *map(str, (row.opening, row.charges, row.fees, row.payments, row.refunds, row.credit, row.closing)),
            str(row.state),
        ]
        for row in months(result.events, result.rules, result.until)
    ]


def test_a_bill_paid_late_is_even_at_the_months_end() -> None:
    """Charges and fees come in, the payment takes them out."""
    assert rows(BILL, "2024-07-03T10:00 paid: 453750", "2024-08-10 letter-sent: {}") == [
        ["2024-06", "Rp 0", "Rp 412.500", "Rp 20.625", "Rp 0", "Rp 0", "Rp 0", "Rp 433.125", "isolated"],
        ["2024-07", "Rp 433.125", "Rp 0", "Rp 20.625", "Rp 453.750", "Rp 0", "Rp 0", "Rp 0", "active"],
        ["2024-08", "Rp 0", "Rp 0", "Rp 0", "Rp 0", "Rp 0", "Rp 0", "Rp 0", "active"],
    ]


def test_the_last_month_closes_where_the_story_ends() -> None:
    """Nothing is said of days that the story does not reach."""
    result = replayed(BILL, "2024-06-21 letter-sent: {}")
    (row,) = months(result.events, result.rules, result.until)
    assert calendar.iso(row.until) == "2024-06-21T00:00:00+07:00"


def test_a_month_is_struck_one_second_before_the_next() -> None:
    """The second tier belongs to July, the first to June."""
    assert [row[3] for row in rows(BILL, "2024-07-01 letter-sent: {}")] == ["Rp 20.625", "Rp 20.625"]


def test_a_reversed_payment_leaves_its_month_and_shows_in_the_reversals() -> None:
    """What was struck in June stays; July carries the reversal as a negative payment and the fees that come back."""
    found = rows(BILL, "2024-06-15 paid: 412500", "2024-07-08 payment-reversed: {amount: 412500}")
    assert found[0][4:] == ["Rp 412.500", "Rp 0", "Rp 0", "Rp 0", "active"]
    assert found[1][2:5] == ["Rp 0", "Rp 41.250", "-Rp 412.500"]


def test_what_is_taken_back_of_a_charge_stands_apart_from_what_was_charged() -> None:
    """A correction downwards is no negative charge, one upwards is a charge; the months still add up."""
    steps = ("2024-07-01 adjusted: {amount: -50000, reason: outage}", "2024-07-02 adjusted: {amount: 7000, reason: x}")
    result = replayed(BILL, *steps, "2024-07-03 letter-sent: {}")
    june, july = months(result.events, result.rules, result.until)
    assert [str(one.charges) for one in (june, july)] == ["Rp 412.500", "Rp 7.000"]
    assert [str(one.credit_notes) for one in (june, july)] == ["Rp 0", "Rp 50.000"]
    moved = july.opening + july.charges - july.credit_notes + july.fees - july.payments
    assert moved == july.closing


def test_a_refund_of_a_package_line_is_a_credit_note_and_no_negative_charge() -> None:
    """The line stays settled, as it is credited what is given back."""
    line = "lines: [{for: package, package: 12 GB, amount: 500000}]"
    result = replayed(
        f"2017-02-01 billed: {{period: 2017-02, amount: 500000, {line}}}", "2017-03-01 paid: 500000",
        "2017-03-02 refunded: {amount: 500000, of: {period: 2017-02, package: 12 GB}}",
        provider="telkomsel", activated="",
    )  # fmt: skip
    february, march = months(result.events, result.rules, result.until)
    assert (str(february.charges), str(march.charges)) == ("Rp 500.000", "Rp 0")
    assert (str(march.credit_notes), str(march.payments), str(march.refunds)) == ("Rp 500.000",) * 3


def test_the_charges_of_all_months_are_what_was_charged_in_total() -> None:
    """A first month charged at once and then avoided is credited, and has been charged all the same."""
    readings = {"trial.first_month": "avoidable_in_trial", "trial.charged_at": "upfront"}
    steps = ("2025-03-11 cancellation-requested: {}", "2025-05-01 letter-sent: {}")
    result = replayed(*steps, provider="postclic", activated="2025-03-10T09:00", readings=readings)
    found = months(result.events, result.rules, result.until)
    assert sum(one.charges.sen for one in found) == 96122370
    assert str(answer(result, "2025-05-01", "total_charged")) == "Rp 961.223,70"
    assert str(found[0].credit_notes) == "Rp 943.887"


def test_an_unspecified_amount_shows_in_its_month_and_in_every_balance_after() -> None:
    """It is never 0 (G7)."""
    found = rows("2024-06-05 billed: {period: 2024-06, amount: unspecified}", "2024-07-02 letter-sent: {}")
    assert [row[2] for row in found] == ["unspecified", "Rp 0"]
    assert [row[7] for row in found] == ["unspecified", "unspecified"]


def test_a_story_of_expectations_alone_owes_nothing() -> None:
    """Without bills it owes 0, is never isolated and stays active."""
    assert rows("2024-06-05 expect: {state: active, payable: 0, isolated_since: never}") == [
        ["2024-06", *["Rp 0"] * 7, "active"]
    ]
