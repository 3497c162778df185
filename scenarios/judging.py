"""Under which books and readings a story is judged, and every mistake in the choice of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from lifecycle import calendar, civil, clauses
from lifecycle.events import Paid
from lifecycle.history import known_since
from lifecycle.problems import Problem, Problems, unknown
from lifecycle.rulebook import NotCovered, Reading, RuleBook, Shelf, covered, known_by
from lifecycle.terms import Rules
from scenarios.format.expected import DESTINATIONS, ExpectedRoute
from scenarios.format.story import Fact, Story, draft

WITHOUT_SUBSCRIPTION = frozenset({"routing"})
"""Kinds of clause that are about anybody who calls; a story under these alone needs no subscription."""


@frozen
class Overlay:
    """What somebody lays over a story: readings, an edition, and what was known by when."""

    readings: tuple[tuple[str, str], ...] = ()
    edition: str | None = None
    known_on: datetime | None = None

    def over(self, under: tuple[tuple[str, str], ...], on_edition: str | None) -> "Overlay":
        """This overlay with another on top, as an expectation asks for it."""
        readings = {**dict(self.readings), **dict(under)}
        return evolve(self, readings=tuple(sorted(readings.items())), edition=on_edition or self.edition)


def editions_for(story: Story, shelf: Shelf, overlay: Overlay, *, whole: bool = True) -> tuple[RuleBook, ...]:
    """The editions of a story's provider, those that stand beside the story among them.

    They are all there, whatever was known when: what a file chooses is right or wrong on any day. Of a story that
    is not ``whole``, because its file has mistakes, only the choices are judged. Raises Problems with every mistake
    in the choice of books and readings.
    """
    shelf = shelf.beside(Path(story.path), story.provider)
    return chosen(story, shelved(story, shelf), overlay, whole=whole)


def shelved(story: Story, shelf: Shelf) -> tuple[RuleBook, ...]:
    """The editions of a story's provider on a shelf. Raises Problems where there is none, or one cannot be read."""
    try:
        return shelf.editions(story.provider)
    except NotCovered as missing:
        raise Problems([story.problem(("provider",), str(missing))]) from None


def chosen(
    story: Story, editions: tuple[RuleBook, ...], overlay: Overlay, *, whole: bool = True
) -> tuple[RuleBook, ...]:
    """Editions that are to judge a story, once the choices among them and of their readings are right.

    Raises Problems as `editions_for` does.
    """
    problems = [
        *wrong_readings(story, editions, overlay),
        *_edition(story, editions, overlay),
        *_routes(story, editions),
    ]
    problems = problems or _unknown_then(story, editions, overlay)
    if not problems:
        problems += _dates(story, rules_for(story, editions, overlay), overlay.known_on)
    if whole:
        problems += _clauses(story, editions)
    if problems:
        raise Problems(problems)
    return editions


def rules_for(story: Story, editions: tuple[RuleBook, ...], overlay: Overlay) -> Rules:
    """The rules that judge a story under an overlay, of the editions that were known by then."""
    return Rules(
        editions=_known(editions, overlay),
        readings={**dict(story.opening.readings), **dict(overlay.readings)},
        pin=overlay.edition or story.opening.edition,
        givens=story.opening.givens,
    )


def _known(editions: tuple[RuleBook, ...], overlay: Overlay) -> tuple[RuleBook, ...]:
    if overlay.known_on is None:
        return editions
    return known_by(editions, calendar.date_of(calendar.day_of(overlay.known_on)))


def _unknown_then(story: Story, editions: tuple[RuleBook, ...], overlay: Overlay) -> list[Problem]:
    """That no edition, or not the one pinned, was known by the day that somebody asks about."""
    known = [book.edition for book in _known(editions, overlay)]
    pin = overlay.edition or story.opening.edition
    if overlay.known_on is None or (known and pin in (None, *known)):
        return []
    by = calendar.text(overlay.known_on)
    if not known:
        return [story.problem(("provider",), f"no edition of {story.provider}'s terms was known by {by}")]
    words = f"edition {pin} was not known by {by}; known by then: {', '.join(known)}"
    if overlay.edition is not None:
        return [Problem(f"--edition {overlay.edition}", 0, 0, words)]
    return [story.problem(("edition",), words)]


def wrong_readings(story: Story, editions: tuple[RuleBook, ...], overlay: Overlay) -> list[Problem]:
    """Every reading, and every value of one, that a story or an overlay chooses and no edition allows."""
    problems = []
    for name, word in story.opening.readings:
        wrong = wrong_reading(name, word, editions)
        if wrong is not None:
            in_value, message = wrong
            problems.append(story.problem(("readings", name), message, key=not in_value))
    for expect in story.expects:
        for name, word in expect.under:
            wrong = wrong_reading(name, word, editions)
            if wrong is not None:
                where = ("steps", expect.step - 1, "expect", "under", name)
                problems.append(story.problem(where, wrong[1], key=not wrong[0]))
    for name, word in overlay.readings:
        wrong = wrong_reading(name, word, editions)
        if wrong is not None:
            problems.append(Problem(f"--reading {name}={word}", 0, 0, wrong[1]))
    return problems


