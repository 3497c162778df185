"""Changes after which most stories can still be replayed: other amounts, times, events, heads and expectations."""

from copy import deepcopy
from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.fuzz.good import STEPS
from tests.fuzz.spots import Change, assign, chosen_readings, drawn, key_of, moved, steps_of
from tests.fuzz.trees import Items, Keys, named, put, slots, tree
from tests.fuzz.words import AMOUNTS, BY_KEY, FLAGS

STEP_TREES = tuple(map(tree, STEPS))
TIMES = ("T00:00", "T23:59:59", "T10:00:00.5", "T00:00+09:00", "T10:00-05:00")


def _at(step: Keys) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(named(step, "at")))
    except ValueError:
        return None
    return at.replace(tzinfo=None)


def amount(draw: st.DrawFn, root: Keys) -> None:
    """Another good amount."""
    slot = drawn(draw, root, lambda slot: BY_KEY.get(key_of(slot)) is AMOUNTS)
    if slot:
        sen = draw(st.one_of(st.integers(0, 10**8), st.sampled_from([1, 99, 5_000_00, 10**13, 10**13 - 1])))
        put(slot, f"{sen // 100}.{sen % 100:02d}")


def retimed(draw: st.DrawFn, root: Keys) -> None:
    """Everything from a step on some days later, or the step alone at another time of its day."""
    steps = steps_of(root)
    if not steps:
        return
    first = draw(st.integers(0, len(steps) - 1))
    days = draw(st.sampled_from([0, 1, 10, 29, 31, 60, 365, 3650]))
    for step in steps[first:] if days else steps[first : first + 1]:
        at = _at(step)
        if at is not None and at.year < 2180:
            later = (at + timedelta(days=days)).isoformat()
            time = draw(st.sampled_from(TIMES))
            assign(step, "at", later if days else later.partition("T")[0] + time)


def happened(draw: st.DrawFn, root: Keys) -> None:
    """One more event, at the instant of a step that is there."""
    steps = named(root, "steps")
    if not isinstance(steps, Items) or not steps:
        return
    index = draw(st.integers(0, len(steps) - 1))
    beside = steps[index]
    step = deepcopy(draw(st.sampled_from(STEP_TREES)))
    if isinstance(beside, Keys) and isinstance(step, Keys):
        at = str(named(beside, "at"))
        assign(step, "at", at)
        if draw(st.booleans()):
            assign(step, "refused", "true")
        for slot in slots(step):
            if key_of(slot) in ("period", "for_period"):
                put(slot, at[:7])
        steps.insert(index + 1, step)


def left_out(draw: st.DrawFn, root: Keys) -> None:
    """A step, or one thing that a step expects, less."""
    steps = named(root, "steps")
    if isinstance(steps, Items) and len(steps) > 1:
        index = draw(st.integers(0, len(steps) - 1))
        step = steps[index]
        expected = named(step, "expect") if isinstance(step, Keys) else ""
        if isinstance(expected, Keys) and len(expected) > 1 and draw(st.booleans()):
            del expected[draw(st.integers(0, len(expected) - 1))]
        else:
            del steps[index]


def told_otherwise(draw: st.DrawFn, root: Keys) -> None:
    """Another head: as recorded, other readings, another edition, bills by the rules."""
    subscription = named(root, "subscription")
    match draw(st.integers(0, 4)):
        case 0:
            assign(root, "provider_acts", draw(st.sampled_from(["as_recorded", "by_the_rules"])))
        case 1:
            assign(root, "readings", chosen_readings(draw, wrong=False))
        case 2:
            assign(root, "edition", draw(st.sampled_from(["2022-01-01", "2023-07-01", "2024-01-01", "undated"])))
        case 3 if isinstance(subscription, Keys):
            assign(subscription, "monthly_fee", draw(st.sampled_from(AMOUNTS[:9])))
            assign(subscription, "bills", Keys([("day", str(draw(st.integers(1, 31))))]))
        case _:
            assign(root, "givens", Keys([("termination.fee", draw(st.sampled_from(AMOUNTS[:9])))]))


def beside(draw: st.DrawFn, root: Keys) -> None:
    """One more key beside an event."""
    steps = steps_of(root)
    if steps:
        step = draw(st.sampled_from(steps))
        key = draw(st.sampled_from(["refused", "inferred", "precision", "known_at", "source", "note"]))
        at = str(named(step, "at"))
        words = {"precision": ("month", "day"), "known_at": (at, "2199-12-31"), "source": ("é — ✓",), "note": ("x: y",)}
        assign(step, key, draw(st.sampled_from(words.get(key, FLAGS[:2]))))


def expected_under(draw: st.DrawFn, root: Keys) -> None:
    """What a step expects, under another reading or edition."""
    expects = [named(step, "expect") for step in steps_of(root)]
    found = [expect for expect in expects if isinstance(expect, Keys)]
    if found:
        expect = draw(st.sampled_from(found))
        if draw(st.booleans()):
            assign(expect, "under", chosen_readings(draw, wrong=False))
        else:
            assign(expect, "on_edition", draw(st.sampled_from(["2022-01-01", "2023-07-01", "2024-01-01"])))


GENTLE: tuple[Change, ...] = (amount, retimed, happened, left_out, told_otherwise, beside, expected_under, moved)
