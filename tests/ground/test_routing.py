"""The clause on calls: which row a call falls under, and what a book may not write."""

import pytest

from lifecycle.clauses.routing import Call, Channel, Route
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, Shelf, in_force, known_by, read_text
from lifecycle.rulebook.lint import lint

EARLIER, NOTICE = Shelf.open().editions("pln-routing")
LOG = "Informasi / Umum"
MAIL = "iconnet@iconpln.co.id"

CALLS: dict[str, tuple[Call, Route]] = {
    "coverage is for the app": (Call("coverage", "unknown", False), Route("pln_mobile", log=LOG)),
    "product too, whoever asks": (Call("product", "other", True), Route("pln_mobile", log=LOG)),
    "registration too": (Call("registration", "pln_mobile", False), Route("pln_mobile", log=LOG)),
    "a bill of the app's is seen there": (Call("bill_information", "pln_mobile", False), Route("pln_mobile", log=LOG)),
    "another bill is asked for by email": (
        Call("bill_information", "other", True),
        Route("email", log=LOG, address=MAIL),
    ),
    "both, where nobody knows": (
        Call("bill_information", "unknown", False),
        Route("pln_mobile_or_email", log=LOG, address=MAIL),
    ),
    "an activation agreed to": (Call("activation", "unknown", True), Route("iconnet_contact_centre", True, 3, LOG)),
    "an activation not agreed to": (Call("activation", "pln_mobile", False), Route("none", log=LOG)),
    "a disturbance agreed to": (Call("disturbance", "other", True), Route("iconnet_contact_centre", True, 3, LOG)),
    "a disturbance not agreed to": (Call("disturbance", "other", False), Route("none", log=LOG)),
    "cancelling is not listed": (Call("cancellation", "pln_mobile", True), Route("unspecified", log=LOG)),
    "a refund is not listed": (Call("refund", "other", True), Route("unspecified", log=LOG)),
    "only the very word is listed": (Call("Coverage", "unknown", False), Route("unspecified", log=LOG)),
}


def routes(book: RuleBook, call: Call) -> Route:
    """Where a book sends a call."""
    assert book.routing is not None
    return book.routing.route(call)


@pytest.mark.parametrize(("call", "route"), CALLS.values(), ids=CALLS)
def test_the_notice_routes_a_call(call: Call, route: Route) -> None:
    assert routes(NOTICE, call) == route


@pytest.mark.parametrize(("call", "route"), CALLS.values(), ids=CALLS)
def test_while_the_rules_are_not_known_nothing_is_guessed(call: Call, route: Route) -> None:
    """No transfer, no key, and nobody knows of a log."""
    assert routes(EARLIER, call) == Route("unknown_ruleset")


def test_before_the_first_edition_its_own_clause_says_that_there_was_no_rule() -> None:
    """Not the engine: a book that leaves it out does not cover the time before."""
    day = EARLIER.in_force
    assert day is not None
    before = in_force((EARLIER, NOTICE), day.replace(day=10))
    assert routes(before, Call("coverage", "unknown", False)) == Route("no_rule")
    assert in_force((EARLIER, NOTICE), day) is EARLIER
    with pytest.raises(LookupError, match="covered from 2021-08-17"):
        in_force((NOTICE,), day)


def test_of_the_time_before_no_other_clause_speaks(header: str) -> None:
    """A bill of then meets no late fee of later."""
    fee = '\n```toml\n[[late_fee.tier]]\nfrom = {month = 1, day = 1}\nflat = 1\n\n[routing]\nbefore = "no_rule"\n```'
    before = read_text(header + fee, "kecil/2024-01-01.md").before
    assert before is not None
    assert before.late_fee is None
    assert before.routing is not None
    assert before.routing.content == "none"


def test_known_by_a_day_before_the_first_edition_is_what_it_says_of_then() -> None:
    """So that a replay as known then is no error where a replay is none."""
    day = EARLIER.in_force
    assert day is not None
    assert known_by((EARLIER, NOTICE), day.replace(year=2020)) == (EARLIER,)
    assert known_by((NOTICE,), day.replace(year=2020)) == ()


ROW = '[[routing.row]]\ntopics = ["a"]\nto = "desk"\n'

REFUSED = {
    "two rows for one call": (ROW + ROW, "row 1 takes calls that this one takes, too"),
    "a condition on one of them only": (ROW + ROW + "agrees = true\n", "row 1 takes calls"),
    "conditions on different things": (ROW + "agrees = true\n" + ROW + 'subscribed_through = "other"\n', "row 1 takes"),
    "no topics": ('[[routing.row]]\ntopics = []\nto = "desk"\n', "a row has topics"),
    "a destination of two words": (ROW.replace("desk", "the desk"), "is no destination"),
    "an answer that is no destination": (ROW.replace("desk", "no_rule"), "is no destination"),
    "a transfer to nowhere": (ROW.replace("desk", "none") + "transfer = true\n", "goes nowhere is not transferred"),
    "a key without a transfer": (ROW + "key = 3\n", "it goes with transfer = true"),
    "a key of two digits": (ROW + "transfer = true\nkey = 10\n", "the digit, 0 to 9"),
    "rows of rules that nobody knows": ('[routing]\ncontent = "unknown"\n' + ROW, "stands alone"),
    "a channel that nobody has": (ROW + 'subscribed_through = "post"\n', 'unknown word "post"'),
}


@pytest.mark.parametrize(("toml", "words"), REFUSED.values(), ids=REFUSED)
def test_a_book_is_refused(header: str, toml: str, words: str) -> None:
    with pytest.raises(Problems) as caught:
        read_text(f"{header}\n```toml\n{toml}```", "kecil/2024-01-01.md")
    assert words in str(caught.value)


APART = {
    "another topic": ROW + ROW.replace('"a"', '"b"'),
    "who agrees and who does not": ROW + "agrees = true\n" + ROW + "agrees = false\n",
    "one channel and another": ROW + 'subscribed_through = "other"\n' + ROW + 'subscribed_through = "unknown"\n',
}


@pytest.mark.parametrize("toml", APART.values(), ids=APART)
def test_rows_that_no_call_falls_under_at_once_are_taken(header: str, toml: str) -> None:
    book = read_text(f"{header}\n```toml\n{toml}```", "kecil/2024-01-01.md")
    assert book.routing is not None
    assert len(book.routing.row) == 2


def test_a_topic_that_is_listed_for_some_callers_only_is_noted(header: str) -> None:
    book = read_text(f"{header}\nWords.\n\n```toml\n{ROW}agrees = true\n```", "kecil/2024-01-01.md")
    assert [each.message for each in lint(book)] == [
        'some calls about "a" fall under no row, and are answered as unlisted'
    ]


def test_the_notice_leaves_no_caller_of_a_listed_topic_out() -> None:
    """Three channels, agreed or not, six topics."""
    topics = {topic for row in NOTICE.routing.row for topic in row.topics} if NOTICE.routing else set()
    assert len(topics) == 6
    channels: tuple[Channel, ...] = ("pln_mobile", "other", "unknown")
    for call in (Call(topic, channel, agrees) for topic in topics for channel in channels for agrees in (True, False)):
        assert routes(NOTICE, call).to != "unspecified"
        assert routes(NOTICE, call).transfer == (call.topic in ("activation", "disturbance") and call.agrees)
