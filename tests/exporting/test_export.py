"""Exports: every shipped story comes back from one, and its accounts add up in the tools of the trade."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import evolve
from beancount import loader
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.clock import Clock, frozen
from lifecycle.events import Recorded
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.exporting.event_rows import event_row
from scenarios.exporting.journals import journal
from scenarios.exporting.syntax import amount
from scenarios.format import read
from scenarios.importing import maps
from scenarios.importing.spool import Spooled
from scenarios.importing.stories import Export, key, story
from scenarios.importing.templates import Row
from scenarios.judging import Overlay, editions_for
from scenarios.replay import Replayed, decided, record, replay
from scenarios.report.masking import Mask
from tests.cli.told import HOLDS, kept, lifecycle
from tests.importing.exports import KINDS

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios" / "library"
STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
FOLDERS = sorted({path.parent.name for path in STORIES})
SHELF = Shelf.open()
MAP = maps.read(ROOT / "scenarios" / "importing" / "exported.yaml", SHELF)
BARE = Mask(on=False)


@contextmanager
def recorded(path: Path, clock: Clock) -> Iterator[tuple[Replayed, Store]]:
    """A shipped story, and a store that holds it alone."""
    with Store.open(kept=False) as store:
        replayed = replay(read(path), SHELF, clock)
        record(replayed, store)
        yield replayed, store


def again(store: Store, name: str, path: Path, clock: Clock) -> tuple[Recorded, ...]:
    """The events that an exported subscription makes when it is read as an import is."""
    spooled = []
    for event, place in zip(store.events(name), store.rows(name), strict=True):
        cells = {name: value for name, value in event_row(event, place, BARE).items() if value not in (None, "")}
        cells["inferred"] = "true" if event.inferred else "false"
        row = Row(place.version, {name: (1, cells[name]) for name in MAP.columns & cells.keys()})
        told: list[object] = []
        found = key(row, MAP, told)  # type: ignore[arg-type]
        assert told == []
        if found is not None:
            spooled.append((found.at, row.line, Spooled(found.kind, row)))
    rows = [one for _, _, one in sorted(spooled, key=lambda one: one[:2])]
    if (
        not any(one.row.cells["event"][1] != "activated" for one in rows)
        and "activated" not in rows[0].row.cells["payload"][1]
    ):
        return ()
    found_story = story(name, rows, MAP, Export(str(path), "", ("",) * 20))
    return decided(found_story, editions_for(found_story, SHELF, Overlay()), Overlay(), clock).events


def unnumbered(events: tuple[Recorded, ...]) -> list[Recorded]:
    """Events without the numbers of steps, of which one that was refused has none in an export."""
    return [evolve(event, step=None) for event in events]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(STORIES))
def test_what_a_shipped_story_exports_gives_the_same_events_again(path: Path) -> None:
    with frozen() as clock, recorded(path, clock) as (replayed, store):
        events = again(store, replayed.subscription, path, clock)
        before = unnumbered(replayed.events)[: len(events)]
        assert unnumbered(events) == before
        # What the rules do after the last fact is up to the end of the story, which only its file knows.
        assert {event.actor for event in replayed.events[len(events) :]} <= {"rules", "provider"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_beancount_accepts_every_shipped_story_to_the_sen(folder: str) -> None:
    with frozen() as clock:
        texts = {}
        for path in STORIES:
            if path.parent.name == folder:
                with recorded(path, clock) as (replayed, store):
                    texts[path.name] = "\n".join(journal(store, [replayed.subscription], "beancount", BARE))
    wrong = {name: errors for name, text in texts.items() if (errors := loader.load_string(text)[1])}
    assert wrong == {}


def test_a_balance_that_is_a_sen_off_is_not_accepted(tmp_path: Path) -> None:
    with frozen() as clock, recorded(LIBRARY / "indihome" / "paid-in-the-month-after.yaml", clock) as (replayed, store):
        text = "\n".join(journal(store, [replayed.subscription], "beancount", BARE))
    assert " 433125.00 ~ 0 IDR" in text
    assert len(loader.load_string(text.replace(" 433125.00 ~", " 433125.01 ~"))[1]) == 1


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed (apt-get install hledger)")
@pytest.mark.parametrize("folder", FOLDERS)
def test_hledger_accepts_every_shipped_story(folder: str, tmp_path: Path) -> None:
    """Which reads each file by itself, and balances none by another."""
    files = []
    with frozen() as clock:
        for path in STORIES:
            if path.parent.name == folder:
                with recorded(path, clock) as (replayed, store):
                    text = "\n".join(journal(store, [replayed.subscription], "hledger", BARE))
                files += ["-f", str(kept(tmp_path, text, f"{path.stem}.journal"))]
    done = subprocess.run(["hledger", *files, "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed (apt-get install hledger)")
def test_a_balance_that_is_a_sen_off_is_not_accepted_by_hledger(stored: str, tmp_path: Path) -> None:
    text = lifecycle("export", "--store", stored, "--format", "hledger").stdout
    assert "= 433125.00 IDR" in text
    for written, accepted in (("= 433125.00", True), ("= 433125.01", False)):
        file = kept(tmp_path, text.replace("= 433125.00", written), "a.journal")
        done = subprocess.run(["hledger", "-f", str(file), "check"], capture_output=True, check=False)
        assert (done.returncode == 0) == accepted


@pytest.mark.parametrize("kind", KINDS)
def test_an_unmasked_export_is_imported_as_the_same_chain(kind: str, tmp_path: Path) -> None:
    source, other = f"sqlite:///{tmp_path / 'kept.db'}", f"sqlite:///{tmp_path / 'other.db'}"
    lifecycle("replay", LIBRARY / "cases" / "the-complaint-as-recorded.yaml", "--store", source)
    file = tmp_path / f"kept.{kind}"
    assert lifecycle("export", "--store", source, "--format", kind, "--out", file, "--unmask").exit_code == 0
    told = lifecycle("import", file, "--map", ROOT / "scenarios" / "importing" / "exported.yaml", "--store", other)
    with Store.open(source, reading=True) as before, Store.open(other, reading=True) as after:
        assert before.head == after.head, told.output


def test_an_export_masks_numbers_and_names_and_writes_over_nothing(tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path / 'kept.db'}"
    lifecycle("replay", LIBRARY / "indihome" / "paid-in-the-month-after.yaml", "--store", source)
    file = tmp_path / "events.jsonl"
    lifecycle("export", "--store", source, "--format", "jsonl", "--out", file)
    first, second, *_ = map(json.loads, file.read_text("utf-8").splitlines())
    assert (first["number"], first["payload"]["number"]) == ("***002", "***002")
    assert (second["event"], second["payload"]) == ("billed", {"period": "2024-06", "amount": "412500"})
    assert "is there already" in lifecycle("export", "--store", source, "--out", file).output


def test_masked_numbers_that_look_alike_have_accounts_of_their_own(tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path / 'kept.db'}"
    for number in ("700123", "800123"):
        text = (LIBRARY / "indihome" / "paid-in-the-month-after.yaml").read_text("utf-8").replace("122002", number)
        lifecycle("replay", kept(tmp_path, text), "--store", source)
    told = lifecycle("export", "--store", source, "--format", "beancount").output
    assert "Assets:Receivable:Indihome:X123 IDR" in told
    assert "Assets:Receivable:Indihome:X123-2 IDR" in told
    assert loader.load_string(told)[1] == []


@pytest.mark.parametrize(("sen", "written"), [(0, "0.00 IDR"), (-5, "-0.05 IDR"), (1733670, "17336.70 IDR")])
def test_amounts_of_journals_are_exact(sen: int, written: str) -> None:
    assert amount(sen) == written


@pytest.fixture
def stored(tmp_path: Path) -> str:
    """A store of one story."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    lifecycle("replay", LIBRARY / "indihome" / "paid-in-the-month-after.yaml", "--store", url)
    return url


