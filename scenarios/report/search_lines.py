"""What a search among readings and editions came to, in words."""

from collections.abc import Iterator, Sequence

from scenarios.choices import Choice
from scenarios.search import Search, Sought

SHOWN = 6
"""So many choices are named; of more it is said how many."""

GIVEN = "what is recorded is what the rules give"
NO_OTHER = "there is no other reading or edition to try"


def finding_lines(sought: Sought, search: Search) -> Iterator[str]:
    """On which readings a finding hangs, and under which what is recorded is right."""
    names = ", ".join(sought.readings)
    if names and sought.hangs_on == sought.comes_out:
        yield f"hangs on {names}; {came_out(sought, search, GIVEN)}"
        return
    if names:
        yield f"hangs on {names}: it goes, or its amount or instant moves, with {listed(sought.hangs_on)}"
    if sought.comes_out or names:
        yield came_out(sought, search, GIVEN)
    else:
        yield f"the same under {_others(search.tried)} tried" if search.tried else NO_OTHER


def came_out(sought: Sought, search: Search, what: str) -> str:
    """Under which choices the provider's number comes out exactly, or that it does under none."""
    if sought.comes_out:
        return f"{what} under {listed(sought.comes_out)}"
    return f"{what} under none{_of(search)}"


def tried(search: Search) -> str:
    """How much was tried."""
    cut = "; there are more, which were not tried" if search.cut else ""
    told = (
        "1 other choice tried" if search.tried == 1 else f"{search.tried} other choices tried, one by one and in pairs"
    )
    return f"{told}{cut}"


def _others(number: int) -> str:
    return "the one other choice" if number == 1 else f"each of the {number} other choices"


def _of(search: Search) -> str:
    return f" of the {search.tried} tried" if search.tried else f"; {NO_OTHER}"


def listed(choices: Sequence[Choice]) -> str:
    """The first few by name; values of one reading stand together."""
    values: dict[str, list[str]] = {}
    for one in choices:
        name, equals, value = str(one).partition("=") if one.single else (str(one), "", "")
        values.setdefault(f"{name}{equals}", []).append(value)
    told = [f"{name}{' or '.join(found)}" for name, found in values.items()]
    more = len(told) - SHOWN
    return "; ".join(told[:SHOWN]) + (f"; and {more} more" if more > 0 else "")
