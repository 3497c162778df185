"""`lifecycle replay`: its exit statuses, its options, and what it stores."""

import json
from pathlib import Path

import pytest

from lifecycle.store import Store
from tests.cli.told import BOOKS, FAILS, HOLDS, MISTAKES, PLACES, UNPAID, kept, lifecycle


def test_a_story_that_holds_ends_with_0(tmp_path: Path) -> None:
    result = lifecycle("replay", kept(tmp_path, HOLDS))
    assert result.exit_code == 0
    assert "✓ all 2 hold" in result.stdout
    assert result.stdout.splitlines()[-1] == "Owed at 2024-06-30 00:00 WIB: nothing; active; blacklist: not eligible"
    assert result.stderr == ""


def test_an_expectation_that_fails_ends_with_1(tmp_path: Path) -> None:
    result = lifecycle("replay", kept(tmp_path, FAILS))
    assert result.exit_code == 1
    assert "✗ line 10, 2024-06-30: payable: expected Rp 20.625, derived Rp 0 (Rp 20.625 less)" in result.stdout
    assert "✗ 1 of 2 fail" in result.stdout


def test_verbose_lists_what_holds_too(tmp_path: Path) -> None:
    path = kept(tmp_path, HOLDS)
    assert "✓ line 10, 2024-06-30: state: active" in lifecycle("replay", path, "-v").stdout
    assert "line 10" not in lifecycle("replay", path).stdout


