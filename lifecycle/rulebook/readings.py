"""The readings that a book declares: for each open question of a clause, its default and what else it allows."""

from attrs import frozen

from lifecycle import clauses
from lifecycle.clauses import (
    arrears_ladder,
    blacklist,
    cancellation,
    dispute,
    late_fee,
    minimum_term,
    order,
    overpayment,
    package,
    refund_calendar,
    trial,
)
from lifecycle.clauses.whole_numbers import WholeNumbers
from lifecycle.problems import Problem, quoted, unknown
from lifecycle.rulebook.clause_tables import structured
from lifecycle.rulebook.document import Document
from lifecycle.rulebook.entries import Reading
from lifecycle.rulebook.positions import Path

CLAUSE_OF = {
    name: table
    for table, module in (
        ("late_fee", late_fee),
        ("arrears", arrears_ladder),
        ("minimum_term", minimum_term),
        ("blacklist", blacklist),
        ("cancellation", cancellation),
        ("trial", trial),
        ("package", package),
        ("dispute", dispute),
        ("order", order),
        ("overpayment", overpayment),
        ("refund", refund_calendar),
    )
    for name in module.READINGS
}
"""The table whose clause consults a reading; payments' readings hang on no table."""


Choice = str | int
"""What a book writes for a reading's value: a word in quotes, or a number."""


@frozen
class ReadingEntry:
    """``[readings."name"]``: the default, the other values allowed, and the question in words."""

    default: Choice
    also: tuple[str, ...] = ()
    question: str = ""


def readings(document: Document, problems: list[Problem]) -> dict[str, Reading]:
    """Every reading declared; an unknown name or value is a problem."""
    tables = document.data.get("readings", {})
    if not isinstance(tables, dict):
        problems.append(document.problem(("readings",), 'a reading is written as [readings."late_fee.stacking"]'))
        return {}
    found: dict[str, Reading] = {}
    for name, data in tables.items():
        if name not in clauses.READINGS:
            problems.append(document.problem(("readings", name), _unknown_reading(name, data)))
            continue
        entry = structured(document, ("readings", name), data, ReadingEntry, problems)
        reading = _reading(document, name, entry, problems) if entry else None
        if reading:
            found[name] = reading
    return found


def _reading(document: Document, name: str, entry: ReadingEntry, problems: list[Problem]) -> Reading | None:
    """A reading with its values, unless one of them is none of the clause's."""
    path = ("readings", name)
    places = [(*path, "default"), *((*path, "also", index) for index in range(len(entry.also)))]
    kind = clauses.READINGS[name]
    known = [clauses.word(each) for each in kind]
    allowed: list[int] = []
    before = len(problems)
    for place, word in zip(places, (str(entry.default), *entry.also), strict=True):
        if isinstance(kind, WholeNumbers):
            problems += [document.problem(place, words) for words in _no_number(kind, word, place)]
            allowed = allowed or [kind[word]] if word in kind else allowed
        elif word not in known:
            problems.append(document.problem(place, unknown(f"value of {name}", word, known)))
        elif clauses.value(name, word) not in allowed:
            allowed.append(clauses.value(name, word))
        else:
            problems.append(document.problem(place, f'"{word}" is allowed already; name each value once'))
    if len(problems) > before:
        return None
    return Reading(name, allowed[0], tuple(allowed), " ".join(entry.question.split()), document.place(path)[0])


def _no_number(kind: WholeNumbers, word: str, place: Path) -> list[str]:
    """What is wrong with a number that is a reading's default; every other one is allowed without being named."""
    if place[-1] != "default":
        return ["any other number is allowed too; leave `also` out"]
    return [] if word in kind else [f"{quoted(word)} is not {kind}"]


def _unknown_reading(name: str, data: object) -> str:
    """What to say of a name that no clause has, above all where its dots were not quoted."""
    unquoted = [f"{name}.{key}" for key in data] if isinstance(data, dict) else []
    inner = next((each for each in unquoted if each in clauses.READINGS), None)
    return f'a reading\'s name is quoted: [readings."{inner}"]' if inner else unknown("reading", name, clauses.READINGS)
