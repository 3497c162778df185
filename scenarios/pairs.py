"""Pairs of a name and a value, as options set them: ``--reading NAME=VALUE``, ``--set PATH=VALUE``."""

from collections.abc import Sequence

from lifecycle.problems import Problem, Problems


def pairs(option: str, texts: Sequence[str], form: str) -> dict[str, str]:
    """What an option sets, in the order given; ``form`` says how one is written, with an example.

    Raises Problems, all of them, for texts that are no such pair, and for a name that is given two values.
    """
    found: dict[str, str] = {}
    problems = []
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        where = f"{option} {text}"
        if not (name and equals and value):
            problems.append(Problem(where, 0, 0, form))
        elif found.setdefault(name, value) != value:
            problems.append(Problem(where, 0, 0, f"{name} is {found[name]} already; give it one value"))
    if problems:
        raise Problems(problems)
    return found
