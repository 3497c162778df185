"""Names and numbers planted in every field of a story that takes them: none comes out of any command, unless asked."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.told import kept, lifecycle

NAMES = ("Wulandari", "WULANDARI", "Prasetyo", "Kusumawati", "Hadiwijaya", "Tjokrosaputro")
NUMBERS = ("7718290341", "5550918273", "5550 918 273", "9081726354", "3344556677", "081298765432", "0812-9876-5432")
SECRETS = (*NAMES, *NUMBERS)

MASTERWEB = """\
scenario: Dewi Wulandari asks for her 7718290341 back
provider: masterweb
subscription: {number: "7718290341", name: Dewi Wulandari}
steps:
  - at: 2025-01-02
    order-placed: {order: A-7718290341, item: hosting of wulandari.example, amount: 100000}
    source: a letter of Dewi Wulandari, 0812-9876-5432
    note: DEWI WULANDARI called from 081298765432
  - at: 2025-01-03
    paid:
      amount: 350000
      order: A-7718290341
      method: cash
      from: {name: Agus Prasetyo, number: "5550918273", bank: BNI}
      slip: {name: Ratna Kusumawati, attached: true}
    note: Pak Prasetyo paid from 5550 918 273
  - at: 2025-01-04
    refund-requested:
      by: email
      payment_data: true
      reason: Wulandari (7718290341) paid too much, says Bu Kusumawati
      account: {name: Bambang Hadiwijaya, number: "9081726354", bank: BCA}
  - at: 2025-01-06
    known_at: 2025-03-01
    letter-sent: {to: Bambang Hadiwijaya, via: Postclic for 9081726354}
  - at: 2025-01-07
    contacted: {topic: Dewi Wulandari asks, routed_to: Agus Prasetyo}
  - at: 2025-02-03
    refund-requested: {by: phone, reason: again Tjokrosaputro, account: {name: Tjokrosaputro, number: "3344556677"}}
    refused: true
  - at: 2025-02-04
    transfer-sent: {amount: 1, to: {name: Tjokrosaputro, number: "3344556677"}}
  - at: 2025-02-10
    expect:
      credit: 1
      deposit: 5
      refund: {status: none, to: {name: Tjokrosaputro, number: "3344556677"}}
"""

INDIHOME = """\
scenario: The line 7718290341 of Dewi Wulandari
provider: indihome
provider_acts: as_recorded
subscription: {number: "7718290341", name: Dewi Wulandari, activated: 2023-05-10, plan: for dewi wulandari}
steps:
  - {at: 2024-06-05, billed: {period: 2024-06, amount: 412500}}
  - {at: 2024-06-12, known_at: 2024-08-01, paid: {amount: 5, from: {name: Agus Prasetyo, number: "5550918273"}}}
  - {at: 2024-06-13, payment-reversed: {amount: 5, reason: of 5550918273}}
  - {at: 2024-06-14, adjusted: {amount: -5, reason: for Wulandari}}
  - {at: 2024-06-14, resale-alleged: {note: Dewi Wulandari sells it}}
  - {at: 2024-06-15, isolated: {reason: Wulandari 7718290341 owes}}
  - {at: 2024-06-16, dispute-opened: {ticket: "7718290341", period: 2024-06}}
  - {at: 2024-06-16, dispute-noted: {note: Dewi Wulandari is held responsible}}
  - {at: 2024-06-17, dispute-resolved: {ticket: X-5550918273, outcome: rejected}, refused: true}
  - {at: 2024-06-18, refunded: {amount: 5, to: {name: Bambang Hadiwijaya, number: "9081726354"}}}
  - {at: 2024-06-20, cancellation-requested: {channel: Agus Prasetyo}}
  - {at: 2024-06-21, contacted: {topic: disturbance, routed_to: Wulandari}}
  - {at: 2024-06-22, blacklisted: {note: "7718290341"}}
  - {at: 2024-07-30, expect: {payable: 1, state: active, dispute: none, findings: []}}
