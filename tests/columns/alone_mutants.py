"""Mutations of what tells at once the bills that a payment settles."""

from tests.columns.mutant import Mutant


def _mutant(words: str, before: str, after: str = "") -> Mutant:
    return Mutant(words, "alone", before, after)


ALONE = (
    _mutant("a payment settles the bill that comes after it", "issued < at < others", "at < others"),
    _mutant("whatever happens before a bill is paid comes after that", "issued < at < others", "issued < at"),
    _mutant("a bill of unknown amount is told at once", "amount <= 0 or "),
    _mutant("a payment of unknown amount is told at once", " or left < 0"),
    _mutant("a payment settles whatever bill it comes after", "meant = named", "meant = True or named"),
    _mutant("what cancelling costs is not paid out of what is left over", " or line.requested < NEVER"),
    _mutant("a bill is taken in before the activation", " or (line.activated < NEVER and issued < line.activated)"),
    _mutant("what comes of the next bill is not asked", "return at < room.dates[slot].soonest", "return True"),
    _mutant("nor is what comes of the one after it", "or (b + 1 < last and batch.bills.issued[b + 1] <= at)"),
    _mutant("the next bill may be the older one", "month < before or "),
    _mutant("no clock runs from the oldest bill", " or (overtaken and edition.follows_oldest)"),
    _mutant("nothing can come of a bill at its very issue", "issued >= soonest or "),
    _mutant("credit pays nothing of a bill", "unpaid = amount - min(line.credit, amount)", "unpaid = amount"),
    _mutant(
        "a bill that credit has paid is late all the same",
        "if unpaid > 0 and at >= soonest:\n        late",
        "if at >= soonest:\n        late",
    ),
    _mutant(
        "a bill that credit has paid brings isolation all the same",
        "if unpaid > 0 and at >= soonest:\n        _climb",
        "if at >= soonest:\n        _climb",
    ),
    _mutant(
        "a bill paid in the very second in which something comes of it is paid in time",
        "if unpaid > 0 and at >= soonest:\n        late",
        "if unpaid > 0 and at > soonest:\n        late",
    ),
    _mutant(
        "a bill paid in the very second in which something comes of it isolates nothing",
        "if unpaid > 0 and at >= soonest:\n        _climb",
        "if unpaid > 0 and at > soonest:\n        _climb",
    ),
    _mutant("what more comes of a bill is no matter", "late == UNKNOWN or "),
    _mutant("a late fee need not be paid", "rest < 0 or "),
    _mutant("what is left over is credit for the bill issued since", " or (overtaken and rest > 0)"),
    _mutant("each step of the ladder is taken in its turn", "edition.rises and "),
    _mutant("fees are never pooled", " and edition_at(book, room, at).fee_base == Base.EACH_BILL"),
    _mutant("fees are pooled by what held at the issue", "edition_at(book, room, at).fee_base", "edition.fee_base"),
    _mutant("a right to end stops nothing", "min(dates.vests_at, dates.ends_at)", "dates.ends_at"),
    _mutant("an end before its right stops nothing", "min(dates.vests_at, dates.ends_at)", "dates.vests_at"),
    _mutant("a higher step never comes before a lower one", "if due < before:", "if due < 0:"),
    _mutant(
        "a step that is not taken costs its fee",
        "if rung.exercised and due <= at:\n            rungs",
        "if due <= at:\n            rungs",
    ),
    _mutant(
        "steps to come cost their fees",
        "if rung.exercised and due <= at:\n            rungs",
        "if rung.exercised:\n            rungs",
    ),
    _mutant("steps cost nothing", "rungs += rung.fee", "rungs += 0"),
    _mutant("one bill's payment brings the line back", "if overtaken and edition_at", "if False and edition_at"),
    _mutant("a fee is on what is open", "amount if edition.partial == PartialPayment.FULL_BILL else unpaid", "unpaid"),
    _mutant("what credit pays was never open", "unpaid if fee_owed.by_payment(edition.partial) else amount", "unpaid"),
    _mutant(
        "each payment is on the whole bill", "unpaid if fee_owed.by_payment(edition.partial) else amount", "amount"
    ),
    _mutant("a late fee is not charged", "line.fees_paid += late", "pass"),
    _mutant("what is left over is lost", "line.credit = rest", "line.credit = 0"),
    _mutant("a step that is not taken isolates", "if rung.exercised and due <= at and", "if due <= at and"),
    _mutant("steps to come isolate", "rung.exercised and due <= at and rung", "rung.exercised and rung"),
    _mutant("a warning isolates", " and rung.becomes != Becomes.WARNED"),
    _mutant("nothing isolates", "line.isolations += 1", "pass"),
    _mutant("isolation is never the first", "line.first_isolated = min(line.first_isolated, due)", "pass"),
    _mutant("fees are reckoned in more than 64 bits", " or not fits(edition, amount, share, whole, tax)"),
    Mutant("what is open is forgotten over the next bill", "stepping", " and line.due == 0 and line", " and line"),
    Mutant("a bill issued after the end is late, too", "stepping", " and line.ended == NEVER and", " and"),
    Mutant(
        "what the rules will do is forgotten over the next bill",
        "stepping",
        "line.quiet == NEVER and line.due",
        "line.due",
    ),
)
