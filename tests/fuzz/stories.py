"""Stories with keys, values and steps changed: some at random, some so that most of them can still be replayed."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.fuzz.good import STEPS, STORIES
from tests.fuzz.trees import Items, Keys, Slot, Tree, named, put, slots, text, tree, value
from tests.fuzz.words import AMOUNTS, BY_KEY, FLAGS, KEYS, NO_READINGS, ODD, READINGS

TREES = tuple(map(tree, STORIES))
STEP_TREES = tuple(map(tree, STEPS))
TIMES = ("T00:00", "T23:59:59", "T10:00:00.5", "T00:00+09:00", "T10:00-05:00")

Change = Callable[[st.DrawFn, Keys], None]


def _key(slot: Slot) -> str:
    container, index = slot
    return container[index][0] if isinstance(container, Keys) else ""


def _drawn(draw: st.DrawFn, root: Keys, wanted: Callable[[Slot], object] = lambda slot: True) -> Slot | None:
    found = [slot for slot in slots(root) if wanted(slot)]
    return draw(st.sampled_from(found)) if found else None


def meant(draw: st.DrawFn, root: Keys) -> None:
    """Another value of the kind that its key means, right or nearly so."""
    slot = _drawn(draw, root, lambda slot: _key(slot) in BY_KEY)
    if slot:
        put(slot, draw(st.sampled_from(BY_KEY[_key(slot)])))


def odd(draw: st.DrawFn, root: Keys) -> None:
    """A value that no key means."""
    slot = _drawn(draw, root)
    if slot:
        put(slot, deepcopy(draw(st.sampled_from(ODD))))


def any_text(draw: st.DrawFn, root: Keys) -> None:
    """Any text for a value."""
    slot = _drawn(draw, root)
    if slot:
        put(slot, draw(st.text(max_size=20)))


def dropped(draw: st.DrawFn, root: Keys) -> None:
    """An entry less."""
    slot = _drawn(draw, root)
    if slot:
        del slot[0][slot[1]]


def doubled(draw: st.DrawFn, root: Keys) -> None:
    """An entry twice."""
    slot = _drawn(draw, root)
    if slot:
        container, index = slot
        container.insert(draw(st.integers(0, len(container))), deepcopy(container[index]))  # type: ignore[arg-type]


def renamed(draw: st.DrawFn, root: Keys) -> None:
    """Another key: a known one, a near one, or this one misspelt."""
    container, index = _drawn(draw, root, lambda slot: isinstance(slot[0], Keys)) or (root, -1)
    if isinstance(container, Keys) and container:
        key, under = container[index]
        near = [key[:-1], key + "s", key.upper(), key.replace("_", "-"), key[1:] + key[:1]]
        container[index] = (draw(st.sampled_from([*KEYS, *near, *near])), under)


def added(draw: st.DrawFn, root: Keys) -> None:
    """A key more, somewhere."""
    slot = _drawn(draw, root, lambda slot: isinstance(value(slot), Keys))
    keys = value(slot) if slot else root
    key = draw(st.sampled_from(sorted({*KEYS, *BY_KEY})))
    known = BY_KEY.get(key, ())
    if isinstance(keys, Keys):
        keys.append((key, deepcopy(draw(st.sampled_from([*known, *known, *ODD])))))


def swapped(draw: st.DrawFn, root: Keys) -> None:
    """Two values in each other's place."""
    one, other = _drawn(draw, root), _drawn(draw, root)
    if one and other:
        first, second = deepcopy(value(one)), deepcopy(value(other))
        put(one, second)
        put(other, first)


def moved(draw: st.DrawFn, root: Keys) -> None:
    """A step somewhere else."""
    steps = named(root, "steps")
    if isinstance(steps, Items) and steps:
        step = steps.pop(draw(st.integers(0, len(steps) - 1)))
        steps.insert(draw(st.integers(0, len(steps))), step)


def _chosen_readings(draw: st.DrawFn, wrong: bool) -> Keys:
    names = draw(st.lists(st.sampled_from([*READINGS, *(NO_READINGS if wrong else ())]), max_size=3, unique=True))
    every = [word for words in READINGS.values() for word in words]
    return Keys((name, draw(st.sampled_from(every if wrong else READINGS[name]))) for name in names)


def misread(draw: st.DrawFn, root: Keys) -> None:
    """Readings chosen, of which some are none."""
    root.append(("readings", _chosen_readings(draw, wrong=True)))


