"""The verdict on a request: the first that holds of rejected, not refundable, incomplete, refused, pending."""

from lifecycle.clauses import overpayment
from lifecycle.clauses.refund import LetterWord, RefundTable, Source, evident_method
from lifecycle.events import Paid, RefundRequested
from lifecycle.refunds.request import Request, Verdict


def judge(request: Request, holder: str | None) -> Verdict:
    """What becomes of a request as things stand; ``holder`` is the client's registered name."""
    clause = request.terms.book.refund
    if clause is None or is_rejected(request.event, clause):
        return Verdict("rejected", 0, request.at, "refund.request")
    return _not_refundable(request) or _destination(request, clause, holder) or _granted(request)


def is_rejected(event: RefundRequested, clause: RefundTable) -> bool:
    """Whether a request does not come as it must, or does not say what it must."""
    return event.by not in clause.request.by or bool(missing(event, clause))


def missing(event: RefundRequested, clause: RefundTable) -> list[str]:
    """What a request must say and does not."""
    said = {
        "account": event.account is not None and event.account.number is not None,
        "payment_data": event.payment_data,
        "reason": event.reason is not None,
    }
    return [need for need in clause.request.needs if not said[need]]


def opens_any_destination(event: RefundRequested, clause: RefundTable) -> bool:
    """Whether what comes with a request opens a destination that no rule names."""
    return clause.any_destination is not None and not lacking(event, clause)


def lacking(event: RefundRequested, clause: RefundTable) -> list[LetterWord]:
    """What a request lacks of that which opens any destination."""
    opening = clause.any_destination
    return [need for need in opening.needs if not getattr(event, need)] if opening is not None else []


def source_of(payment: Paid) -> Source:
    """How a payment came, as far as the rules of destinations ask."""
    sender, slip = payment.sender, payment.slip
    return Source(
        method=payment.method,
        name=sender.name if sender else None,
        number=sender.number if sender else None,
        has_slip=slip is not None,
        depositor=slip.name if slip else None,
        attached=slip is not None and slip.attached,
    )


def _not_refundable(request: Request) -> Verdict | None:
    if (request.gross > 0 or request.unknown) and not request.empty and _may_be_refunded(request):
        return None
    if request.held is not None and request.held.converted:
        return Verdict("not_refundable", 0, request.at, "overpayment.deposit")
    return Verdict("not_refundable", 0, request.at, *grounds(request))


def grounds(request: Request) -> tuple[str, tuple[str, ...]]:
    """Where the book says whether what a request is for is given back, and the readings that decide."""
    if request.order is not None and request.terms.book.order is not None:
        path = request.terms.book.order.path(request.order.outcome)
        return path, ("order.processed_only",) if request.order.outcome == "processed_only" else ()
    return "overpayment", ("overpayment.at_threshold",)


def _may_be_refunded(request: Request) -> bool:
    if request.order is not None:
        return request.order.given_up or request.order.refundable_since is not None
    clause = request.overpaid.terms.book.overpayment if request.overpaid else None
    if clause is None or request.overpaid is None:
        return False
    return overpayment.is_refundable(request.overpaid.most, clause.threshold)


def _destination(request: Request, clause: RefundTable, holder: str | None) -> Verdict | None:
    """Whether the money may go where it is asked to; a slip that is missing comes before a wrong account.

    A request that brings some of what opens any destination is refused by that clause, for what it lacks.
    """
    if opens_any_destination(request.event, clause):
        return None
    sources = [source_of(payment) for payment in payments(request)]
    ruled = [(source, clause.rule(source)) for source in sources]
    for source, found in ruled:
        if found is not None and found[1].slip_attached and not source.attached:
            return Verdict("incomplete", 0, request.at, found[0])
    account, opening = request.event.account, clause.any_destination
    tries = opening is not None and len(lacking(request.event, clause)) < len(opening.needs)
    for source, found in ruled:
        if found is None and evident_method(source) is not None:
            return Verdict("refused", 0, request.at, "refund.any_destination")
        if found is not None and (account is None or not found[1].allows(source, holder, account.name, account.number)):
            return Verdict("refused", 0, request.at, "refund.any_destination" if tries else found[0])
    return None


def payments(request: Request) -> tuple[Paid, ...]:
    """The payments by which the money came that a request is for."""
    if request.held is not None:
        return request.held.sources
    return tuple(payment for payment, _ in request.order.paid) if request.order is not None else ()


def _granted(request: Request) -> Verdict:
    since = request.at
    if request.order is not None:
        refundable = request.order.refundable_since
        since = max(since, refundable if refundable is not None else since)
        return Verdict("approved", request.gross, since, *grounds(request))
    clause = request.overpaid.terms.book.overpayment if request.overpaid else None
    if clause is not None and request.overpaid is not None and clause.needs_letter(request.overpaid.amount):
        if not request.event.letter:
            return Verdict("pending_letter", 0, since, "overpayment.letter")
        return Verdict("approved", request.gross, since, "overpayment.letter")
    return Verdict("approved", request.gross, since, *grounds(request))
