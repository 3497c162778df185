"""Where a story and what a store holds of it part ways, in words for the person who asked."""

import json

from lifecycle.events import Recorded
from lifecycle.problems import Problem
from lifecycle.store import Differs
from scenarios.format import Story
from scenarios.report import words
from scenarios.report.masking import Mask
from scenarios.report.replay_report import Sealed

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
        message += f"; {_unlike(differs.stored, differs.offered, mask)}"
    return story.problem(where, message)


def not_given(stored: Recorded | None, given: Recorded | None, story: Story, mask: Mask) -> Problem:
    """The first stored event that a kept story's facts do not give under the books and readings kept with it."""
    number = next(one.version for one in (stored, given) if one is not None)
    kept, come = (_told(one, mask) if one is not None else "nothing" for one in (stored, given))
    apart = f"; {_unlike(stored, given, mask)}" if stored and given and kept == come else ""
    message = (
        f"what is stored is not what the rule books in the store give of its facts, from event {number} on: stored is "
        f"{kept}, they give {come}{apart}; it was changed, or recorded in part or by other rules. `lifecycle verify` "
        "says whether it was changed; --rules has its facts judged by other books"
    )
    return story.problem(("subscription",), message)


def _told(recorded: Recorded, mask: Mask) -> str:
    return f"{words.when(recorded)} {words.said(recorded.event, mask)} by {recorded.actor}"


def _unlike(stored: Recorded, offered: Recorded, mask: Mask) -> str:
    """Where two events part ways that read the same in words."""
    before, after = _fields(stored, mask), _fields(offered, mask)
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    return "; ".join(f"{key}: stored {before.get(key)}, offered {after.get(key)}" for key in keys)


def _fields(recorded: Recorded, mask: Mask) -> dict[str, str]:
    """Every field of an event and of its envelope, written out."""
    from scenarios.report import as_json  # a difference is rare, and its fields are shown more rarely still

    envelope = as_json.event(Sealed(recorded, ""), mask)
    fields = envelope | envelope.pop("payload")
    return {key: json.dumps(value, ensure_ascii=False) for key, value in fields.items()}