def nested(draw: st.DrawFn, root: Keys) -> None:
    """A value pushed some floors down."""
    slot = _drawn(draw, root)
    if slot:
        inner = value(slot)
        for _ in range(draw(st.sampled_from([1, 2, 31, 40]))):
            inner = Items([inner]) if draw(st.booleans()) else Keys([("a", inner)])
        put(slot, inner)


# Changes after which most stories can still be replayed ------------------------------------------


def _steps(root: Keys) -> list[Keys]:
    steps = named(root, "steps")
    return [step for step in steps if isinstance(step, Keys)] if isinstance(steps, Items) else []


def _at(step: Keys) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(named(step, "at")))
    except ValueError:
        return None
    return at.replace(tzinfo=None)


def _set(keys: Keys, key: str, new: Tree) -> None:
    for index, (name, _) in enumerate(keys):
        if name == key:
            keys[index] = (key, new)
            return
    keys.append((key, new))


def amount(draw: st.DrawFn, root: Keys) -> None:
    """Another good amount."""
    slot = _drawn(draw, root, lambda slot: BY_KEY.get(_key(slot)) is AMOUNTS)
    if slot:
        sen = draw(st.one_of(st.integers(0, 10**8), st.sampled_from([1, 99, 5_000_00, 10**13, 10**13 - 1])))
        put(slot, f"{sen // 100}.{sen % 100:02d}")


def retimed(draw: st.DrawFn, root: Keys) -> None:
    """Everything from a step on some days later, or the step alone at another time of its day."""
    steps = _steps(root)
    if not steps:
        return
    first = draw(st.integers(0, len(steps) - 1))
    days = draw(st.sampled_from([0, 1, 10, 29, 31, 60, 365, 3650]))
    for step in steps[first:] if days else steps[first : first + 1]:
        at = _at(step)
        if at is not None and at.year < 2180:
            later = (at + timedelta(days=days)).isoformat()
            time = draw(st.sampled_from(TIMES))
            _set(step, "at", later if days else later.partition("T")[0] + time)


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
        _set(step, "at", at)
        if draw(st.booleans()):
            _set(step, "refused", "true")
        for slot in slots(step):
            if _key(slot) in ("period", "for_period"):
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
            _set(root, "provider_acts", draw(st.sampled_from(["as_recorded", "by_the_rules"])))
        case 1:
            _set(root, "readings", _chosen_readings(draw, wrong=False))
        case 2:
            _set(root, "edition", draw(st.sampled_from(["2022-01-01", "2023-07-01", "2024-01-01", "undated"])))
        case 3 if isinstance(subscription, Keys):
            _set(subscription, "monthly_fee", draw(st.sampled_from(AMOUNTS[:9])))
            _set(subscription, "bills", Keys([("day", str(draw(st.integers(1, 31))))]))
        case _:
            _set(root, "givens", Keys([("termination.fee", draw(st.sampled_from(AMOUNTS[:9])))]))


def beside(draw: st.DrawFn, root: Keys) -> None:
    """One more key beside an event."""
    steps = _steps(root)
    if steps:
        step = draw(st.sampled_from(steps))
        key = draw(st.sampled_from(["refused", "inferred", "precision", "known_at", "source", "note"]))
        at = str(named(step, "at"))
        words = {"precision": ("month", "day"), "known_at": (at, "2199-12-31"), "source": ("é — ✓",), "note": ("x: y",)}
        _set(step, key, draw(st.sampled_from(words.get(key, FLAGS[:2]))))


def expected_under(draw: st.DrawFn, root: Keys) -> None:
    """What a step expects, under another reading or edition."""
    expects = [named(step, "expect") for step in _steps(root)]
    found = [expect for expect in expects if isinstance(expect, Keys)]
    if found:
        expect = draw(st.sampled_from(found))
        if draw(st.booleans()):
            _set(expect, "under", _chosen_readings(draw, wrong=False))
        else:
            _set(expect, "on_edition", draw(st.sampled_from(["2022-01-01", "2023-07-01", "2024-01-01"])))


GENTLE: tuple[Change, ...] = (amount, retimed, happened, left_out, told_otherwise, beside, expected_under, moved)
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


@st.composite
def stories(draw: st.DrawFn, changes: tuple[Change, ...], provider: str = "") -> bytes:
    """A good story with one to four changes, told of another provider where one is named."""
    root = deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.sampled_from([1, 1, 2, 2, 3, 4]))):
        change = draw(st.sampled_from(changes))
        if isinstance(root, Keys):
            change(draw, root)
    if provider and isinstance(root, Keys):
        _set(root, "provider", provider)
        root[:] = [entry for entry in root if entry[0] not in ("edition", "readings")]
    return text(root).encode("utf-8", "surrogatepass")
