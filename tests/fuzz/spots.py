"""Places in a story's tree: what is drawn, read and assigned by every change."""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.fuzz.trees import Items, Keys, Slot, Tree, named, slots
from tests.fuzz.words import NO_READINGS, READINGS

Change = Callable[[st.DrawFn, Keys], None]
"""What one change does to a story, in place."""


def key_of(slot: Slot) -> str:
    """The key of an entry; nothing for one of a list."""
    container, index = slot
    return container[index][0] if isinstance(container, Keys) else ""


def drawn(draw: st.DrawFn, root: Keys, wanted: Callable[[Slot], object] = lambda slot: True) -> Slot | None:
    """One of the entries that are wanted, if there is any."""
    found = [slot for slot in slots(root) if wanted(slot)]
    return draw(st.sampled_from(found)) if found else None


def chosen_readings(draw: st.DrawFn, wrong: bool) -> Keys:
    """Up to three readings, each with a value of its own, or with any."""
    names = draw(st.lists(st.sampled_from([*READINGS, *(NO_READINGS if wrong else ())]), max_size=3, unique=True))
    every = [word for words in READINGS.values() for word in words]
    return Keys((name, draw(st.sampled_from(every if wrong else READINGS[name]))) for name in names)


def steps_of(root: Keys) -> list[Keys]:
    """The steps that are mappings."""
    steps = named(root, "steps")
    return [step for step in steps if isinstance(step, Keys)] if isinstance(steps, Items) else []


def assign(keys: Keys, key: str, new: Tree) -> None:
    """A value under a key, in place of the one there."""
    for index, (name, _) in enumerate(keys):
        if name == key:
            keys[index] = (key, new)
            return
    keys.append((key, new))


def moved(draw: st.DrawFn, root: Keys) -> None:
    """A step somewhere else."""
    steps = named(root, "steps")
    if isinstance(steps, Items) and steps:
        step = steps.pop(draw(st.integers(0, len(steps) - 1)))
        steps.insert(draw(st.integers(0, len(steps))), step)
