"""Dates, times, months, money and rates in the habit of each language."""

import pickle
from datetime import date, datetime

import pytest

from lifecycle import calendar
from lifecycle.money import UNSPECIFIED, Amount
from lifecycle.notation import Exactly, Heading, Known, Month, Percent, Thing, Weekday
from lifecycle.sentence import Sentence, coded, counted, joined, said, word
from scenarios.languages.codes import Code
from scenarios.languages.language import language
from scenarios.report.masking import Mask
from scenarios.report.secrets import Secret
from scenarios.report.terms import PRECISIONS, Alone


def at(text: str) -> datetime:
    return calendar.parse_instant(text)


BILL = said("bill {period}", period=Month("2024-06"))

VALUES: dict[str, tuple[object, str, str, str]] = {
    "a day": (date(2024, 6, 5), "2024-06-05", "5 June 2024", "5 Juni 2024"),
    "midnight is the day alone": (at("2024-06-05"), "2024-06-05", "5 June 2024", "5 Juni 2024"),
    "an instant to the minute": (at("2024-06-05T10:30"), "2024-06-05 10:30", "5 June 2024 10:30", "5 Juni 2024 10.30"),
    "the last second of a day": (
        at("2024-08-31T23:59:59"), "2024-08-31 23:59:59", "31 August 2024 23:59:59", "31 Agustus 2024 23.59.59",
    ),
    "a part of a second": (
        at("2024-06-05T10:30:00.250"), "2024-06-05 10:30:00.250",
        "5 June 2024 10:30:00.250", "5 Juni 2024 10.30.00,250",
    ),
    "an instant written elsewhere is told in WIB": (
        at("2024-06-05T01:00+09:00"), "2024-06-04 23:00", "4 June 2024 23:00", "4 Juni 2024 23.00",
    ),
    "midnight with its time": (
        Exactly(at("2024-06-05")), "2024-06-05 00:00", "5 June 2024 00:00", "5 Juni 2024 00.00",
    ),
    "a weekday": (
        Weekday(date(2024, 6, 7)), "Friday 2024-06-07", "Friday, 7 June 2024", "Jumat, 7 Juni 2024",
    ),
    "a month": (Month("2024-12"), "2024-12", "December 2024", "Desember 2024"),
    "an instant known to its month": (Known(at("2017-02-03"), "month"), "2017-02", "February 2017", "Februari 2017"),
    "an instant known to its day": (
        Known(at("2017-02-03T10:00"), "day"), "2017-02-03", "3 February 2017", "3 Februari 2017",
    ),
    "an instant that nobody knows": (Known(at("2017-02-03"), "unknown"), "unknown", "unknown", "tidak diketahui"),
    "an amount": (Amount(41250000), "Rp 412.500", "Rp 412,500", "Rp 412.500"),
    "an amount with sen": (Amount(1733670), "Rp 17.336,70", "Rp 17,336.70", "Rp 17.336,70"),
    "an amount below nothing": (Amount(-50), "-Rp 0,50", "-Rp 0.50", "-Rp 0,50"),
    "nothing": (Amount(), "Rp 0", "Rp 0", "Rp 0"),
    "an amount that no source gives": (
        Amount(0, frozenset({BILL})), "unspecified", "unspecified", "tidak disebutkan",
    ),
    "an amount of which a part is known": (
        Amount(100000000, frozenset({BILL})), "Rp 1.000.000 + unspecified", "Rp 1,000,000 + unspecified",
        "Rp 1.000.000 + tidak disebutkan",
    ),
    "a whole rate": (Percent(500), "5%", "5%", "5%"),
    "a rate with a fraction": (Percent(250), "2,5%", "2.5%", "2,5%"),
    "a number": (12, "12", "12", "12"),
    "a word for a code": (word("late_fee"), "late fee", "late fee", "denda keterlambatan"),
    "a code as text writes it": (coded("not_applicable"), "not_applicable", "not applicable", "tidak berlaku"),
    "two words of a rule book": (
        coded("pln_mobile_or_email"), "pln_mobile_or_email", "PLN Mobile or email", "PLN Mobile atau surel",
    ),
    "a term that text writes in both languages": (
        PRECISIONS["day"], "known to the day · diketahui sampai harinya",
        "known to the day", "diketahui sampai harinya",
    ),
    "a term that text writes in English": (
        Alone(PRECISIONS["day"]), "known to the day", "known to the day", "diketahui sampai harinya",
    ),
    "a sentence": (BILL, "bill 2024-06", "bill June 2024", "tagihan Juni 2024"),
    "one of something": (counted("{number} day", "{number} days", 1), "1 day", "1 day", "1 hari"),
    "some of something": (counted("{number} day", "{number} days", 3), "3 days", "3 days", "3 hari"),
    "several with a word between": (
        joined(" and ", (BILL, word("penalty"))), "bill 2024-06 and penalty",
        "bill June 2024 and penalty", "tagihan Juni 2024 dan penalti",
    ),
    "a sign between": (joined(" + ", (Amount(100), Amount(250))), "Rp 1 + Rp 2,50", "Rp 1 + Rp 2.50", "Rp 1 + Rp 2,50"),
    "a text of the story's": ("active since 2024", *("active since 2024",) * 3),
}  # fmt: skip
"""A value; how text outputs write it; how English and how Indonesian pages do."""


