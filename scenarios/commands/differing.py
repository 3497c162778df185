"""How a story and what a store holds of it differ, in words at the step that differs."""

import json

from lifecycle.events import Recorded
from lifecycle.problems import Problem
from lifecycle.store import Differs
from scenarios.format import Story
from scenarios.report import words
from scenarios.report.masking import Mask
from scenarios.report.replay_report import Sealed

# Its fields are written out only where the events read the same in words.
# ruff: noqa: PLC0415


def too_short(stored: Recorded, story: Story, mask: Mask) -> Problem:
    """The first stored event that the story does not have, at the story's last step."""
    message = (
        f"the store holds event {stored.version} of {mask.subscription(stored.subscription)}, {_told(stored, mask)}, "
        "which this story does not have; it was stored from a longer story, or up to a later --as-of"
    )
    steps = (*(fact.index for fact in story.facts), *(expect.step - 1 for expect in story.expects))
    last = max(steps, default=0)
    return story.problem(("steps", last), message)


def difference(differs: Differs, story: Story, mask: Mask) -> Problem:
    """The first event that differs from the stored one, at the step that wrote it."""
    step = differs.offered.step
    where: tuple[str | int, ...] = ("subscription",) if step is None else ("steps", story.facts[step - 1].index)
    stored, offered = _told(differs.stored, mask), _told(differs.offered, mask)
    message = (
        f"the store holds another event {differs.version} of {mask.subscription(differs.offered.subscription)}: "
        f"stored is {stored}, offered {offered}"
    )
    if stored == offered:
        message += f"; {_unlike(differs, mask)}"
    return story.problem(where, message)


def _told(recorded: Recorded, mask: Mask) -> str:
    return f"{words.when(recorded)} {words.said(recorded.event, mask)} by {recorded.actor}"


def _unlike(differs: Differs, mask: Mask) -> str:
    """Where two events part ways that read the same in words."""
    stored, offered = (_fields(one, mask) for one in (differs.stored, differs.offered))
    keys = [key for key in dict.fromkeys((*stored, *offered)) if stored.get(key) != offered.get(key)]
    return "; ".join(f"{key}: stored {stored.get(key)}, offered {offered.get(key)}" for key in keys)


def _fields(recorded: Recorded, mask: Mask) -> dict[str, str]:
    """Every field of an event and of its envelope, written out."""
    from scenarios.report import as_json

    envelope = as_json.event(Sealed(recorded, ""), mask)
    fields = envelope | envelope.pop("payload")
    return {key: json.dumps(value, ensure_ascii=False) for key, value in fields.items()}
