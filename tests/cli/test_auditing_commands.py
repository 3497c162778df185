"""`lifecycle history --store`, `seal` and `verify`: what an auditor asks of a store that somebody hands over."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.store import Store
from tests.cli.told import HOLDS, UNPAID, kept, lifecycle
from tests.server import Server
from tests.store.tampering import Hand

OTHER = HOLDS.replace('"122001"', '"122999"')


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with two stories, of four events and of three."""
    found = f"sqlite:///{tmp_path / 'kept.db'}"
    for story in (UNPAID, OTHER):
        lifecycle("replay", kept(tmp_path, story), "--store", found)
    return found


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A private key of Ed25519, with its public one and a third in the same folder."""
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization", reason="no extra seal")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415  # an extra

    for name in ("mine", "other"):
        key = Ed25519PrivateKey.generate()
        pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
        (tmp_path / f"{name}.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
        public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
        (tmp_path / f"{name}.pub").write_bytes(public)
    locked = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x"))
    (tmp_path / "locked.pem").write_bytes(locked)
    return tmp_path


def tampered(folder: Path, statement: str) -> None:
    """Changes a store as anybody can who has its file."""
    with sqlite3.connect(folder / "kept.db") as database:
        database.executescript(statement)
    database.close()


CUT = "DELETE FROM stored_events WHERE originator_id LIKE '%999'; DELETE FROM chain WHERE subscription LIKE '%999'"
EDIT = "UPDATE stored_events SET state=CAST(replace(state, '41250000', '41250001') AS BLOB) WHERE topic='billed.1'"


def test_a_store_lists_its_subscriptions_and_masks_them(url: str) -> None:
    result = lifecycle("history", "--store", url)
    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.stdout.splitlines()[1:3]] == [
        ["indihome/•••001", "4"],
        ["indihome/•••999", "3"],
    ]
    assert "indihome/122999" in lifecycle("history", "--store", url, "--unmask").stdout


@pytest.mark.parametrize("name", ["indihome/122001", "indihome/•••001", "indihome/***001"])
def test_the_events_of_one_are_asked_for_by_its_name_or_as_it_is_shown(url: str, name: str) -> None:
    result = lifecycle("history", "--store", url, "--subscription", name, "--format", "json")
    found = json.loads(result.stdout)
    assert [one["event"] for one in found["events"]] == ["activated", "billed", "letter-sent", "isolated"]
    assert (found["scenario"], found["subscription"], found["chain"]["count"]) == (None, "indihome/***001", 7)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--from", "2024-06-05"], [2, 3, 4]),
        (["--to", "2024-06-05"], [1]),
        (["--from", "2024-06-05", "--to", "2024-06-21"], [2, 3]),
        (["--kind", "billed", "--kind", "isolated"], [2, 4]),
        (["--actor", "rules"], [4]),
        (["--upto", "2"], [1, 2]),
        (["--actor", "staff"], []),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else "",
)
def test_events_are_chosen(url: str, options: list[str], numbers: list[int]) -> None:
    one = ["--subscription", "indihome/122001"]
    found = json.loads(lifecycle("history", "--store", url, *one, *options, "--format", "json").stdout)
    assert [event["number"] for event in found["events"]] == numbers
    shown = lifecycle("history", "--store", url, *one, *options).stdout
    assert ("no such event" in shown) == (not numbers)


def test_subscriptions_without_such_an_event_are_left_out(url: str) -> None:
    found = json.loads(lifecycle("history", "--store", url, "--kind", "isolated", "--format", "json").stdout)
    assert [(one["subscription"], one["events"]) for one in found["subscriptions"]] == [("indihome/***001", 1)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "isolatd"], 'unknown kind of event "isolatd"; did you mean "isolated"?'),
        (["--actor", "rule"], 'unknown actor "rule"; did you mean "rules"?'),
        (["--upto", "0"], "--upto: '0' is no number of an event"),
        (["--from", "x"], "--from: 'x' is not an instant"),
        (["--subscription", "indihome/1"], "--subscription: the store holds no 'indihome/1'"),
        (["--format", "csv"], 'unknown format "csv"'),
        (["--upto", "9" * 5000], "is no number of an event"),
        (["--from", "2024-06-05", "--to", "2024-06-05"], "--to: 2024-06-05 is not after --from"),
        (["--rules", "."], "--rules: a store's events are shown as they were recorded"),
        (["story.yaml"], "history: name a story's file, or a store"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_chosen_ends_with_2(url: str, options: list[str], words: str) -> None:
    result = lifecycle("history", "--store", url, *options)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr


def test_a_choice_among_the_events_of_a_file_is_refused(tmp_path: Path) -> None:
    result = lifecycle("history", kept(tmp_path, HOLDS), "--kind", "paid")
    assert (result.exit_code, "choose from a store" in result.stderr) == (2, True)


def test_a_store_that_holds_is_said_to_and_left_as_it_was(url: str, tmp_path: Path) -> None:
    before = (tmp_path / "kept.db").read_bytes()
    result = lifecycle("verify", "--store", url)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "the store holds: 7 events of 2 subscriptions")
    assert (tmp_path / "kept.db").read_bytes() == before


def test_an_edited_amount_is_found_and_named(url: str, tmp_path: Path) -> None:
    tampered(tmp_path, EDIT)
    result = lifecycle("verify", "--store", url)
    assert result.exit_code == 1
    assert result.stdout.startswith("event 2 of indihome/•••001 (number 2 of the store) was edited")
    assert "indihome/122001" in lifecycle("verify", "--store", url, "--unmask").stdout
    sealed = lifecycle("seal", "--store", url)
    assert (sealed.exit_code, sealed.stdout.splitlines()[1]) == (1, "nothing was sealed")


def test_a_cut_end_is_found_by_a_seal_alone(url: str, tmp_path: Path) -> None:
    seal = tmp_path / "seal.json"
    assert lifecycle("seal", "--store", url, "--out", seal).stdout == f"{seal}: 7 events sealed\n"
    whole = lifecycle("verify", "--store", url, "--seal", seal)
    assert whole.stdout.splitlines()[2:] == ["the seal holds: 7 events, not signed", "recorded since: nothing"]
    tampered(tmp_path, CUT)
    assert lifecycle("verify", "--store", url).exit_code == 0
    cut = lifecycle("verify", "--store", url, "--seal", seal)
    assert (cut.exit_code, cut.stdout.splitlines()) == (
        1,
        [
            "events are gone: 7 were sealed, and the store holds 4",
            "indihome/***999: 3 events were sealed, and none is there",
        ],
    )


def test_a_seal_tells_of_a_chain_computed_anew_over_what_is_no_event(url: str, tmp_path: Path) -> None:
    seal = tmp_path / "seal.json"
    lifecycle("seal", "--store", url, "--out", seal)
    with Store.open(url) as store:
        hand = Hand(store)
        hand.write("indihome/122001", 1, "activated.1", b"x")
        hand.recompute()
    without, beside = (lifecycle("verify", "--store", url, *more) for more in ((), ("--seal", seal)))
    assert (without.exit_code, "event 1 of indihome/•••001 cannot be read" in without.stderr) == (2, True)
    assert (beside.exit_code, "the chain was computed anew" in beside.stdout) == (1, True)


def test_what_was_recorded_since_a_seal_is_said_and_is_no_fault(url: str, tmp_path: Path) -> None:
    seal = tmp_path / "seal.json"
    lifecycle("seal", "--store", url, "--out", seal)
    lifecycle("replay", kept(tmp_path, HOLDS.replace('"122001"', '"7"')), "--store", url)
    result = lifecycle("verify", "--store", url, "--seal", seal)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "recorded since: 3 events")


def test_a_seal_is_the_same_whoever_makes_it_and_masks_names(url: str) -> None:
    one, other = lifecycle("seal", "--store", url).stdout, lifecycle("seal", "--store", url).stdout
    assert one == other
    assert "122001" not in one
    assert "indihome/122001" in lifecycle("seal", "--store", url, "--unmask").stdout


def test_a_signed_seal_is_proved_by_its_public_key(url: str, tmp_path: Path, keys: Path) -> None:
    seal = tmp_path / "seal.json"
    assert lifecycle("seal", "--store", url, "--out", seal, "--key", keys / "mine.pem").exit_code == 0
    proved = lifecycle("verify", "--store", url, "--seal", seal, "--public-key", keys / "mine.pub")
    assert (proved.exit_code, "signed by the key that was given" in proved.stdout) == (0, True)
    unknown = lifecycle("verify", "--store", url, "--seal", seal)
    assert (unknown.exit_code, "of which nothing is known without --public-key" in unknown.stdout) == (0, True)
    other = lifecycle("verify", "--store", url, "--seal", seal, "--public-key", keys / "other.pub")
    assert (other.exit_code, "signed with another key" in other.stdout) == (1, True)
    seal.write_text(seal.read_text("utf-8").replace('"count": 7', '"count": 6'), "utf-8")
    changed = lifecycle("verify", "--store", url, "--seal", seal)
    assert (changed.exit_code, "was changed after it was signed" in changed.stdout) == (1, True)


def test_a_seal_that_should_be_signed_and_is_not_is_found(url: str, tmp_path: Path, keys: Path) -> None:
    seal = tmp_path / "seal.json"
    lifecycle("seal", "--store", url, "--out", seal)
    result = lifecycle("verify", "--store", url, "--seal", seal, "--public-key", keys / "mine.pub")
    assert (result.exit_code, "the seal is not signed" in result.stdout) == (1, True)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl is installed to make a key with")
def test_the_keys_of_openssl_are_taken(url: str, tmp_path: Path, keys: Path) -> None:
    private, public, seal = tmp_path / "key.pem", tmp_path / "key.pub", tmp_path / "seal.json"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True, capture_output=True)
    subprocess.run(["openssl", "pkey", "-in", private, "-pubout", "-out", public], check=True, capture_output=True)
    lifecycle("seal", "--store", url, "--out", seal, "--key", private)
    assert lifecycle("verify", "--store", url, "--seal", seal, "--public-key", public).exit_code == 0


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["verify", "--seal", "none.json"], "none.json: No such file"),
        (["verify", "--seal", "story.yaml"], "story.yaml is no seal"),
        (["verify", "--seal", "later.json"], "later.json was written by another version of this program (version 2)"),
        (["verify", "--seal", "poor.json"], "poor.json is a seal that lacks something"),
        (["verify", "--public-key", "mine.pub"], "--public-key is the key of a seal"),
        (["seal", "--key", "story.yaml"], "story.yaml is no Ed25519 private key; make one with `openssl"),
        (["seal", "--key", "locked.pem"], "locked.pem is locked with a password; give a key that is not"),
        (["seal", "--key", "none.pem"], "none.pem: No such file"),
        (["seal", "--out", "story.yaml"], "story.yaml: is there already"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_no_seal_and_no_key_ends_with_2(
    url: str, tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    kept(tmp_path, '{"format": "lifecycle.seal", "version": 2}', "later.json")
    kept(tmp_path, '{"format": "lifecycle.seal", "version": 1, "seal": {"chain": 1}, "signature": null}', "poor.json")
    result = lifecycle(command[0], "--store", url, *command[1:])
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize("command", ["history", "seal", "verify"])
def test_a_store_that_is_not_there_ends_with_2_and_is_not_made(tmp_path: Path, command: str) -> None:
    result = lifecycle(command, "--store", f"sqlite:///{tmp_path / 'none.db'}")
    assert (result.exit_code, "cannot be opened" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_without_its_library_the_extra_is_named(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.serialization", None)
    result = lifecycle("seal", "--store", url, "--key", kept(tmp_path, "x", "key.pem"))
    assert (result.exit_code, "pip install 'subscription-lifecycle[seal]'" in result.stderr) == (2, True)


def test_an_event_that_cannot_be_shown_is_told_with_its_number_masked(url: str, tmp_path: Path) -> None:
    one = ("history", "--store", url, "--subscription", "indihome/122001")
    tampered(tmp_path, "DELETE FROM chain WHERE ordinal=4")
    unlinked = lifecycle(*one)
    assert unlinked.exit_code == 2
    assert unlinked.stderr.startswith("event 4 of indihome/•••001 has no link of the chain; `lifecycle verify` says")
    tampered(tmp_path, "UPDATE stored_events SET state=x'7b7d' WHERE originator_version=2")
    unreadable = lifecycle(*one)
    assert unreadable.exit_code == 2
    assert unreadable.stderr.startswith("event 2 of indihome/•••001 cannot be read")


def test_a_store_on_a_server_is_audited_alike(server: Server, tmp_path: Path) -> None:
    url, seal = server.new(), tmp_path / "seal.json"
    assert lifecycle("verify", "--store", url).exit_code == 2
    for story in (UNPAID, OTHER):
        lifecycle("replay", kept(tmp_path, story), "--store", url)
    assert lifecycle("seal", "--store", url, "--out", seal).exit_code == 0
    assert lifecycle("verify", "--store", url, "--seal", seal).exit_code == 0
    assert "indihome/•••999" in lifecycle("history", "--store", url).stdout
    server.run("DELETE FROM lifecycle.stored_events WHERE originator_version=2", url)
    found = lifecycle("verify", "--store", url, "--seal", seal)
    assert (found.exit_code, found.stdout.splitlines()[0]) == (
        1,
        "event 2 of indihome/•••001 (number 2 of the store) was deleted; its link of the chain is left",
    )
