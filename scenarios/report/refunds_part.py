"""The part of a replay about refunds, for people and for machines; empty where the terms have no clause about them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
from lifecycle.notation import Thing
from lifecycle.sentence import Sentence, coded, joined, said, word
from projections.answers import Refund
from projections.refunds import Asked, OrderLine, Overpaid, Refunds
from scenarios.report import payload, words
from scenarios.report.masking import Mask
from scenarios.report.page import Rows, heading, line

_STATUS = {
    "approved": "green",
    "pending_letter": "yellow",
    "incomplete": "yellow",
    "refused": "red",
    "rejected": "red",
    "not_refundable": "red",
}


def refunds_text(found: Refunds | None, mask: Mask) -> Iterator[RenderableType]:
    """Orders, overpayments, requests with their calendar, and what is held; nothing where none of it is there."""
    if found is None or not (found.orders or found.overpaid or found.asked):
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for order in found.orders:
        grid.add_row("order", calendar.text(order.placed), str(order.amount), line(order_words(order, mask)))
    for overpaid in found.overpaid:
        grid.add_row("overpaid", calendar.text(overpaid.at), str(overpaid.amount), line(overpaid_words(overpaid)))
    for asked in found.asked:
        gross = str(asked.refund.gross) if asked.refund.gross else ""
        grid.add_row("request", calendar.text(asked.at), gross, _asked(asked, mask))
    grid.add_row("held", "", "", line(held_words(found)))
    yield heading("Orders and refunds", "Pesanan dan pengembalian dana")
    yield ""
    yield Rows(grid)
    yield ""


def refunds_json(found: Refunds | None, mask: Mask) -> dict[str, Any] | None:
    """The same, and None where the terms have no clause about refunds."""
    if found is None:
        return None
    return {
        "orders": [
            {
                "order": mask.sentence(one.order),
                "item": one.item and mask.text(one.item),
                "placed": calendar.iso(one.placed),
                "amount": payload.amount(one.amount),
                "paid": payload.amount(one.paid),
                "outcome": one.outcome,
                "given_up": one.given_up,
            }
            for one in found.orders
        ],
        "overpayments": [
            {
                "at": calendar.iso(one.at),
                "amount": payload.amount(one.amount),
                "held": payload.amount(one.held),
                "sent": payload.amount(one.sent),
                "deposit": payload.amount(one.deposit),
            }
            for one in found.overpaid
        ],
        "requests": [
            {
                "at": calendar.iso(one.at),
                "order": one.order and mask.sentence(one.order),
                "overpaid": _iso(one.overpaid),
                **refund_json(one.refund, mask),
                "bank_fee": payload.amount(one.fee),
                "voucher_ready": _iso(one.voucher),
                "paid": one.paid,
            }
            for one in found.asked
        ],
        "credit": payload.amount(found.credit),
        "deposit": payload.amount(found.deposit),
    }


def refund_json(refund: Refund, mask: Mask) -> dict[str, Any]:
    """A refund as an answer; days are dates."""
    account = refund.to
    return {
        "status": refund.status,
        "gross": payload.amount(refund.gross),
        "net": payload.amount(refund.net),
        "to": None if account is None else {one.key: one.value for one in payload.entries(account, mask)},
        "transfer_on": words.day(refund.transfer_on),
        "arrives_by": words.day(refund.arrives_by),
    }


def order_words(order: OrderLine, mask: Mask) -> Sentence:
    """What was paid on an order and how it turned out."""
    paid = said("all paid") if order.paid == order.amount else said("{amount} paid", amount=order.paid)
    told = {
        "order": Thing(mask.sentence(order.order)),
        "item": said(" ({item})", item=Thing(mask.text(order.item))) if order.item else "",
        "paid": paid,
        "outcome": word(order.outcome),
    }
    if order.given_up:
        return said("{order}{item}: {paid}; {outcome}; no longer owed", **told)
    return said("{order}{item}: {paid}; {outcome}", **told)


def overpaid_words(overpaid: Overpaid) -> Sentence:
    """What became of an overpayment."""
    if overpaid.amount.unspecified:
        return said("if anything, as nobody knows how much was paid or was to pay")
    names = (said("held as credit"), said("given back"), said("deposit"))
    parts = zip((overpaid.held, overpaid.sent, overpaid.deposit), names, strict=True)
    found = [(part, name) for part, name in parts if part]
    if len(found) == 1:
        return found[0][1]
    return joined(", ", (said("{amount} {what}", amount=part, what=name) for part, name in found))


def held_words(found: Refunds) -> Sentence:
    """What is held for the customer."""
    return said("{credit} credit · kredit; {deposit} deposit", credit=found.credit, deposit=found.deposit)


def _asked(asked: Asked, mask: Mask) -> Text:
    status, *rest = asked_words(asked, mask)
    found = Text(status, style=_STATUS.get(asked.refund.status, ""))
    return found.append(" ").append(line("; ".join(rest), "default"))


def asked_words(asked: Asked, mask: Mask) -> tuple[Sentence, ...]:
    """What becomes of a request, and of which: first the status, then the rest piece by piece."""
    refund = asked.refund
    rest = [said("for {what}", what=_what(asked, mask))]
    if refund.status == "approved":
        rest.append(said("net {amount}", amount=words.noted(refund.net)))
        rest += [said("to {account}", account=words.account(refund.to, mask))] if refund.to else []
        if asked.voucher is not None:
            rest.append(said("voucher {ready}", ready=asked.voucher))
        days = {"sent": _day(refund.transfer_on), "arrives": _day(refund.arrives_by)}
        rest.append(said("transfer due {sent}, there by {arrives}", **days))
        rest += [said("given back")] if asked.paid else []
    return word(refund.status), *rest


def _day(day: date | str) -> date | Sentence:
    return coded(day) if isinstance(day, str) else day


def _what(asked: Asked, mask: Mask) -> Sentence:
    if asked.order is not None:
        return said("order {order}", order=Thing(mask.sentence(asked.order)))
    if asked.overpaid is None:
        return said("no overpayment")
    return said("the overpayment of {at}", at=asked.overpaid)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else calendar.iso(at)
