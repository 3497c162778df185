"""The names that files write, where Python's own cannot serve."""

from typing import Any

from attrs import field

KEY = "key"
"""Metadata: the word a file writes for a field whose own name Python reserves or that has a dot."""


def named(key: str, **options: Any) -> Any:
    """An attrs field that files write as ``key``."""
    return field(metadata={KEY: key}, **options)
