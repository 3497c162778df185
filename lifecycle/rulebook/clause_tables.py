"""The clauses of a book as their typed terms, and every mistake in writing them at its own place."""

from collections.abc import Iterator
from typing import Any, TypeVar

from attrs import frozen
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from lifecycle import clauses
from lifecycle.clauses.arrears_ladder import ArrearsTable
from lifecycle.clauses.blacklist import BlacklistTable
from lifecycle.clauses.cancellation import CancellationTable
from lifecycle.clauses.device import DeviceTable
from lifecycle.clauses.dispute import DisputeTable
from lifecycle.clauses.documents import DocumentsTable
from lifecycle.clauses.escalation import EscalationTable
from lifecycle.clauses.late_fee import LateFeeTable
from lifecycle.clauses.minimum_term import MinimumTermTable
from lifecycle.clauses.no_refund import NoRefundTable
from lifecycle.clauses.order import OrderTable
from lifecycle.clauses.overpayment import OverpaymentTable
from lifecycle.clauses.package import PackageTable
from lifecycle.clauses.pricing import BillingTable
from lifecycle.clauses.refund import RefundTable
from lifecycle.clauses.resale import ResaleTable
from lifecycle.clauses.routing import RoutingTable
from lifecycle.clauses.trial import TrialTable
from lifecycle.problems import Problem, nearest, unknown
from lifecycle.rulebook import header, values
from lifecycle.rulebook.document import Document
from lifecycle.rulebook.header import Header
from lifecycle.rulebook.positions import Path, dotted

T = TypeVar("T")

_CONVERTER = values.converter()


@frozen
class ClauseTables:
    """The clauses of one book, each None where the book has none of its kind."""

    billing: BillingTable | None = None
    late_fee: LateFeeTable | None = None
    arrears: ArrearsTable | None = None
    minimum_term: MinimumTermTable | None = None
    blacklist: BlacklistTable | None = None
    resale: ResaleTable | None = None
    cancellation: CancellationTable | None = None
    documents: DocumentsTable | None = None
    device: DeviceTable | None = None
    no_refund: NoRefundTable | None = None
    escalation: EscalationTable | None = None
    trial: TrialTable | None = None
    routing: RoutingTable | None = None
    package: PackageTable | None = None
    dispute: DisputeTable | None = None
    order: OrderTable | None = None
    overpayment: OverpaymentTable | None = None
    refund: RefundTable | None = None

    def table(self, name: str) -> object | None:
        """The clause of a table's name."""
        table: object | None = getattr(self, name)
        return table


def structured(document: Document, path: Path, data: object, kind: type[T], problems: list[Problem]) -> T | None:
    """Data of a book as a typed value, or None; what is wrong with it is added to the problems."""
    try:
        return _CONVERTER.structure(data, kind)
    except (BaseValidationError, ValueError) as error:
        problems += [document.problem(at, words) for at, words in _mistakes(error, path)]
        return None


def heading(document: Document, problems: list[Problem]) -> Header | None:
    """The header of a book: its keys before the first table."""
    tables = {*clauses.TABLES, "readings"}
    data = {
        key: value
        for key, value in document.data.items()
        if key in header.KEYS or not (key in tables or isinstance(value, dict | list))
    }
    if not data:
        words = "no header: the block under the title says provider, in_force (or undated = true), authority and source"
        problems.append(document.problem((), words))
        return None
    return structured(document, (), data, Header, problems)


def clause_tables(document: Document, problems: list[Problem]) -> ClauseTables:
    """All clauses of a book; a table of no kind of clause is a problem."""
    tables: dict[str, Any] = {}
    for name, value in document.data.items():
        if name in clauses.TABLES:
            tables[name] = structured(document, (name,), value, clauses.TABLES[name], problems)
        elif name not in header.KEYS and name != "readings" and isinstance(value, dict | list):
            problems.append(document.problem((name,), _unknown(document, name)))
    return ClauseTables(**tables)


def _unknown(document: Document, name: str) -> str:
    """What to say of a table that nobody knows, or of a key of the header that is written as one."""
    tables, words = [*clauses.TABLES, "readings"], list(values.keys(Header).values())
    spot = document.spots[name,]
    if spot.start == spot.key:
        return unknown("table", name, [*tables, "rounding"], most=len(tables) + 1)
    return unknown("key", name, words if nearest(name, words) or not nearest(name, tables) else tables)


def _mistakes(error: Exception, path: Path) -> Iterator[tuple[Path, str]]:
    """Every mistake inside an error of cattrs, with its path in the book and words for it."""
    if isinstance(error, ClassValidationError):
        keys = values.keys(error.cl)
        noted, others = error.group_exceptions()
        for inner, attribute in noted:
            yield from _mistakes(inner, (*path, keys[attribute.name]))
        for inner in others:
            yield from _mistakes(inner, path)
    elif isinstance(error, IterableValidationError):
        for inner, element in error.group_exceptions()[0]:
            yield from _mistakes(inner, (*path, element.index))
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield (*path, key), unknown("key", key, values.keys(error.cl).values())
    elif isinstance(error, KeyError):
        where = f"[{dotted(path[:-1])}]" if len(path) > 1 else "the header"
        yield path, f'{where} lacks "{path[-1]}"'
    elif type(error) is ValueError:
        yield path, str(error)
    else:
        raise error