@pytest.mark.parametrize(
    ("damage", "form", "words"),
    [
        ("DELETE FROM chain WHERE ordinal = 2", "csv", "event 2 of indihome/•••002 lost its link of the chain"),
        ("DELETE FROM chain WHERE ordinal = 5", "jsonl", "event 5 of indihome/•••002 has no link of the chain"),
        ("UPDATE stored_events SET state = x'00' WHERE originator_version = 3", "csv", "event 3 of indihome/•••002"),
        (
            "DELETE FROM stored_events WHERE originator_version = 1",
            "beancount",
            "event 1 of indihome/•••002 (number 1 of the store) was deleted",
        ),
        (
            "UPDATE books SET text = replace(text, '5%', '6%')",
            "hledger",
            "was edited: its text is not the one of that digest",
        ),
        ("DELETE FROM books", "beancount", "`lifecycle verify` says more"),
    ],
    ids=["a link lost", "the last link lost", "an event spoilt", "no opening", "a book changed", "a book lost"],
)
def test_a_damaged_store_is_told_and_leaves_no_half_of_an_export(
    stored: str, tmp_path: Path, damage: str, form: str, words: str
) -> None:
    with sqlite3.connect(tmp_path / "kept.db") as database:
        database.execute(damage)
    database.close()
    file = tmp_path / "half"
    told = lifecycle("export", "--store", stored, "--format", form, "--out", file)
    assert (told.exit_code, words in told.stderr, file.exists()) == (2, True, False), told.output


@pytest.mark.parametrize(
    ("form", "noted"),
    [
        ("beancount", '2024-06-20 note Assets:Receivable:Indihome:N122001 "paid; unspecified: '),
        ("hledger", "2024-06-20 * paid\n    ; unspecified: "),
    ],
)
def test_what_no_source_gives_is_noted_where_nothing_known_moves(tmp_path: Path, form: str, noted: str) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    lifecycle("replay", kept(tmp_path, HOLDS.replace("paid: 412500", "paid: unspecified")), "--store", url)
    assert noted in lifecycle("export", "--store", url, "--format", form, "--unmask").stdout


@pytest.mark.parametrize("number", ['a"b', "12/34 5:6", "顧客", "=1+1", "a, b: c; d", "0001", "x" * 80])
@pytest.mark.parametrize("unmask", [(), ("--unmask",)], ids=["masked", "unmasked"])
def test_whatever_a_number_is_written_with_an_account_can_be_named(
    tmp_path: Path, number: str, unmask: tuple[str, ...]
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    lifecycle("replay", kept(tmp_path, HOLDS.replace('"122001"', f"'{number}'")), "--store", url)
    told = lifecycle("export", "--store", url, "--format", "beancount", *unmask)
    assert (told.exit_code, loader.load_string(told.stdout)[1]) == (0, [])
