"""Stored bytes as they are, but for the numbers and names in them."""

import json
from typing import Any

from scenarios.report.masking import Mask


def shown(text: str, mask: Mask) -> str:
    """The JSON of a stored event; masked, each number and name in it is written as everywhere else."""
    if not mask.on:
        return text
    try:
        return json.dumps(_masked(json.loads(text), mask, ""), ensure_ascii=False, separators=(",", ":"))
    except (ValueError, RecursionError):
        return mask.text(text)


def _masked(value: Any, mask: Mask, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _masked(part, mask, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_masked(part, mask, key) for part in value]
    if not isinstance(value, str):
        return value
    if key == "number":
        return mask.number(value)
    return mask.name(value) if key == "name" else mask.text(value)
