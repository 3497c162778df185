"""The tiers of IndiHome's late fee told twice more: as an OpenFisca system, and as NumPy's arithmetic alone."""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, Period, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from lifecycle.clauses.late_fee import Tier
from lifecycle.rulebook import RuleBook
from projections.columns.batch import Int64
from tests.benchmarks.punctual import SINCE, TWENTIETH, Punctual

Subscription = build_entity("subscription", "subscriptions", "A subscription", is_person=True)


class bill(Variable):  # type: ignore[misc]  # noqa: N801  # OpenFisca carries no types, and names by classes
    """A month's bill, in sen."""

    value_type = int
    entity = Subscription
    definition_period = DateUnit.MONTH
    label = "The month's bill, in sen"


class paid_after(Variable):  # type: ignore[misc]  # noqa: N801  # OpenFisca carries no types, and names by classes
    """When it is paid: so many days after the month's first."""

    value_type = int
    entity = Subscription
    definition_period = DateUnit.MONTH
    label = "Days from the month's first to the payment"


class late_fee(Variable):  # type: ignore[misc]  # noqa: N801  # OpenFisca carries no types, and names by classes
    """The late fee of a month's bill, in sen: by the tier in which it is paid."""

    value_type = int
    entity = Subscription
    definition_period = DateUnit.MONTH
    label = "The late fee (denda keterlambatan)"
    reference = "Sanksi 2.a and 2.c"

    def formula(subscriptions: Any, month: Period, parameters: Any) -> Any:  # noqa: N805  # OpenFisca's form
        """Nothing by the 20th, then the first tier, from the next month on the second in its place."""
        amount, days = subscriptions("bill", month), subscriptions("paid_after", month)
        tiers = parameters(month).late_fee
        first = np.maximum(amount // 100 * tiers.late.rate, tiers.late.minimum)
        second = np.maximum(amount // 100 * tiers.next_month.rate, tiers.next_month.minimum)
        return np.where(days >= month.days, second, np.where(days >= TWENTIETH, first, 0))


def system(book: RuleBook) -> TaxBenefitSystem:
    """The tiers of an edition as an OpenFisca system."""
    day = str(book.in_force)
    tiers = {
        name: {
            "rate": {"values": {day: tier.rate // 100}, "description": "In hundredths of the bill"},
            "minimum": {"values": {day: tier.minimum}, "description": "In sen"},
        }
        for name, tier in zip(("late", "next_month"), _tiers(book), strict=True)
    }
    made = TaxBenefitSystem([Subscription])
    made.add_variables(bill, paid_after, late_fee)
    made.parameters = ParameterNode("", data={"late_fee": tiers})
    return made


def by_openfisca(made: TaxBenefitSystem, base: Punctual) -> Int64:
    """Each subscription's late fees in all, as OpenFisca adds them up."""
    size, months = base.amount.shape
    simulation = SimulationBuilder().build_default_simulation(made, count=size)
    for number in range(months):
        month = period(f"{(SINCE + number) // 12}-{(SINCE + number) % 12 + 1:02d}")
        simulation.set_input("bill", month, base.amount[:, number])
        simulation.set_input("paid_after", month, base.paid[:, number])
    whole = period(f"month:{SINCE // 12}-01:{months}")
    found: Int64 = simulation.calculate_add("late_fee", whole).astype(np.int64)
    return found


def by_numpy(book: RuleBook, base: Punctual) -> Int64:
    """The late fee of each bill, as NumPy alone reckons it."""
    late, after = _tiers(book)
    months = base.amount.shape[1]
    edges = np.array([f"{(SINCE + at) // 12}-{(SINCE + at) % 12 + 1:02d}" for at in range(months + 1)], "datetime64[M]")
    lengths = np.diff(edges.astype("datetime64[D]")).astype(np.int64)
    first = np.maximum(base.amount * late.rate // 10_000, late.minimum)
    second = np.maximum(base.amount * after.rate // 10_000, after.minimum)
    return np.where(base.paid >= lengths, second, np.where(base.paid >= TWENTIETH, first, 0))


def _tiers(book: RuleBook) -> tuple[Tier, ...]:
    assert book.late_fee is not None
    return book.late_fee.terms(book.rounding).tiers
