"""The stepping of whole customer bases comes to what the path of the events comes to, field by field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lifecycle import calendar
from lifecycle.rulebook import RuleBook, Shelf

np = pytest.importorskip("numpy", reason="numpy is not installed; pip install '.[portfolio]'")
pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")

from projections.columns import alone, stepping  # noqa: E402  (needs the extra)
from projections.columns.batch import Batch  # noqa: E402
from projections.columns.packing import batch_of  # noqa: E402
from projections.columns.records import COUNTED, Book, Room  # noqa: E402
from projections.columns.stories import Story  # noqa: E402
from tests.columns.agreement import differences  # noqa: E402
from tests.columns.random_books import VALUES, editions  # noqa: E402
from tests.columns.random_stories import UNTILS, stories  # noqa: E402
from tests.columns.settling import SHIFTS, settled, settling  # noqa: E402
from tests.library import STORIES  # noqa: E402
from tests.stories import SHELF  # noqa: E402

SHIPPED = Shelf.open()
READINGS = st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=6).flatmap(
    lambda names: st.fixed_dictionaries({name: st.sampled_from(VALUES[name]) for name in names})
)
TELLING = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@TELLING
@given(books=editions(), readings=READINGS, told=st.lists(stories(), min_size=1, max_size=3), until=UNTILS)
def test_any_book_under_any_readings(
    books: Sequence[RuleBook], readings: Mapping[str, str], told: list[Story], until: int
) -> None:
    assume(books)
    assert differences(batch_of(told), books, readings, until) == []


@TELLING
@given(
    provider=st.sampled_from(("indihome", "indihome", "indihome", "iconnet")),
    pin=st.sampled_from((None, "2022-01-01", "2023-07-01")),
    readings=READINGS,
    told=st.lists(stories(), min_size=1, max_size=3),
    until=UNTILS,
)
def test_the_books_that_ship(
    provider: str, pin: str | None, readings: Mapping[str, str], told: list[Story], until: int
) -> None:
    pin = pin if provider == "indihome" else None
    assert differences(batch_of(told), SHIPPED.editions(provider), readings, until, pin) == []


@TELLING
@given(
    provider=st.sampled_from(
        ("balap", "bintang-seluler", "contoh-net", "ganti", "kecil", "sungai-net", "tangga-seluler")
    ),
    readings=READINGS,
    told=st.lists(stories(), min_size=1, max_size=3),
    until=UNTILS,
)
def test_the_books_of_the_tests(provider: str, readings: Mapping[str, str], told: list[Story], until: int) -> None:
    books = SHELF.editions(provider)
    first = min((calendar.seconds(fact.at) for _, facts in told for fact in facts), default=0)
    assume(books[0].in_force is None or first >= calendar.day_number(books[0].in_force) * 86_400)
    assert differences(batch_of(told), books, readings, until) == []


def ends(data: st.DataObject, told: Story) -> int:
    """A second at one of a story's facts, or beside it."""
    return calendar.seconds(data.draw(st.sampled_from(told[1])).at) + data.draw(st.sampled_from(SHIFTS))


@TELLING
@given(data=st.data(), books=editions(), readings=READINGS)
def test_what_is_paid_off_by_any_book_under_any_readings(
    data: st.DataObject, books: Sequence[RuleBook], readings: Mapping[str, str]
) -> None:
    assume(books)
    told = data.draw(settling(books, readings))
    assert differences(batch_of([told]), books, readings, ends(data, told)) == []


@TELLING
@given(
    data=st.data(),
    provider=st.sampled_from(("indihome", "indihome", "indihome", "iconnet")),
    pin=st.sampled_from((None, "2022-01-01", "2023-07-01")),
    readings=READINGS,
)
def test_what_is_paid_off_by_the_books_that_ship(
    data: st.DataObject, provider: str, pin: str | None, readings: Mapping[str, str]
) -> None:
    books, pin = SHIPPED.editions(provider), pin if provider == "indihome" else None
    told = data.draw(settling(books, readings, pin))
    assert differences(batch_of([told]), books, readings, ends(data, told), pin) == []


def test_much_of_what_is_paid_off_is_told_at_once_late_and_overtaken_too() -> None:
    books, found = SHIPPED.editions("indihome"), Counter[str]()

    def asked(book: Book, room: Room, batch: Batch, b: int, last: int, first: int, paid: int, others: int) -> bool:
        fees, at = room.line.fees_paid, int(room.columns[COUNTED, paid])
        told = alone.paid_alone(book, room, batch, b, last, first, paid, others)
        found["at once"] += told
        found["late"] += told and room.line.fees_paid > fees
        found["overtaken"] += told and b + 1 < last and int(batch.bills.issued[b + 1]) <= at
        return told

    stories_of = [settled(Random(seed).choice, books, {}) for seed in range(60)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stepping, "paid_alone", asked)
        batch = batch_of(stories_of)
        assert differences(batch, books, {}, int(batch.payments.at.max())) == []
    assert found["at once"] >= 30 <= found["late"] + 2 * found["overtaken"]
    assert min(found["late"], found["overtaken"]) >= 5


@pytest.mark.parametrize("name", sorted(STORIES))
def test_every_story_that_the_columns_hold(name: str) -> None:
    story = STORIES[name]
    try:
        batch = batch_of([(story.opening, story.facts)])
    except ValueError:
        return
    for until in sorted({calendar.seconds(at) for at in (story.last, *(expect.at for expect in story.expects))}):
        books = SHIPPED.editions(story.opening.provider)
        assert differences(batch, books, dict(story.opening.readings), until, story.opening.edition) == []
