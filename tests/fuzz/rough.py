"""Changes at random: near words, odd values, keys and entries dropped, doubled, renamed, swapped, nested."""

from copy import deepcopy

from hypothesis import strategies as st

from tests.fuzz.spots import Change, chosen_readings, drawn, key_of, moved
from tests.fuzz.trees import Items, Keys, put, value
from tests.fuzz.words import BY_KEY, KEYS, ODD


def meant(draw: st.DrawFn, root: Keys) -> None:
    """Another value of the kind that its key means, right or nearly so."""
    slot = drawn(draw, root, lambda slot: key_of(slot) in BY_KEY)
    if slot:
        put(slot, draw(st.sampled_from(BY_KEY[key_of(slot)])))


def odd(draw: st.DrawFn, root: Keys) -> None:
    """A value that no key means."""
    slot = drawn(draw, root)
    if slot:
        put(slot, deepcopy(draw(st.sampled_from(ODD))))


def any_text(draw: st.DrawFn, root: Keys) -> None:
    """Any text for a value."""
    slot = drawn(draw, root)
    if slot:
        put(slot, draw(st.text(max_size=20)))


def dropped(draw: st.DrawFn, root: Keys) -> None:
    """An entry less."""
    slot = drawn(draw, root)
    if slot:
        del slot[0][slot[1]]


def doubled(draw: st.DrawFn, root: Keys) -> None:
    """An entry twice."""
    slot = drawn(draw, root)
    if slot:
        container, index = slot
        container.insert(draw(st.integers(0, len(container))), deepcopy(container[index]))  # type: ignore[arg-type]


def renamed(draw: st.DrawFn, root: Keys) -> None:
    """Another key: a known one, a near one, or this one misspelt."""
    container, index = drawn(draw, root, lambda slot: isinstance(slot[0], Keys)) or (root, -1)
    if isinstance(container, Keys) and container:
        key, under = container[index]
        near = [key[:-1], key + "s", key.upper(), key.replace("_", "-"), key[1:] + key[:1]]
        container[index] = (draw(st.sampled_from([*KEYS, *near, *near])), under)


def added(draw: st.DrawFn, root: Keys) -> None:
    """A key more, somewhere."""
    slot = drawn(draw, root, lambda slot: isinstance(value(slot), Keys))
    keys = value(slot) if slot else root
    key = draw(st.sampled_from(sorted({*KEYS, *BY_KEY})))
    known = BY_KEY.get(key, ())
    if isinstance(keys, Keys):
        keys.append((key, deepcopy(draw(st.sampled_from([*known, *known, *ODD])))))


def swapped(draw: st.DrawFn, root: Keys) -> None:
    """Two values in each other's place."""
    one, other = drawn(draw, root), drawn(draw, root)
    if one and other:
        first, second = deepcopy(value(one)), deepcopy(value(other))
        put(one, second)
        put(other, first)


def misread(draw: st.DrawFn, root: Keys) -> None:
    """Readings chosen, of which some are none."""
    root.append(("readings", chosen_readings(draw, wrong=True)))


def nested(draw: st.DrawFn, root: Keys) -> None:
    """A value pushed some floors down."""
    slot = drawn(draw, root)
    if slot:
        inner = value(slot)
        for _ in range(draw(st.sampled_from([1, 2, 31, 40]))):
            inner = Items([inner]) if draw(st.booleans()) else Keys([("a", inner)])
        put(slot, inner)


ROUGH: tuple[Change, ...] = (
    meant,
    meant,
    odd,
    any_text,
    dropped,
    doubled,
    renamed,
    added,
    swapped,
    moved,
    misread,
    nested,
)
