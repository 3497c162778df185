"""Values by what a key means by them: right ones, nearly right ones, and those that are none at all."""

from lifecycle import clauses
from tests.fuzz.trees import Items, Keys, Raw, Tree

AMOUNTS = (
    *("0", "1", "412500", "17336.70", "0.01", "Rp 345.000", "1.185.250", "17.336,70", "unspecified", "100000000000"),
    *("1.500", "-5", "-0", "12.345", "1e9", "1_000", "100000000001", "٥", "0x10", "1,5,0", "Rp", "NaN", "Rp -5", "1."),
)
SIGNED = ("-412500", "-0.01", "-100000000000", "412500", "500000 + unspecified", "unspecified", "never", "0 + 0")
INSTANTS = (
    *("2024-06-05", "2024-06-05T10:00", "2024-06-05 10:00", "2024-06-05T23:59:59.999999+14:00", "2024-06-05T10:00Z"),
    *(
        "2024-06",
        "2016-07",
        "2021-12-31",
        "2022-01-01",
        "2023-06-30T23:59:59",
        "2023-07-01",
        "2024-02-29",
        "2199-12-31",
    ),
    *("2199-12-31T23:59:59.999999-12:00", "1900-01-01T00:00+14:00", "1900-01-01", "2199-12", "1970-01-01"),
    *("2024-06-31", "2023-02-29", "2024-13", "24-06-05", "2024-06-05T24:00", "2024-06-05T10:00+24:00", "2024-6-5"),
    *("2024-06-05T10:00:60", "1899-12-31", "2200-01-01", "0000-00-00", "2024-W23-1", "٢٠٢٤-٠٦-٠٥", "never", "soon"),
    *("9999-12-31", "2024-06-05T", "2024-06-05T10:00+07:99", "2024-06-05T10:00 WIB"),
)
PERIODS = ("2024-06", "2023-12", "2024-01", "2016-07", "1900-01", "2199-12", "2024-00", "2024-13", "1899-12", "2024-6")
FLAGS = ("true", "false", "yes", "no", "True", "1", "")
COUNTS = ("0", "1", "6", "31", "32", "999999999", "1000000000", "-1", "1.0", "007", "١")
STATES = ("active", "warned", "isolated", "blocked", "cancellation_pending", "terminated", "not_active", "isolatd")
READINGS = {name: tuple(clauses.word(one) for one in values) for name, values in clauses.READINGS.items()}
NO_READINGS = ("dispute.policy", "late_fee", "late_fee.stackin", "", "é")

CHOSEN = {
    "provider": ("indihome", "contoh-net", "tangga-seluler", "indihme", "iconnet", "no such", "../indihome", "-"),
    "edition": ("2022-01-01", "2023-07-01", "2024-01-01", "undated", "2023-07-02", "1900-01-01", "2023-07-32"),
    "provider_acts": ("as_recorded", "by_the_rules", "as_record", ""),
    "by": ("customer", "provider", "staff", "rules", "email", "nobody"),
    "reason": ("wish", "arrears", "resale", "no_fault", "bounced", "", "baris\nbaru"),
    "for": ("service", "package", "rental", "admin", "tax", "stamp_duty", "adjustment", "taxes"),
    "precision": ("instant", "day", "month", "unknown", "year"),
    "outcome": ("upheld", "rejected", "withdrawn", "open"),
    "dispute": ("open", "upheld", "rejected", "withdrawn", "none", "not_applicable"),
    "method": ("internet_banking", "atm", "cash", "card", "channel", "cheque"),
    "number": ("122001", "00122001", "1", "no", "1/2", "../x", "é", "12\n3", "9" * 300, " ", "'; DROP TABLE x"),
    "state": STATES,
}

BY_KEY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("amount", "monthly_fee", "price", "charge", "fee", "paid", "credit", "payable", "late_fee"), AMOUNTS
    ),
    **dict.fromkeys(("principal", "late_fees_charged", "termination_fee", "penalty", "total_charged"), AMOUNTS),
    **dict.fromkeys(("adjusted", "balance"), SIGNED),
    **dict.fromkeys(("at", "known_at", "posted_at", "activated", "isolated_since", "terminable_from"), INSTANTS),
    **dict.fromkeys(("due", "to", "next_termination", "terminated_at", "transfer_on", "on_edition"), INSTANTS),
    **dict.fromkeys(("period", "for_period"), PERIODS),
    **dict.fromkeys(("refused", "inferred", "waive_late_fee", "receipt", "consent", "blacklisted"), FLAGS),
    **dict.fromkeys(("blacklist_eligible", "to_customer", "signed"), FLAGS),
    **dict.fromkeys(("day", "free_months", "charges", "events", "key"), COUNTS),
    **CHOSEN,
}
"""What may stand under a key, and what is near it."""

ODD: tuple[Tree, ...] = (
    *("", "null", "~", "true", "0", "-1", "9" * 400, "1.5", "x" * 3000, "dénda — ✓ 🙂", "\u202e", "a\tb", "two\nlines"),
    *map(
        Raw,
        ("&a x", "*a", "!!int 5", "!!python/object:os.system x", "!x y", "|-", "<<: *a", "? x", "@x", "%x", "'", '"'),
    ),
    *map(
        Raw,
        ('"\\x00"', '"\\ud800"', '"\\u2028"', "{a: 1, a: 2}", "{<<: {a: 1}}", "[[[[[[[[]]]]]]]]", "{? [a] : b}", "#"),
    ),
    Raw("[" * 40 + "]" * 40),
    Raw("{a: " * 40 + "}" * 40),
    Items(),
    Keys(),
    Items(["x", Items(["y"])]),
    Keys([("a", "b")]),
)
"""Values that no key means."""

KEYS = (
    *(
        "at",
        "billed",
        "paid",
        "expect",
        "amount",
        "period",
        "note",
        "source",
        "refused",
        "known_at",
        "precision",
        "under",
    ),
    *("inferred", "steps", "subscription", "bills", "day", "lines", "for", "givens", "readings", "edition", "scenario"),
    *(
        "on_edition",
        "name",
        "plan",
        "monthly_fee",
        "due",
        "to",
        "isolated",
        "reconnected",
        "terminated",
        "activated",
        "é",
    ),
    *("<<", "", "at ", "AT", "payabel", "isolatd", "findings", "calendar.holidays", "termination.fee", "device.charge"),
)
"""Keys of stories, near ones, and some that are none."""
