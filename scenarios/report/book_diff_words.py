"""The words that every form of a difference between two rule books shares."""

from scenarios.differing.book_diff import BookDiff
from scenarios.differing.clause_diff import ClauseDiff, ReadingDiff, Words

AROUND = 8
"""So many words that are the same are shown beside those that differ."""


def summary(found: BookDiff) -> str:
    """How many clauses there are, and how many differ in what."""
    if not found.differs:
        return "both books say the same"
    both = [one for one in found.clauses if one.before and one.after]
    told = [(sum(one.rules for one in both), "in rules")]
    told += [(sum(one.differs and not one.rules for one in both), "in words or place only")]
    told += [(sum(not one.differs for one in both), "the same")]
    told += [(sum(one.after is None for one in found.clauses), "only in the first")]
    told += [(sum(one.before is None for one in found.clauses), "only in the second")]
    return f"{len(found.clauses)} clauses: {', '.join(f'{number} {word}' for number, word in told if number)}"


def others(found: BookDiff) -> str:
    """That the books are of two providers, where they are."""
    first, second = found.before.provider, found.after.provider
    return "" if first == second else f"two providers: {first} and {second}"


def title(one: ClauseDiff) -> str:
    """A clause by its heading: by both, where it has another one in the second book."""
    told = [clause.heading or "(without a heading)" for clause in (one.before, one.after) if clause is not None]
    where = " (only in the second)" if one.before is None else " (only in the first)" if one.after is None else ""
    return f"{' → '.join(dict.fromkeys(told))}{where}"


def reading(one: ReadingDiff) -> list[str]:
    """What becomes of a reading, but for its question."""
    first, second = one.default
    gone, new = one.values
    if first is None or second is None:
        return [f"is {'new' if first is None else 'gone'}: {', '.join(new or gone)}, the first by default"]
    told = [f"its default is {second} instead of {first}"] if first != second else []
    told += [f"allows {', '.join(new)}, too"] if new else []
    told += [f"no longer allows {', '.join(gone)}"] if gone else []
    return [*told, "stands under another clause"] if one.moved else told


def marked(found: Words, gone: tuple[str, str], new: tuple[str, str]) -> str:
    """A text with what went and what came between marks, the middle of what is the same left out."""
    told = []
    for number, (op, text) in enumerate(found):
        if op == "same":
            told.append(_short(text, first=number == 0, last=number == len(found) - 1))
        else:
            before, after = gone if op == "gone" else new
            told.append(f"{before}{text}{after}")
    return " ".join(told)


def _short(text: str, *, first: bool, last: bool) -> str:
    """The words next to what differs."""
    words = text.split(" ")
    head, tail = ([] if first else words[:AROUND]), ([] if last else words[-AROUND:])
    return text if len(words) <= len(head) + len(tail) + 1 else " ".join([*head, "…", *tail])
