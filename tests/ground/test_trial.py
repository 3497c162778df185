"""A trial and the months after it: instants, and what the rules make of cancelling."""

from datetime import datetime

import pytest

from lifecycle import calendar
from lifecycle.clauses.trial import Anchor, month_ends, trial_ends
from lifecycle.events import ChargeCredited, Charged, Event, Terminated, word
from lifecycle.money import Sen
from lifecycle.problems import Problems
from lifecycle.rulebook import read_text
from projections.consulted import consulted
from tests.stories import answer, ledger_at, replayed

START = "2025-03-10T09:00"
LATER = "2025-06-20 letter-sent: {}"


def second(text: str) -> int:
    return calendar.seconds(calendar.parse_instant(text))


def instants(activated: str, anchor: Anchor, count: int) -> list[str]:
    """The instants at which the first months of a subscription start."""
    began = second(activated)
    over = trial_ends(began, 48)
    found = [over]
    while len(found) < count:
        found.append(month_ends(found[-1], began, over, anchor))
    return [calendar.text(calendar.instant(at)) for at in found]


FIRST, PURCHASE = Anchor.FIRST_MONTH_START, Anchor.PURCHASE

MONTHS: dict[str, tuple[str, Anchor, list[str]]] = {
    "from the start of the first month": (
        "2025-03-10T09:00", FIRST, ["2025-03-12 09:00", "2025-04-12 09:00", "2025-05-12 09:00"],
    ),
    "from the purchase": ("2025-03-10T09:00", PURCHASE, ["2025-03-12 09:00", "2025-04-10 09:00", "2025-05-10 09:00"]),
    "from 31 January of a leap year": (
        "2024-01-29", FIRST, ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"],
    ),
    "from 31 January of another year": ("2025-01-29", FIRST, ["2025-01-31", "2025-02-28", "2025-03-31"]),
    "from a leap day": ("2024-02-27", FIRST, ["2024-02-29", "2024-03-29", "2024-04-29"]),
    "from a leap day, a year on": (
        "2024-02-27", FIRST, [
            "2024-02-29", *(f"2024-{month:02}-29" for month in range(3, 13)), "2025-01-29", "2025-02-28", "2025-03-29",
        ],
    ),
    "from 31 March": ("2025-03-29", FIRST, ["2025-03-31", "2025-04-30", "2025-05-31"]),
    "from a purchase on 31 March": ("2025-03-31", PURCHASE, ["2025-04-02", "2025-04-30", "2025-05-31"]),
    "from a purchase on 31 January": ("2025-01-31", PURCHASE, ["2025-02-02", "2025-02-28", "2025-03-31"]),
    "from a purchase on a leap day": ("2024-02-29", PURCHASE, ["2024-03-02", "2024-03-29", "2024-04-29"]),
    "across a year's end": ("2025-12-30T23:59:59", FIRST, ["2026-01-01 23:59:59", "2026-02-01 23:59:59"]),
}  # fmt: skip


@pytest.mark.parametrize(("activated", "anchor", "starts"), MONTHS.values(), ids=MONTHS)
def test_months_start(activated: str, anchor: Anchor, starts: list[str]) -> None:
    assert instants(activated, anchor, len(starts)) == starts


def test_a_trial_longer_than_a_month_renews_after_it_is_over() -> None:
    """Counted from the purchase, the next such instant is the first after the trial's end."""
    began, over = second("2025-01-10"), second("2025-03-01")
    assert calendar.text(calendar.instant(month_ends(over, began, over, PURCHASE))) == "2025-03-10"


def happened(*steps: str, readings: dict[str, str] | None = None, **head: str) -> list[tuple[str, str]]:
    """What a story of the trial records after its opening: instants and events."""
    result = replayed(*steps, provider="postclic", activated=head.pop("activated", START), readings=readings, **head)
    return [(calendar.text(one.at), said(one.event)) for one in result.events[1:]]


def said(event: Event) -> str:
    if isinstance(event, Charged | ChargeCredited):
        return f"{word(event)} {event.purpose}"
    return f"{word(event)} notice" if isinstance(event, Terminated) and event.notice else word(event)


AVOIDABLE = {"trial.first_month": "avoidable_in_trial"}
UPFRONT = {"trial.charged_at": "upfront"}
WITHIN = "2025-03-11 cancellation-requested: {}"
END = "2025-05-01 letter-sent: {}"
TRIAL = ("2025-03-10 09:00", "charged trial")
MONTH = ("2025-03-12 09:00", "charged month")
ASKED = ("2025-03-11", "cancellation-requested")
LETTER = ("2025-05-01", "letter-sent")

