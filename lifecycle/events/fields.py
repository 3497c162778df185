"""What the fields of events share: who acts, and how exactly an instant is known."""

from typing import Literal

Actor = Literal["customer", "provider", "staff", "rules"]
"""Who did it; ``rules`` marks what the rule book made the provider do."""

Precision = Literal["instant", "day", "month", "unknown"]
"""How exactly the instant of a fact is known (G11)."""
