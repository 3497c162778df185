"""What a search among readings and editions came to, in words."""

from collections.abc import Iterator, Sequence

from lifecycle.notation import Thing
from lifecycle.sentence import Sentence, joined, said
from scenarios.choices import Choice
from scenarios.search import Search, Sought

SHOWN = 6
"""So many choices are named; of more it is said how many."""

GIVEN = said("what is recorded is what the rules give")
EXACTLY = said("it comes out exactly")
NO_OTHER = said("there is no other reading or edition to try")


def finding_lines(sought: Sought, search: Search) -> Iterator[Sentence]:
    """On which readings a finding hangs, and under which what is recorded is right."""
    names = joined(", ", sought.readings)
    if names and sought.hangs_on == sought.comes_out:
        yield said("hangs on {names}; {out}", names=names, out=came_out(sought, search, GIVEN))
        return
    if names:
        moves = {"names": names, "choices": listed(sought.hangs_on)}
        yield said("hangs on {names}: it goes, or its amount or instant moves, with {choices}", **moves)
    if sought.comes_out or names:
        yield came_out(sought, search, GIVEN)
    elif search.tried:
        yield _the_same(search.tried)
    else:
        yield NO_OTHER


def came_out(sought: Sought, search: Search, what: Sentence) -> Sentence:
    """Under which choices the provider's number comes out exactly, or that it does under none."""
    if sought.comes_out:
        return said("{what} under {choices}", what=what, choices=listed(sought.comes_out))
    if search.tried:
        return said("{what} under none of the {number} tried", what=what, number=search.tried)
    return said("{what} under none; {why}", what=what, why=NO_OTHER)


def tried(search: Search) -> Sentence:
    """How much was tried."""
    if search.tried == 1:
        found = said("1 other choice tried")
    else:
        found = said("{number} other choices tried, one by one and in pairs", number=search.tried)
    return said("{tried}; there are more, which were not tried", tried=found) if search.cut else found


def _the_same(number: int) -> Sentence:
    if number == 1:
        return said("the same under the one other choice tried")
    return said("the same under each of the {number} other choices tried", number=number)


def listed(choices: Sequence[Choice]) -> Sentence:
    """The first few by name; values of one reading stand together."""
    values: dict[str, list[str]] = {}
    found: dict[str, Sentence] = {}
    for one in choices:
        if one.single:
            ((name, value),) = one.readings
            values.setdefault(name, []).append(value)
            others = joined(" or ", map(Thing, values[name]))
            found[name] = said("{name}={values}", name=Thing(name), values=others)
        else:
            found[str(one)] = one.sentence
    first, more = joined("; ", list(found.values())[:SHOWN]), len(found) - SHOWN
    return said("{choices}; and {more} more", choices=first, more=more) if more > 0 else first