TOLD: dict[str, tuple[tuple[str, ...], dict[str, str], list[tuple[str, str]]]] = {
    "nobody cancels": (
        (END,), {}, [TRIAL, MONTH, ("2025-04-12 09:00", "charged month"), LETTER],
    ),
    "cancelled within the trial": (
        (WITHIN, END), {}, [TRIAL, ASKED, MONTH, ("2025-04-12 09:00", "terminated"), LETTER],
    ),
    "the month avoided": ((WITHIN, END), AVOIDABLE, [TRIAL, ASKED, ("2025-03-12 09:00", "terminated"), LETTER]),
    "both upfront": (
        (WITHIN, END), UPFRONT,
        [TRIAL, ("2025-03-10 09:00", "charged month"), ASKED, ("2025-04-12 09:00", "terminated"), LETTER],
    ),
    "both upfront and the month avoided": (
        (WITHIN, END), AVOIDABLE | UPFRONT,
        [
            TRIAL, ("2025-03-10 09:00", "charged month"), ASKED, ("2025-03-11", "charge-credited month"),
            ("2025-03-12 09:00", "terminated"), LETTER,
        ],
    ),
    "both upfront, and cancelled when the trial ends": (
        ("2025-03-12T09:00 cancellation-requested: {}", END), AVOIDABLE | UPFRONT,
        [
            TRIAL, ("2025-03-10 09:00", "charged month"), ("2025-03-12 09:00", "cancellation-requested"),
            ("2025-04-12 09:00", "terminated"), LETTER,
        ],
    ),
    "cancelled in the second it was bought": (
        (f"{START} cancellation-requested: {{}}", END), AVOIDABLE,
        [TRIAL, ("2025-03-10 09:00", "cancellation-requested"), ("2025-03-12 09:00", "terminated"), LETTER],
    ),
    "a wish to end is a notice": (
        ("2025-03-11 terminated: {by: customer}", END), {},
        [TRIAL, ("2025-03-11", "terminated notice"), MONTH, ("2025-04-12 09:00", "terminated"), LETTER],
    ),
    "the provider ends it within the trial": (
        ("2025-03-11 terminated: {by: provider, reason: no_fault}", END), {},
        [TRIAL, ("2025-03-11", "terminated"), LETTER],
    ),
    "the provider ends it after a cancellation": (
        (WITHIN, "2025-03-20 terminated: {by: provider, reason: no_fault}", END), {},
        [TRIAL, ASKED, MONTH, ("2025-03-20", "terminated"), LETTER],
    ),
    "a payment on top is held, and pays for nothing": (
        ("2025-03-11 paid: 100000", END), {},
        [TRIAL, ("2025-03-11", "paid"), MONTH, ("2025-04-12 09:00", "charged month"), LETTER],
    ),
    "a reversed payment leaves the charges alone": (
        ("2025-03-11 paid: 100000", "2025-03-13 payment-reversed: {amount: 100000}", END), {},
        [
            TRIAL, ("2025-03-11", "paid"), MONTH, ("2025-03-13", "payment-reversed"),
            ("2025-04-12 09:00", "charged month"), LETTER,
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "readings", "events"), TOLD.values(), ids=TOLD)
def test_the_rules_record(steps: tuple[str, ...], readings: dict[str, str], events: list[tuple[str, str]]) -> None:
    assert happened(*steps, readings=readings) == events


def test_as_recorded_nothing_is_charged_and_a_wish_ends_at_once() -> None:
    """Only the file's own events happen, and a second cancellation is a fact like any other."""
    found = happened(
        WITHIN, "2025-03-20 cancellation-requested: {}", "2025-03-21 terminated: {by: customer}", END,
        provider_acts="as_recorded",
    )  # fmt: skip
    assert found == [ASKED, ("2025-03-20", "cancellation-requested"), ("2025-03-21", "terminated"), LETTER]


PARTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a tenth of a second before it is over, a cancelling is in time": (
        "2025-03-12T09:00:00.500", [("2025-03-12 09:00:00.500", "cancellation-requested"),
                                    ("2025-03-12 09:00:00.600", "terminated")],
    ),
    "a microsecond before it is over, too": (
        "2025-03-12T09:00:00.599999", [("2025-03-12 09:00:00.599999", "cancellation-requested"),
                                       ("2025-03-12 09:00:00.600", "terminated")],
    ),
    "at the very instant it is over, the month has begun": (
        "2025-03-12T09:00:00.600", [("2025-03-12 09:00:00.600", "charged month"),
                                    ("2025-03-12 09:00:00.600", "cancellation-requested"),
                                    ("2025-04-12 09:00:00.600", "terminated")],
    ),
    "in the next whole second it has, too": (
        "2025-03-12T09:00:01", [("2025-03-12 09:00:00.600", "charged month"),
                                ("2025-03-12 09:00:01", "cancellation-requested"),
                                ("2025-04-12 09:00:00.600", "terminated")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("charged_at", ["after_trial", "upfront"])
@pytest.mark.parametrize(("cancelled", "events"), PARTS.values(), ids=PARTS)
def test_a_trial_bought_within_a_second_lasts_its_hours_to_that_part_of_one(
    cancelled: str, events: list[tuple[str, str]], charged_at: str
) -> None:
    """Neither the first charge nor the end of the trial stands before its instant."""
    found = happened(
        f"{cancelled} cancellation-requested: {{}}", "2025-05-01 letter-sent: {}",
        activated="2025-03-10T09:00:00.600", readings=AVOIDABLE | {"trial.charged_at": charged_at},
    )  # fmt: skip
    bought = "2025-03-10 09:00:00.600"
    if charged_at == "upfront":
        in_time = len(events) == 2
        cancelling = [one for one in events if one[1] != "charged month"]
        credit = [(cancelling[0][0], "charge-credited month")] if in_time else []
        events = [(bought, "charged month"), cancelling[0], *credit, *cancelling[1:]]
    assert found == [(bought, "charged trial"), *events, LETTER]


def test_what_a_fact_entails_does_not_stand_before_it() -> None:
    """A payment within a second brings the line back at that very part of it."""
    steps = ("2024-06-05 billed: {period: 2024-06, amount: 412500}", "2024-06-24T10:00:00.500 paid: 433125")
    *_, paid, reconnected = replayed(*steps, activated="2022-05-10").events
    assert [word(one.event) for one in (paid, reconnected)] == ["paid", "reconnected"]
    assert paid.at == reconnected.at == at("2024-06-24T10:00:00.500")


REFUSED = {
    "a second cancellation": (WITHIN, "2025-03-20 cancellation-requested: {}", "cancelled already, since 2025-03-11"),
    "a wish to end after it": (WITHIN, "2025-03-20 terminated: {by: customer}", "is cancelled already"),
    "a cancellation after a wish to end": (
        "2025-03-11 terminated: {by: customer}", "2025-03-20 cancellation-requested: {}", "is cancelled already",
    ),
    "a cancellation after the end": (
        "2025-03-11 terminated: {by: provider, reason: no_fault}", "2025-03-20 cancellation-requested: {}",
        "the subscription ended on 2025-03-11",
    ),
    "a cancellation before it was bought": (
        "2025-03-10T08:59:59.999 cancellation-requested: {}", END, "not active before 2025-03-10 09:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("first", "then", "words"), REFUSED.values(), ids=REFUSED)
def test_the_subscription_refuses(first: str, then: str, words: str) -> None:
    with pytest.raises(Problems) as caught:
        happened(first, then)
    assert words in str(caught.value)


@pytest.mark.parametrize("provider", ["indihome", "contoh-net"])
def test_without_a_trial_a_cancellation_asked_for_changes_nothing(provider: str) -> None:
    """It may be asked for twice; the fact is kept, and nothing follows."""
    steps = ("2024-06-11 cancellation-requested: {}", "2024-06-12 cancellation-requested: {}", LATER)
    result = replayed(*steps, provider=provider, activated="2024-06-01")
    assert len(result.events) == 4
    assert str(answer(result, "2024-06-30", "state")) == "active"
    ended = replayed("2024-06-11 terminated: {by: customer}", provider=provider, activated="2024-06-01")
    assert str(answer(ended, "2024-06-11", "state")) == "terminated"


def test_the_readings_consulted_are_those_of_what_ran() -> None:
    """The trial's from the first charge on; the anchor once a month has run up to the next."""
    result = replayed(END, provider="postclic", activated=START)
    trial = {"trial.first_month": "mandatory", "trial.charged_at": "after_trial"}
    assert consulted(*ledger_at(result, "2025-03-10T08:59:59")) == {}
    assert consulted(*ledger_at(result, "2025-03-10T09:00")) == trial
    assert consulted(*ledger_at(result, "2025-03-12T09:00")) == trial | {"renewal.anchor": "first_month_start"}


def test_a_charge_says_what_it_is_for_and_until_when_it_runs() -> None:
    """From the first instant of what it pays for to the first that it does not."""
    trial, month = (one.event for one in replayed(END, provider="postclic", activated=START).events[1:3])
    assert trial == Charged(Sen(1733670), "trial", at(START), at("2025-03-12T09:00"))
    assert month == Charged(Sen(94388700), "month", at("2025-03-12T09:00"), at("2025-04-12T09:00"))


def at(text: str) -> datetime:
    return calendar.wib(calendar.parse_instant(text))


@pytest.mark.parametrize(
    "until", ['{days_after = 2, of = "issue"}', "{month = 0, day = 1}", '{hours_after = 0, of = "activated"}']
)
def test_a_trial_lasts_some_hours(header: str, until: str) -> None:
    toml = f"[trial]\nprice = 1\nuntil = {until}\n\n[trial.month]\nprice = 2\n"
    with pytest.raises(Problems, match="a trial lasts some hours"):
        read_text(f"{header}\n```toml\n{toml}```", "kecil/2024-01-01.md")


def test_where_no_edition_has_a_trial_the_activation_needs_no_edition() -> None:
    """It may lie before the first one."""
    assert replayed("2022-03-01 letter-sent: {}", activated="2019-01-01").events