def wrong_reading(name: str, word: str, editions: tuple[RuleBook, ...]) -> tuple[bool, str] | None:
    """What is wrong with a choice that no edition allows, and whether it is the value; None where one allows it."""
    declared = _declared(editions)
    if name not in declared:
        provider = editions[0].provider if editions else "the provider"
        if not declared:
            return False, f'unknown reading "{name}"; {provider} declares no readings'
        return False, unknown("reading", name, declared)
    wrong = [reading.wrong(word) for reading in declared[name]]
    return (True, f"{name}: {wrong[-1]}") if all(wrong) else None


def _declared(editions: tuple[RuleBook, ...]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for book in editions:
        for name, reading in book.readings.items():
            found.setdefault(name, []).append(reading)
    return found


def _edition(story: Story, editions: tuple[RuleBook, ...], overlay: Overlay) -> list[Problem]:
    names = [book.edition for book in editions]

    def wrong(edition: str) -> str:
        return f"{unknown('edition', edition, names)}; {covered(editions)}"

    problems = []
    if overlay.edition is not None and overlay.edition not in names:
        problems.append(Problem(f"--edition {overlay.edition}", 0, 0, wrong(overlay.edition)))
    if story.opening.edition is not None and story.opening.edition not in names:
        problems.append(story.problem(("edition",), wrong(story.opening.edition)))
    for expect in story.expects:
        if expect.on_edition is not None and expect.on_edition not in names:
            where = ("steps", expect.step - 1, "expect", "on_edition")
            problems.append(story.problem(where, wrong(expect.on_edition)))
    return problems


def _clauses(story: Story, editions: tuple[RuleBook, ...]) -> list[Problem]:
    """What the clauses need of the subscription block."""
    kinds = [name for name in clauses.TABLES if any(book.table(name) is not None for book in editions)]
    if ("subscription",) not in story.places and set(kinds) - WITHOUT_SUBSCRIPTION:
        return [story.problem(("provider",), f"subscription is missing; {story.provider} needs one")]
    terms = [book.minimum_term for book in editions if book.minimum_term is not None]
    if story.opening.activated is None and any(term.activated == "required" for term in terms):
        return [story.problem(("subscription",), "activated is missing; the minimum term counts from it")]
    if story.opening.activated is None and "trial" in kinds:
        return [story.problem(("subscription",), "activated is missing; the trial counts from it, with its time")]
    if story.opening.activated is None and story.opening.bills is not None:
        words = "bills are issued from the activation on; add `activated` to the subscription"
        return [story.problem(("subscription", "bills"), words, key=True)]
    return []


def _routes(story: Story, editions: tuple[RuleBook, ...]) -> list[Problem]:
    """Destinations of calls that neither the format nor a book of the provider's names."""
    named = [row.to for book in editions if book.routing for row in book.routing.row]
    known = dict.fromkeys((*DESTINATIONS, *named)).keys()
    problems = []
    for expect in story.expects:
        for one in expect.expectations:
            if isinstance(one.value, ExpectedRoute) and one.value.to is not None and one.value.to not in known:
                where = ("steps", expect.step - 1, "expect", one.key, "to")
                problems.append(story.problem(where, unknown("value", one.value.to, known)))
    return problems


def _dates(story: Story, rules: Rules, known_on: datetime | None) -> list[Problem]:
    """The facts before the first edition; none, where the earliest instant that any of them could count at is not."""
    facts = heard(story.facts, known_on)
    if not facts:
        return []
    try:
        rules.at(min(map(_earliest, facts)) - 2 * civil.DAY)  # further apart no two offsets are
    except NotCovered:
        as_known = f", as known on {calendar.text(known_on)}" if known_on else ""
        return list(_early(story, facts, rules, as_known))
    return []


def heard(facts: Sequence[Fact], known_on: datetime | None) -> tuple[Fact, ...]:
    """The facts that were known by an instant; all of them where none is given."""
    return tuple(fact for fact in facts if known_on is None or known_since(fact) <= known_on)


def _earliest(fact: Fact) -> int:
    posted = fact.event.posted_at if isinstance(fact.event, Paid) else None
    return calendar.seconds(min(fact.at, posted) if posted else fact.at)


def _early(story: Story, facts: Sequence[Fact], rules: Rules, as_known: str) -> Iterator[Problem]:
    for fact in facts:
        try:
            rules.at(calendar.seconds(fact.at))
            rules.at(rules.effective(fact.at, fact.event))
        except NotCovered as gap:
            yield story.problem(("steps", fact.index, "at"), f"{gap}{as_known}")


def read_whole(path: Path | str, shelf: Shelf, overlay: Overlay) -> tuple[Story, tuple[RuleBook, ...]]:
    """The story in a file and the editions that judge it, that choice judged too. Raises Problems, all at once."""
    drafted = draft(path)
    problems = list(drafted.problems)
    editions: tuple[RuleBook, ...] = ()
    if drafted.story is not None and ("provider",) in drafted.story.places:
        try:
            editions = editions_for(drafted.story, shelf, overlay, whole=not problems)
        except Problems as wrong:
            problems += wrong.problems
    if problems or drafted.story is None:
        raise Problems(problems)
    return drafted.story, editions
