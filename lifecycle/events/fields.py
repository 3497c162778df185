"""What the fields of events share: who acts, and the names that files write."""

from typing import Any, Literal

from attrs import field

Actor = Literal["customer", "provider", "staff", "rules"]
"""Who did it; ``rules`` marks what the rule book made the provider do."""

Precision = Literal["instant", "day", "month", "unknown"]
"""How exactly the instant of a fact is known (G11)."""

KEY = "key"
"""Metadata: the word a file writes for a field whose own name Python reserves or that has a dot."""


def named(key: str, **options: Any) -> Any:
    """An attrs field that files write as ``key``."""
    return field(metadata={KEY: key}, **options)
