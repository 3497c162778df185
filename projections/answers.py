"""What a projection may answer."""

from datetime import datetime
from typing import Literal

from lifecycle.money import Amount

NotApplicable = Literal["not_applicable"]
NOT_APPLICABLE: NotApplicable = "not_applicable"
"""The provider has no clause for the question (G12)."""

Answer = Amount | int | bool | str | datetime
"""An amount, a count, yes or no, a word (``never``, ``not_applicable``), or a WIB instant."""

NEVER = "never"
