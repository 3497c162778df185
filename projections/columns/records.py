"""The records that the stepping works on: a subscription, its bills, and an edition of the terms, in whole numbers."""

from typing import Any, NamedTuple

import numpy as np

Records = Any
"""An array of records whose fields are attributes, compiled or not; its types are its dtype's."""

LIMIT = 1 << 61
"""What is reckoned stays below it, so that 64 bits hold the double of it."""

_WHEN = [("of", "i8"), ("after", "i8"), ("day", "i8")]

TIER = np.dtype(
    [
        ("opens", _WHEN),
        ("closes", _WHEN),
        ("open_ended", "?"),
        ("rate", "i8"),
        ("minimum", "i8"),
        ("maximum", "i8"),
        ("flat", "i8"),
        ("growth", "i8"),
    ]
)
"""`lifecycle.clauses.late_fee.Tier`, field by field."""

RUNG = np.dtype([("becomes", "i8"), ("at", _WHEN), ("vests", _WHEN), ("right", "?"), ("fee", "i8"), ("exercised", "?")])
"""`lifecycle.clauses.arrears_ladder.Rung`, and whether the provider acts on the first of its kind."""

EDITION = np.dtype(
    [
        ("index", "i8"),
        ("since", "i8"),
        ("tiers", "i8"),
        ("tiers_end", "i8"),
        ("steps", "i8"),
        ("steps_end", "i8"),
        ("ending", "i8"),  # the rung that ends it, or -1
        ("step", "i8"),  # of rounding
        ("mode", "i8"),
        ("has_due", "?"),
        ("due", _WHEN),
        ("follows_oldest", "?"),
        ("by_activation", "?"),  # whether any instant is counted from the activation
        ("rises", "?"),  # whether each step of the ladder is above the one before it, and none lowers the service
        ("has_term", "?"),
        ("term_about", "i8"),  # bits of `Ending`: those that the minimum term is about
        ("term_given", "?"),
        ("term_months", "i8"),
        ("term_flat", "i8"),
        ("term_monthly", "i8"),
        ("resale_ends", "?"),
        ("eligible", "i8", (3,)),  # by scope, bits of `Ending`
        ("has_blacklist", "?"),
        ("has_cancellation", "?"),
        ("needs_papers", "?"),
        ("needs_device", "?"),
        ("complete", "i8", (2,)),  # a bit for each set of `Paper`, 32 in each
        ("has_device", "?"),
        ("faulty", "i8"),  # a bit for each set of `Return`
        ("device_given", "?"),
        ("device_price", "i8"),
        ("fee_base", "i8"),
        ("stacking", "i8"),
        ("after_last_tier", "i8"),
        ("partial", "i8"),
        ("tax", "i8"),
        ("fees_after", "i8"),
        ("dated_by", "i8"),
        ("timezone", "i8"),
        ("fee_first", "?"),
        ("as_targeted", "?"),
        ("lifted_when", "i8"),
        ("billing_suspended", "?"),
        ("two_bills", "?"),
        ("curable", "?"),
        ("discretion", "i8"),
        ("tenure_to", "i8"),
        ("scope", "i8"),
        ("automatic", "?"),
        ("months_remaining", "i8"),
        ("month_end", "i8"),
        ("cancelled_on", "i8"),
        ("until_requested", "?"),
        ("highest_rate", "i8"),
        ("highest_sum", "i8"),
    ]
)
"""An edition under its readings; where its tiers and its rungs stand among all of them."""

_CLOCK = [
    ("month", "i8"),
    ("issued", "i8"),
    ("due_day", "i8"),
    ("moved_to", "i8"),
    ("waived", "i8"),
    ("oldest_day", "i8"),
    ("activated", "i8"),
]

BILL = np.dtype(
    [
        ("month", "i8"),
        ("amount", "i8"),
        ("unknown", "?"),
        ("after_end", "?"),
        ("edition", "i8"),
        ("open", "i8"),
        ("settled", "?"),
        ("open_since", "i8"),
        ("share", "i8"),
        ("whole", "i8"),
        ("clock", _CLOCK),
        ("overdue_at", "i8"),
        ("vests_at", "i8"),
        ("ends_at", "i8"),
        ("right_vests", "i8"),
        ("right_ends", "i8"),
        ("vested", "?"),
        ("lapsed", "?"),
        ("fixed", "i8"),
        ("rung_fees", "i8"),
        ("downgraded", "?"),
        ("fee_paid", "i8"),
        ("first_opens", "i8"),
        ("quoted", "i8"),
        ("quoted_from", "i8"),
        ("quoted_until", "i8"),
        ("pooled", "?"),
        ("part", "i8"),
        ("first_change", "i8"),
        ("changes", "i8"),
        ("room", "i8"),
    ]
)
"""`lifecycle.bill.Bill`; ``part`` is its part of a pooled fee, and its changes stand in the room's columns."""

DATES = np.dtype(
    [
        ("clock", _CLOCK),
        ("edition", "i8"),
        ("due_day", "i8"),
        ("overdue_at", "i8"),
        ("first_opens", "i8"),
        ("vests_at", "i8"),
        ("ends_at", "i8"),
        ("soonest", "i8"),  # of them all, and of the ladder's steps
    ]
)
"""What follows from a bill's clock under an edition; its tiers and steps stand in the room, in the same slot."""

SLOTS = 1024
"""So many bills' instants are known at a time: a power of two."""

LINE = np.dtype(
    [
        (name, "i8")
        for name in (
            "tiers_width",
            "steps_width",
            "activated",
            "bills_day",
            "given_fee",
            "given_device",
            "now",
            "quiet",
            "next_vests",
            "slowed",
            "state",
            "rung",
            "rung_since",
            "limited_since",
            "resale_proven",
            "ended",
            "ended_as",
            "blacklisted",
            "next_month",
            "bills",
            "alone",  # bills that are none of `bills`, since each was paid before anything else happened
            "due",
            "changes",
            "fees",
            "standing",
            "first_to_end",
            "credit",
            "credit_unknown",
            "unpaid",
            "unknown_bills",
            "billed",
            "paid",
            "fees_paid",
            "charged",
            "charged_unknown",
            "charge_paid",
            "by_provider",
            "requested",
            "request_edition",
            "papers",
            "complete_since",
            "device_back",
            "device_charge",
            "confirmed",
            "penalty_paid",
            "device_paid",
            "refused",
            "isolations",
            "first_isolated",
            "beyond",
        )
    ]
)
"""A subscription as far as it has come: `lifecycle.subscription.Subscription` and the sums of its account.

Before ``quiet`` the rules do nothing, before ``next_vests`` no right vests; either may come later than that.
"""


DUE, STANDING, TIMES, UNPAID, WHOLE, OPENS, CLOSES, RUNGS, FEE_TIMES, FEES, ORDER, COUNTED, ONE, OTHER = range(14)
"""The columns of a room, by their rows.

The open bills, the oldest first, and those over which a right to end stands; the changes of bills, the instants of
their tiers and of their steps; the monthly fees; the payments by the second that counts; two for a moment's use.
"""


class Book(NamedTuple):
    """All editions that judge, in their order, with their tiers and rungs; ``highest_step`` of any of them."""

    editions: Records
    tiers: Records
    rungs: Records
    highest_step: int


class Room(NamedTuple):
    """What the stepping of one subscription needs; the next one uses it again.

    The slots of ``dates``, and of when their tiers open and close and steps fall due, serve all subscriptions.
    """

    line: Records
    bills: Records
    columns: Records
    dates: Records
    opens: Records
    closes: Records
    steps: Records