def test_all_mistakes_are_told_at_once_with_line_and_caret(tmp_path: Path) -> None:
    path = kept(tmp_path, MISTAKES)
    result = lifecycle("replay", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    heads = [line for line in result.stderr.splitlines() if line.startswith(str(path))]
    assert [head.removeprefix(f"{path}:").partition(": ")[0] for head in heads] == list(PLACES)
    assert 'unknown event "biled"; did you mean "billed"?' in heads[3]
    assert result.stderr.splitlines()[10:12] == ["        biled: {period: 2024-06, amount: 412500}", "        ^"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--as-of", "2024-06-31"], "--as-of: '2024-06-31' does not exist"),
        (["--as-known-on", "soon"], "--as-known-on: 'soon' is not an instant"),
        (["--reading", "late_fee.stacking"], "--reading late_fee.stacking: a reading is written NAME=VALUE"),
        (["--reading", "a=b", "--reading", "a=c"], "--reading a=c: a is b already; give it one value"),
        (["--reading", "late_fee.stackin=add"], 'did you mean "late_fee.stacking"?'),
        (["--reading", "late_fee.stacking=ad"], 'did you mean "add"?'),
        (["--edition", "2023-07-02"], 'did you mean "2023-07-01"?'),
        (["--lang", "id"], "--lang: text names both languages' terms as it is"),
        (["--format", "html", "--lang", "jv"], 'unknown language "jv"; known are en, id'),
        (["--format", "jsn"], 'unknown format "jsn"; did you mean "json"?'),
        (["--rules", "nowhere"], "nowhere: is no folder"),
        (["--store", "stories.db"], "'stories.db' is not the URL of a store"),
        (["--store", "sqlite:///nowhere/x.db"], "there is no folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_that_cannot_be_used_ends_with_2(tmp_path: Path, options: list[str], words: str) -> None:
    result = lifecycle("replay", kept(tmp_path, HOLDS), *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(("name", "words"), [("none.yaml", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_ends_with_2(tmp_path: Path, name: str, words: str) -> None:
    result = lifecycle("replay", tmp_path / name)
    assert result.exit_code == 2
    assert f"{tmp_path / name}:1:1: the file cannot be read: {words}" in result.stderr


def test_as_of_stops_in_the_middle(tmp_path: Path) -> None:
    found = json.loads(lifecycle("replay", kept(tmp_path, UNPAID), "--as-of", "2024-06-21", "--format", "json").stdout)
    assert found["until"] == "2024-06-21T00:00:00+07:00"
    assert found["standing"]["state"] == "isolated"
    assert found["expectations"] == []


def test_as_known_on_judges_nothing(tmp_path: Path) -> None:
    path = kept(tmp_path, FAILS)
    result = lifecycle("replay", path, "--as-known-on", "2024-06-10")
    assert result.exit_code == 0
    assert "not judged" in result.stdout
    found = json.loads(lifecycle("replay", path, "--as-known-on", "2024-06-10", "--format", "json").stdout)
    assert found["expectations"] is None
    assert found["holds"] is None
    assert found["owed"]["rupiah"] == "433125", "the payment was not known yet"


def test_another_reading_is_laid_over_the_file(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID.replace("2024-06-30", "2024-07-02").replace("late_fee: 20625", "late_fee: 61875"))
    assert lifecycle("replay", path).exit_code == 1
    result = lifecycle("replay", path, "--reading", "late_fee.stacking=add")
    assert result.exit_code == 0
    assert "late_fee.stacking=add  chosen; the book's default is replace" in result.stdout


def test_a_book_of_ones_own_is_read_from_a_folder(tmp_path: Path) -> None:
    story = HOLDS.replace("indihome", "contoh-net").replace("2022-05-10", "2024-01-01")
    path = kept(tmp_path, story.replace("2024-06-20T23:59:59", "2024-06-10"))
    assert lifecycle("replay", path).exit_code == 2
    assert lifecycle("replay", path, "--rules", BOOKS).exit_code == 0


def test_numbers_and_names_are_masked_unless_asked_for(tmp_path: Path) -> None:
    path = kept(tmp_path, HOLDS.replace("2022-05-10}", "2022-05-10, name: Sri Wahyuni}"))
    for form in ("text", "json", "csv"):
        masked = lifecycle("replay", path, "--format", form).stdout
        assert "122001" not in masked
        assert "Wahyuni" not in masked
        assert "122001" in lifecycle("replay", path, "--format", form, "--unmask").stdout


def test_a_story_is_stored_and_the_same_story_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    first = lifecycle("replay", kept(tmp_path, UNPAID), "--as-of", "2024-06-10", "--store", url, "--format", "json")
    whole = lifecycle("replay", kept(tmp_path, UNPAID), "--store", url, "--format", "json")
    again = lifecycle("replay", kept(tmp_path, UNPAID), "--store", url, "--format", "json")
    assert json.loads(first.stdout)["chain"]["count"] == 2
    assert whole.stdout == again.stdout
    with Store.open(url) as store:
        assert store.head.count == json.loads(whole.stdout)["chain"]["count"] == 4
        assert [recorded.version for recorded in store.events("indihome/122001")] == [1, 2, 3, 4]
        assert store.verify() is None


LONGER = UNPAID + "  - at: 2024-07-10\n    letter-sent: {to: the customer}\n"


def test_a_story_shorter_than_the_stored_one_is_refused_at_the_first_event_that_it_lacks(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    assert lifecycle("replay", kept(tmp_path, LONGER), "--store", url).exit_code == 0
    path = kept(tmp_path, UNPAID)
    result = lifecycle("replay", path, "--store", url)
    assert result.exit_code == 2
    assert result.stdout == ""
    head = result.stderr.splitlines()[0]
    assert head.startswith(f"{path}:9:5: the store holds event 5 of indihome/•••001, 2024-07-10 letter sent")
    assert "which this story does not have" in head
    with Store.open(url) as store:
        assert store.head.count == 5
        assert store.verify() is None


def test_what_a_later_as_of_stored_is_no_part_of_the_story_itself(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    path = kept(tmp_path, UNPAID)
    assert lifecycle("replay", path, "--store", url, "--as-of", "2025-01-01").exit_code == 0
    result = lifecycle("replay", path, "--store", url)
    assert result.exit_code == 2
    assert "which this story does not have; it was stored from a longer story, or up to a later" in result.stderr
    assert lifecycle("replay", path, "--store", url, "--as-of", "2025-01-01").exit_code == 0


def test_a_store_may_be_ahead_of_a_replay_that_stops_early(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    path = kept(tmp_path, LONGER)
    assert lifecycle("replay", path, "--store", url).exit_code == 0
    result = lifecycle("replay", path, "--store", url, "--as-of", "2024-06-10", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["until"] == "2024-06-10T00:00:00+07:00"
    with Store.open(url) as store:
        assert store.head.count == 5


@pytest.mark.parametrize("story", [UNPAID, LONGER.replace("the customer", "nobody")], ids=["shorter", "another"])
def test_a_store_that_is_ahead_in_another_story_is_refused_also_by_a_replay_that_stops_early(
    tmp_path: Path, story: str
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    assert lifecycle("replay", kept(tmp_path, LONGER), "--store", url).exit_code == 0
    result = lifecycle("replay", kept(tmp_path, story), "--store", url, "--as-of", "2024-06-10")
    assert result.exit_code == 2
    assert "event 5 of indihome/•••001" in result.stderr


def test_the_beginning_of_a_story_that_could_not_go_on_from_there_is_not_stored(tmp_path: Path) -> None:
    """As recorded, the events stand in the file's order; here the second of them counts only after the third."""
    database = tmp_path / "kept.db"
    head = "provider: indihome\nprovider_acts: as_recorded\nreadings: {payment.dated_by: posted}"
    story = UNPAID.replace("provider: indihome", head).replace(
        "    letter-sent: {to: the provider}\n", "    paid: {amount: 5, posted_at: 2024-06-29}\n"
    )
    story = story.replace("  - at: 2024-06-30", "  - at: 2024-06-25\n    letter-sent: {to: nobody}\n  - at: 2024-06-30")
    options = ("--store", f"sqlite:///{database}")
    result = lifecycle("replay", kept(tmp_path, story), *options, "--as-of", "2024-06-26")
    assert result.exit_code == 2
    assert result.stderr.startswith("--as-of: what counts by then is not the beginning of the story as it is kept")
    assert lifecycle("replay", kept(tmp_path, story), *options).exit_code == 1
    with Store.open(f"sqlite:///{database}") as store:
        assert store.head.count == 4


def test_another_story_of_the_same_subscription_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    assert lifecycle("replay", kept(tmp_path, UNPAID), "--store", url).exit_code == 0
    path = kept(tmp_path, UNPAID.replace("412500", "412501"))
    result = lifecycle("replay", path, "--store", url)
    assert result.exit_code == 2
    assert result.stdout == ""
    head = result.stderr.splitlines()[0]
    assert head.startswith(f"{path}:5:5: the store holds another event 2 of indihome/•••001: ")
    assert "stored is 2024-06-05 billed · tagihan Rp 412.500 (2024-06) by provider" in head
    assert "offered 2024-06-05 billed · tagihan Rp 412.501 (2024-06) by provider" in head
    with Store.open(url) as store:
        assert store.head.count == 4


def test_events_that_read_the_same_are_told_apart_by_their_fields(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    assert lifecycle("replay", kept(tmp_path, UNPAID), "--store", url).exit_code == 0
    path = kept(tmp_path, UNPAID.replace("    letter-sent", "    note: by hand\n    letter-sent"))
    result = lifecycle("replay", path, "--store", url)
    assert result.exit_code == 2
    assert '; note: stored null, offered "by hand"' in result.stderr


@pytest.mark.parametrize(
    "options", [["--reading", "late_fee.stacking=add"], ["--edition", "2022-01-01"], ["--as-known-on", "2024-06-10"]]
)
def test_a_history_under_other_choices_is_not_stored(tmp_path: Path, options: list[str]) -> None:
    database = tmp_path / "kept.db"
    result = lifecycle("replay", kept(tmp_path, HOLDS), "--store", f"sqlite:///{database}", *options)
    assert result.exit_code == 2
    assert f"--store: {options[0]} makes a history that is not the story's own" in result.stderr
    assert not database.exists()


def test_all_that_the_subscription_refuses_is_told_at_once(tmp_path: Path) -> None:
    story = HOLDS.replace("paid: 412500", "payment-reversed: {amount: 5}")
    story += "  - at: 2024-07-01\n    adjusted: {amount: 5, reason: x, period: 2024-01}\n"
    story += "  - at: 2024-07-02\n    dispute-resolved: {ticket: A, outcome: upheld}\n"
    path = kept(tmp_path, story)
    result = lifecycle("replay", path)
    assert result.exit_code == 2
    heads = [line for line in result.stderr.splitlines() if line.startswith(str(path))]
    assert [head.removeprefix(f"{path}:").partition(";")[0] for head in heads] == [
        "8:5: refused: there is no payment of Rp 5 to reverse",
        "12:5: refused: there is no bill of 2024-01",
        "14:5: refused: there is no open dispute to resolve",
    ]


def test_a_refused_story_stores_nothing(tmp_path: Path) -> None:
    database = tmp_path / "kept.db"
    story = HOLDS.replace("paid: 412500", "payment-reversed: {amount: 5}")
    result = lifecycle("replay", kept(tmp_path, story), "--store", f"sqlite:///{database}")
    assert result.exit_code == 2
    assert "refused: there is no payment of Rp 5 to reverse" in result.stderr
    with Store.open(f"sqlite:///{database}") as store:
        assert store.head.count == 0
