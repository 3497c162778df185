"""What a projection may answer."""

from datetime import datetime
from typing import Literal

from lifecycle.clauses.routing import Route
from lifecycle.money import Amount

NotApplicable = Literal["not_applicable"]
NOT_APPLICABLE: NotApplicable = "not_applicable"
"""The provider has no clause for the question (G12)."""

Answer = Amount | int | bool | str | datetime | Route
"""An amount, a count, yes or no, a word (``never``, ``not_applicable``), a WIB instant, or a call's route."""

NEVER = "never"
