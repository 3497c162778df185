"""Stories of calls: each topic through each channel, agreeing or not, and around the first day in force."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.rulebook import RuleBook
from scenarios.boundaries.plot import DAY, Happening, Plot

TOPICS = ("coverage", "product", "registration", "bill_information", "activation", "disturbance", "cancellation")
WAYS = tuple(
    (channel, agrees)
    for channel in ("", "subscribed_through: pln_mobile", "subscribed_through: other")
    for agrees in ("", "agrees: true", "agrees: false")
)


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story of calls."""
    if book.routing is None:
        return
    first = calendar.day_number(book.in_force) * DAY if book.in_force else 19_723 * DAY
    for topic in _topics(book):
        facts = tuple(_call(first + number * 3600, topic, way) for number, way in enumerate(WAYS))
        asks = tuple(fact.at for fact in facts)
        name = f"calls-about-{topic}".replace("_", "-")
        yield Plot(name, f"Calls about {topic.replace('_', ' ')}", "routing", facts, asks, first - DAY)
    if book.in_force:
        for at, words in ((first - 1, "before"), (first, "in")):
            facts = tuple(_call(at, topic, WAYS[1]) for topic in _topics(book)[:1])
            title = (
                f"A call {'in the last second before' if words == 'before' else 'in the first second of'} the edition"
            )
            yield Plot(f"call-{words}-the-edition", title, "routing", facts, (at,), first - 2 * DAY, pinned=False)


def _topics(book: RuleBook) -> list[str]:
    rows = book.routing.row if book.routing else ()
    return list(dict.fromkeys([*(topic for row in rows for topic in row.topics), *TOPICS, "another"]))


def _call(at: int, topic: str, way: tuple[str, str]) -> Happening:
    return Happening(at, f"contacted: {{{', '.join(part for part in (f'topic: {topic}', *way) if part)}}}")
