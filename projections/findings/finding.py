"""A finding (*temuan*): where what the provider recorded and what its rules give part ways."""

from collections.abc import Iterable
from functools import reduce
from typing import Literal

from attrs import frozen

from lifecycle.events import Because, Recorded
from lifecycle.money import Amount
from lifecycle.sentence import Sentence

FindingCode = Literal[
    "UNCOVERED_CHARGE",
    "SILENT_CONVERSION",
    "UNAUTHORISED_ACTIVATION",
    "BLOCKED_WHILE_DISPUTED",
    "ISOLATED_TOO_EARLY",
    "ISOLATED_WITHOUT_GROUND",
    "NOT_RECONNECTED",
    "TERMINATED_TOO_EARLY",
    "TERMINATED_WITHOUT_GROUND",
    "BILLED_AFTER_TERMINATION",
    "DOUBLE_CHARGE",
    "OVERCHARGED",
    "UNDERCHARGED",
    "REFUND_EXCEEDS_PAYMENT",
    "REFUND_TOO_LATE",
    "REFUND_TO_WRONG_ACCOUNT",
    "EXCEEDS_PUBLISHED_WAIT",
    "MISROUTED_CONTACT",
    "BLACKLISTED_WITHOUT_GROUND",
]
"""Every kind of finding, by the word that stories expect it with."""


@frozen
class Finding:
    """One finding, from the WIB second at which something shows it.

    ``act`` says what was recorded, or was not, ``entitled`` what the rules give, ``amount`` is the
    rupiah between the two, None where the finding is about none, and ``working`` how they come
    about, a step a line. ``event`` is the recorded act; of an act that is missing it is the one
    by which that fell due, if there is one. ``step`` is the number of the story's fact that shows the
    finding, None where time alone does. ``charge`` is the recorded act that asks for the amount, a bill or
    what is charged for a device, and ``line`` the number of the bill's line, from 0, where it is about one.
    """

    code: FindingCode
    at: int
    step: int | None
    act: Sentence
    entitled: Sentence
    amount: Amount | None
    because: Because
    event: Recorded | None
    working: tuple[Sentence, ...] = ()
    charge: Recorded | None = None
    line: int | None = None


@frozen
class Found:
    """The codes found, each once, in the order in which they first showed, with the rupiah of all findings of it."""

    codes: tuple[tuple[FindingCode, Amount | None], ...] = ()

    def plus(self, finding: Finding) -> "Found":
        """With one more; those of one code add up."""
        summed = dict(self.codes)
        before = summed.setdefault(finding.code, None)
        if finding.amount is not None:
            summed[finding.code] = finding.amount if before is None else before + finding.amount
        return Found(tuple(summed.items()))


def by_code(found: Iterable[Finding], so_far: Found = Found()) -> Found:
    """Findings by code, on top of what was found so far."""
    return reduce(Found.plus, found, so_far)
