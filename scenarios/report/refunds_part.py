"""The part of a replay about refunds, for people and for machines; empty where the terms have no clause about them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
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
        grid.add_row("order", calendar.text(order.placed), str(order.amount), line(_order(order, mask)))
    for overpaid in found.overpaid:
        grid.add_row("overpaid", calendar.text(overpaid.at), str(overpaid.amount), line(_overpaid(overpaid)))
    for asked in found.asked:
        gross = str(asked.refund.gross) if asked.refund.gross else ""
        grid.add_row("request", calendar.text(asked.at), gross, _asked(asked, mask))
    grid.add_row("held", "", "", line(f"{found.credit} credit · kredit; {found.deposit} deposit"))
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


def _order(order: OrderLine, mask: Mask) -> str:
    item = f" ({mask.text(order.item)})" if order.item else ""
    paid = "all paid" if order.paid == order.amount else f"{order.paid} paid"
    owed = "; no longer owed" if order.given_up else ""
    return f"{mask.sentence(order.order)}{item}: {paid}; {order.outcome.replace('_', ' ')}{owed}"


def _overpaid(overpaid: Overpaid) -> str:
    if overpaid.amount.unspecified:
        return "if anything, as nobody knows how much was paid or was to pay"
    parts = ((overpaid.held, "held as credit"), (overpaid.sent, "given back"), (overpaid.deposit, "deposit"))
    found = [(part, what) for part, what in parts if part]
    whole = len(found) == 1
    return ", ".join(what if whole else f"{part} {what}" for part, what in found)


def _asked(asked: Asked, mask: Mask) -> Text:
    refund = asked.refund
    found = Text(refund.status.replace("_", " "), style=_STATUS.get(refund.status, ""))
    rest = [f"for {_what(asked, mask)}"]
    if refund.status == "approved":
        rest.append(f"net {words.noted(refund.net)}")
        rest += [f"to {words.account(refund.to, mask)}"] if refund.to else []
        if asked.voucher is not None:
            rest.append(f"voucher {calendar.text(asked.voucher)}")
        rest.append(f"transfer due {words.day(refund.transfer_on)}, there by {words.day(refund.arrives_by)}")
        rest += ["given back"] if asked.paid else []
    return found.append(" ").append(line("; ".join(rest), "default"))


def _what(asked: Asked, mask: Mask) -> str:
    if asked.order is not None:
        return f"order {mask.sentence(asked.order)}"
    if asked.overpaid is None:
        return "no overpayment"
    return f"the overpayment of {calendar.text(asked.overpaid)}"


def _iso(at: datetime | None) -> str | None:
    return None if at is None else calendar.iso(at)
