"""Cancelling in a few words, for tests: the facts of a story that asks for it and settles it."""

from scenarios.replay import Replayed
from tests.stories import replayed

ASKED = "2024-08-21 cancellation-requested: {channel: email}"
COMPLETE = "documents-verified: {form: true, signed: true, identity: true, customer_number: true, device_receipt: true}"
GOOD = "device-returned: {condition: good, receipt: true}"
CONFIRMED = "cancellation-confirmed: {}"
BILL = "2024-08-05 billed: {period: 2024-08, amount: 275000}"
LATER = "2025-12-31 letter-sent: {}"


def told(*steps: str, readings: dict[str, str] | None = None, activated: str = "2024-05-20", **head: str) -> Replayed:
    """A story under the guide's book, up to the end of 2025."""
    return replayed(*steps, LATER, readings=readings, provider="iconnet", activated=activated, **head)