"""

BROKEN = MASTERWEB.replace("method: cash", "method: Prasetyo").replace(
    'account: {name: Bambang Hadiwijaya, number: "9081726354", bank: BCA}',
    'account: {name: Bambang Hadiwijaya, number: "9081726354", bank: BCA, colour: 1}',
)
UNREADABLE = INDIHOME.replace("steps:\n", "steps: [\n")
REFUSED = INDIHOME.replace("outcome: rejected}, refused: true", "outcome: rejected}").replace(
    "X-5550918273", "of 5550918273"
)

STORIES = {"refunds": MASTERWEB, "a line": INDIHOME, "mistakes": BROKEN, "no YAML": UNREADABLE, "refused": REFUSED}

COMMANDS = (
    ("replay",),
    ("replay", "-v"),
    ("replay", "--format", "json"),
    ("replay", "--format", "csv"),
    ("replay", "--as-known-on", "2024-06-20"),
    ("replay", "--as-known-on", "2025-01-20", "--format", "json"),
    ("history",),
    ("history", "--format", "json"),
    ("explain",),
    ("explain", "--format", "json"),
    ("dispute",),
    ("dispute", "--format", "json"),
    ("dispute", "--format", "csv"),
    ("check",),
)


def leaks(text: str) -> list[str]:
    """The secrets that stand in an output."""
    return [secret for secret in SECRETS if secret in text]


def outputs(path: Path, *options: str) -> Iterator[tuple[str, str]]:
    """Everything that every command says of a file."""
    for command, *given in COMMANDS:
        result = lifecycle(command, path, *given, *options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        yield " ".join((command, *given)), result.output
    report = path.with_suffix(".xml")
    lifecycle("check", path, "--junit", report, *options)
    yield "check --junit", report.read_text("utf-8")


@pytest.mark.parametrize("name", STORIES)
def test_no_command_lets_a_name_or_a_number_through(tmp_path: Path, name: str) -> None:
    path = kept(tmp_path, STORIES[name])
    assert {command: leaks(text) for command, text in outputs(path) if leaks(text)} == {}


@pytest.mark.parametrize("name", ["refunds", "a line"])
def test_unmasked_every_report_shows_what_the_file_says(tmp_path: Path, name: str) -> None:
    told = dict(outputs(kept(tmp_path, STORIES[name]), "--unmask"))
    assert "•" not in "".join(told.values())
    assert [command for command in told if not command.startswith("check") and not leaks(told[command])] == []


@pytest.mark.parametrize("name", ["mistakes", "refused"])
def test_unmasked_a_mistake_shows_the_line_as_it_stands(tmp_path: Path, name: str) -> None:
    told = dict(outputs(kept(tmp_path, STORIES[name]), "--unmask"))
    assert [command for command in told if not leaks(told[command])] == []


@pytest.mark.parametrize("changed", ["Dewi Wulandari owes", "Sari Tjokrosaputro owes", "other"])
def test_a_store_that_holds_another_story_names_nobody(tmp_path: Path, changed: str) -> None:
    """The stored event and the offered one, each without the names that only it has."""
    store = f"sqlite:///{tmp_path / 'kept.db'}"
    first = INDIHOME.replace("Wulandari 7718290341 owes", "other").replace(
        "name: Dewi Wulandari", "name: Ratna Kusumawati"
    )
    assert lifecycle("replay", kept(tmp_path, first), "--store", store).exit_code == 1
    second = first.replace("reason: other", f"reason: {changed}").replace("5550918273", "3344556677")
    told = lifecycle("replay", kept(tmp_path, second), "--store", store)
    assert told.exit_code == 2
    assert leaks(told.output.replace("Tjokrosaputro", "") if changed.startswith("Sari") else told.output) == []
    longer = lifecycle("replay", kept(tmp_path, first[: first.index("  - {at: 2024-06-13")]), "--store", store)
    assert (longer.exit_code, leaks(longer.output)) == (2, [])


def test_a_store_that_was_changed_names_no_subscription(tmp_path: Path) -> None:
    path, file = kept(tmp_path, INDIHOME), tmp_path / "kept.db"
    lifecycle("replay", path, "--store", f"sqlite:///{file}")
    with sqlite3.connect(file) as rows:
        rows.execute("UPDATE stored_events SET state = replace(state, '412500', '412501') WHERE originator_version = 2")
        rows.execute("DELETE FROM stored_events WHERE originator_version = 4")
    rows.close()
    told = lifecycle("replay", path, "--store", f"sqlite:///{file}")
    assert (told.exit_code, leaks(told.output)) == (2, [])


def test_what_is_stored_holds_the_facts_in_clear(tmp_path: Path) -> None:
    """A mask is how outputs show a fact; what is stored, and hashed, is the fact."""
    file = tmp_path / "kept.db"
    lifecycle("replay", kept(tmp_path, MASTERWEB), "--store", f"sqlite:///{file}")
    assert b"Hadiwijaya" in b"".join(path.read_bytes() for path in tmp_path.glob("kept.db*"))


def test_a_masked_line_keeps_its_caret_where_it_was(tmp_path: Path) -> None:
    path = kept(tmp_path, INDIHOME.replace("activated: 2023-05-10", "activatd: 2023-05-10"))
    masked, shown = (lifecycle("replay", path, *options).stderr.splitlines() for options in ([], ["--unmask"]))
    carets = [[line.index("^") for line in lines if line.strip() == "^"] for lines in (masked, shown)]
    assert carets[0] == carets[1]
    assert carets[0]
    assert any("D••• W••••••••" in line and "•••••••341" in line for line in masked), masked


def test_the_schema_and_the_books_hold_nobody() -> None:
    for command in (("schema",), ("rules", "list"), ("rules", "show", "masterweb"), ("rules", "lint")):
        assert leaks(lifecycle(*command).output) == []