@pytest.mark.parametrize(("value", "text", "english", "indonesian"), VALUES.values(), ids=VALUES)
def test_a_value_within_a_sentence(value: object, text: str, english: str, indonesian: str) -> None:
    sentence = said("{it}", it=value)
    assert sentence == text
    assert language("en").say(sentence) == english
    assert language("id").say(sentence) == indonesian
    assert sentence == text, "saying it in a language alters nothing"


def test_a_heading_is_said_as_the_books_are_told() -> None:
    sentence = said("device not returned: its charge is unspecified till then ({clause})", clause=Heading("Device"))
    assert sentence.endswith("(Device)")
    assert language("id").telling({"Device": "Perangkat"}).say(sentence).endswith("(Perangkat)")
    assert language("id").say(sentence).endswith("(Device)"), "a book that nobody tells keeps its own"


@pytest.mark.parametrize(
    ("prose", "english"),
    [
        ("or Rp 5.000 where", "or Rp 5,000 where"),
        ("Rp\n17.336,70, and 2.5 hours", "Rp\n17,336.70, and 2.5 hours"),
        ("above Rp 1.000.000.", "above Rp 1,000,000."),
        ("clause 2.1 of 2023", "clause 2.1 of 2023"),
    ],
    ids=["thousands", "sen, on the next line", "at the end of a sentence", "no amount"],
)
def test_prose_of_a_book_has_its_amounts_in_the_language_s_habit(prose: str, english: str) -> None:
    assert (language("en").figures(prose), language("id").figures(prose)) == (english, prose)


def test_what_no_source_gives_has_its_names() -> None:
    amount = Amount(0, frozenset({BILL, coded("termination.fee")}))
    assert amount.parts == ["bill 2024-06", "termination.fee"]
    assert language("id").parts(amount) == ["tagihan Juni 2024", "biaya terminasi"]


def test_an_unspecified_amount_of_an_event() -> None:
    assert language("id").money(UNSPECIFIED) == "tidak disebutkan"


@pytest.mark.parametrize("code", ["en", "id"])
def test_a_sentence_is_masked_in_what_the_story_tells_alone(code: Code) -> None:
    """A holder called after a month is masked in a title, and no date of the program's is."""
    mask = Mask.of([Secret("Juni Hartono", is_number=False), Secret("1122334455", is_number=True)])
    speaks = language(code).masked(mask)
    plan = {"package": "Juni Hartono's 1122334455", "price": Thing("order 1122334455")}
    told = speaks.say(said("{package} runs from {since}{until}: {price}", since=date(2024, 6, 5), until="", **plan))
    assert "J. H." in told
    assert "1122334455" not in told
    assert speaks.day(date(2024, 6, 5)) in told
    assert speaks.say("Juni Hartono") == "J. H."


def test_a_sentence_is_pickled_with_what_it_was_made_of() -> None:
    """As stories are checked by several processes."""
    for one in (BILL, word("late_fee"), counted("{number} day", "{number} days", 2), joined(", ", (BILL, BILL))):
        again = pickle.loads(pickle.dumps(one))
        assert isinstance(again, Sentence)
        assert (again, type(again), language("id").say(again)) == (one, type(one), language("id").say(one))
