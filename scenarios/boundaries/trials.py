"""Stories of a trial and the months after it: left in the last second before each charge, and in its first."""

from collections.abc import Iterator

from lifecycle import civil
from lifecycle.clauses.trial import instant_add, trial_ends
from lifecycle.rulebook import RuleBook
from scenarios.boundaries.bills import base_month
from scenarios.boundaries.plot import DAY, Happening, Plot, around

WISH = "cancellation-requested: {}"


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story of a trial, bought on the 10th and on the 31st of a month, at an odd second."""
    if book.trial is None:
        return
    for name, month, day in (("10th", base_month(book), 10), ("31st", base_month(book) - 2, 31)):
        bought = civil.day_in_month(month, day) * DAY + 9 * 3600 + 7
        ends = trial_ends(bought, book.trial.hours)
        anchors = sorted({instant_add(start, number) for start in (bought, ends) for number in (1, 2, 3)})
        edges = (ends, *(at for at in anchors if at > ends))
        yield Plot(
            f"stayed-from-the-{name}", f"Stayed since the {name}", "trial", (), (bought, *around(*edges)), bought
        )
        for number, edge in enumerate(edges[:4]):
            for at, words in ((edge - 1, "a-second-before"), (edge, "at")):
                asks = tuple(sorted({at, *around(*edges[number : number + 4]), edges[-1]}))
                title = f"Cancelled {words.replace('-', ' ')} charge {number + 1}, bought on the {name}"
                plot = f"cancelled-{words}-charge-{number + 1}-from-the-{name}"
                yield Plot(plot, title, "trial", (Happening(at, WISH),), tuple(a for a in asks if a >= at), bought)
        yield Plot(
            f"cancelled-at-once-from-the-{name}",
            f"Cancelled in the second of buying, on the {name}",
            "trial",
            (Happening(bought, WISH),),
            (bought, *around(*edges)),
            bought,
        )
