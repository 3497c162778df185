"""Runs that are stopped, resumed, shared among processes and held against the events."""

import hashlib
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import evolve

from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered, Shelf
from projections.columns.batch import Batch, Outcomes
from projections.columns.replayed import by_replay
from scenarios.comparing.books import books
from scenarios.peers import may_leave
from scenarios.portfolio import part, run
from scenarios.portfolio.asked import Asked, Editions, of_two
from scenarios.portfolio.confirming import Contradicted, spread
from scenarios.portfolio.crew import ENDURED, Crew
from scenarios.portfolio.files import latest, listed
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.processes import Processes
from tests.portfolio.bases import base, few
from tests.portfolio.pieces import always_dying, doubling, dying

SHELF = Shelf.open()


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A base of three parts, compared under a later isolation."""
    monkeypatch.setattr(part, "ROWS", 1)
    names = listed([str(base(tmp_path / "base.parquet", few()))])
    two = books("indihome@2023-07-01", None, {"arrears.rung[0].at.days_after": "5"}, SHELF)
    sides, parts, alone = of_two(two, SHELF)
    return Asked(tuple(names), sides, two.named, {}, latest(names) or 0, None, parts, alone)


@pytest.fixture
def twofold(asked: Asked) -> Asked:
    """The same base under a change of two parts."""
    changes = {"arrears.rung[0].at.days_after": "5", "late_fee.tier[0].rate": "7%"}
    sides, parts, alone = of_two(two := books("indihome@2023-07-01", None, changes, SHELF), SHELF)
    return evolve(asked, sides=sides, names=two.named, parts=parts, alone=alone)


def ran(asked: Asked, folder: Path, most: int = 100, done: Any = lambda *_: None) -> run.Run:
    return run.run(asked, Folder(str(folder)), Processes(1), most, done)


def digests(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(folder.glob("rows/*"))}


def test_the_same_run_gives_the_same_bytes(asked: Asked, tmp_path: Path) -> None:
    ran(asked, tmp_path / "one")
    ran(asked, tmp_path / "other")
    assert digests(tmp_path / "one") == digests(tmp_path / "other")
    assert len(digests(tmp_path / "one")) == 3 + 3 + 1


def test_a_stopped_run_goes_on_and_judges_no_part_twice(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(asked, tmp_path / "whole")

    def stop(what: str, so_far: int, of: int) -> None:
        if so_far == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ran(asked, tmp_path / "out", done=stop)
    judged: list[int] = []
    right = part.Bench.work

    def work(self: part.Bench, one: part.PartOf, folder: Folder) -> part.Done:
        judged.append(one.number)
        return right(self, one, folder)

    monkeypatch.setattr(part.Bench, "work", work)
    ran(asked, tmp_path / "out")
    assert judged == [2]
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_a_finished_run_is_told_again_and_not_judged_again(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ran(asked, tmp_path / "out")
    monkeypatch.setattr(part.Bench, "work", None)
    again = ran(asked, tmp_path / "out")
    assert (again.tally, again.replayed) == (first.tally, first.replayed)


def test_a_folder_that_holds_another_run_is_refused_with_what_differs(asked: Asked, tmp_path: Path) -> None:
    ran(asked, tmp_path / "out")
    base(Path(asked.files[0]), few()[1:])
    with pytest.raises(Problems, match="holds another run: the files of the base differs"):
        ran(asked, tmp_path / "out")


def test_a_folder_that_holds_other_files_is_left_alone(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(Problems, match="holds other files"):
        ran(asked, tmp_path / "out")


def test_columns_that_come_to_something_else_than_the_events_finish_nothing(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = part.Bench.judge

    def wrong(self: part.Bench, batch: Batch, editions: Editions) -> Outcomes:
        found = right(self, batch, editions)
        return found._replace(payable=found.payable + (editions is self.asked.sides[1]) * np.arange(len(found.payable)))

    monkeypatch.setattr(part.Bench, "judge", wrong)
    with pytest.raises(Contradicted, match=r"row 2 \(\*\*\*004\).*payable is .* as columns and .* replayed"):
        ran(asked, tmp_path / "out")
    assert not (tmp_path / "out" / "rows").exists()


@pytest.mark.parametrize("first", [1, None], ids=["a finished run", "a run that was not finished"])
def test_what_a_replay_contradicted_stays_so_whatever_number_is_asked_for_next(
    first: int | None, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if first is not None:
        ran(asked, tmp_path / "out", first)
    right = by_replay

    def wrong(batch: Batch, *others: Any) -> Outcomes:
        found = right(batch, *others)
        return found._replace(payable=found.payable + (batch.activated > 0) * (len(batch.activated) > 1))

    with monkeypatch.context() as patch:
        patch.setattr("scenarios.portfolio.confirming.by_replay", wrong)
        with pytest.raises(Contradicted, match=r"payable is .* as columns and .* replayed"):
            ran(asked, tmp_path / "out")
    with pytest.raises(Contradicted, match=r"(?s)payable is .* replayed.*remove it to have the base judged anew"):
        ran(asked, tmp_path / "out", 1)


def test_a_part_of_the_change_that_comes_to_something_else_alone_finishes_nothing(
    twofold: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = part.Bench.judge

    def wrong(self: part.Bench, batch: Batch, editions: Editions) -> Outcomes:
        found = right(self, batch, editions)
        return found._replace(payable=found.payable + (editions is self.asked.alone[1]))

    monkeypatch.setattr(part.Bench, "judge", wrong)
    with pytest.raises(Problems, match=r"by part B alone: payable is .* as columns and .* replayed"):
        ran(twofold, tmp_path / "out")


def test_a_finished_run_replays_more_where_more_are_asked_for(asked: Asked, tmp_path: Path) -> None:
    assert ran(asked, tmp_path / "out", most=1).replayed == 1
    again = ran(asked, tmp_path / "out")
    assert again.replayed == again.tally["changed"] > 1
    assert ran(asked, tmp_path / "out", most=1).replayed == again.replayed


@pytest.mark.parametrize("name", ["run.json", "rows/_part-000001.parquet.json", "rows/_replayed.json"])
@pytest.mark.parametrize("text", ['{"half', "[]"], ids=["cut off", "of another kind"])
def test_what_a_run_wrote_and_is_spoilt_is_told_in_words(asked: Asked, tmp_path: Path, name: str, text: str) -> None:
    ran(asked, tmp_path / "out")
    (tmp_path / "out" / name).write_text(text, "utf-8")
    with pytest.raises(Problems, match=f"{name}: is not as a run writes it"):
        ran(asked, tmp_path / "out")


def test_finished_rows_without_the_last_of_their_files_are_told_in_words(asked: Asked, tmp_path: Path) -> None:
    ran(asked, tmp_path / "out")
    (tmp_path / "out" / "rows" / "_replayed.json").unlink()
    with pytest.raises(Problems, match=r"_replayed.json: is not as a run writes it"):
        ran(asked, tmp_path / "out")


def test_rows_that_are_not_what_was_judged_are_told_by_their_place(asked: Asked, tmp_path: Path) -> None:
    ran(asked, tmp_path / "out", most=1)
    path = tmp_path / "out" / "rows" / "part-000000.parquet"
    rows = pq.read_table(path)
    at = rows.schema.get_field_index("to_payable")
    pq.write_table(rows.set_column(at, "to_payable", pc.add(rows["to_payable"], 1)), path)
    with pytest.raises(Problems, match="the rows of row group 0 from its row 1 on are not what they come to"):
        ran(asked, tmp_path / "out")


def test_the_rows_of_a_part_are_one_row_group(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "ROWS", 100)
    monkeypatch.setattr(part, "BATCH", 1)
    ran(asked, tmp_path / "out")
    written = pq.ParquetFile(tmp_path / "out" / "rows" / "part-000000.parquet")
    assert (written.num_row_groups, written.metadata.num_rows) == (1, len(few()))


def test_a_file_is_named_twice_however_it_is_written(asked: Asked, tmp_path: Path) -> None:
    for again in (str(tmp_path / "." / ".." / tmp_path.name / "base.parquet"), f"file://{asked.files[0]}"):
        with pytest.raises(Problems, match="is named twice"):
            listed([asked.files[0], again])


def test_two_runs_do_not_work_in_one_folder_at_once(asked: Asked, tmp_path: Path) -> None:
    def meanwhile(what: str, so_far: int, of: int) -> None:
        with pytest.raises(Problems, match="another run works in it"):
            ran(asked, tmp_path / "out")
        told.append(what)

    told: list[str] = []
    ran(asked, tmp_path / "out", done=meanwhile)
    assert told


def test_what_the_books_do_not_cover_is_told_with_its_row_and_so_are_all_others(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = part.Bench.judge

    def judge(self: part.Bench, batch: Batch, editions: Editions) -> Outcomes:
        if len(batch.acts.at):
            raise NotCovered("no terms are known")
        return right(self, batch, editions)

    base(Path(asked.files[0]), [*few()[4:], *few()[:3], *few()[4:]], group=4)
    monkeypatch.setattr(part.Bench, "judge", judge)
    with pytest.raises(Problems) as told:
        ran(asked, tmp_path / "out")
    assert [one.message for one in told.value.problems] == ["row group 0, row 1 (***005): no terms are known"]
    monkeypatch.setattr(part, "ROWS", 100)
    base(Path(asked.files[0]), [*few()[4:], *few()[:3], *few()[4:]], group=8)
    with pytest.raises(Problems) as told:
        ran(asked, tmp_path / "other")
    assert [one.message.partition(":")[0] for one in told.value.problems] == [
        "row group 0, row 1 (***005)",
        "row group 0, row 5 (***005)",
    ]


def test_of_more_than_are_replayed_those_at_even_distances_are() -> None:
    assert spread([2, 0, 4], 10) == [(0, 1), (), (0, 1, 2, 3)]
    assert spread([2, 0, 4], 3) == [(0,), (), (0, 2)]


def test_a_killed_process_costs_only_the_piece_that_it_had(tmp_path: Path) -> None:
    crew: Crew[int, int] = Crew(2, dying, str(tmp_path))
    assert dict(crew.work([1, 2, 3, 4])) == {1: 10, 2: 20, 3: 30, 4: 40}
    assert json.dumps(sorted(os.listdir(tmp_path))) == '["2"]'  # noqa: PTH208  # names alone


def test_a_piece_that_kills_every_process_ends_the_work_in_words() -> None:
    crew: Crew[int, int] = Crew(2, always_dying, None)
    with pytest.raises(Problems, match=f"ended {ENDURED} processes"):
        dict(crew.work([1, 2]))


def test_a_process_that_has_left_does_not_end_the_program_that_writes_to_it() -> None:
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as the command line sets it
    try:
        crew: Crew[int, int] = Crew(2, doubling, None)
        assert {signal.getsignal(signal.SIGPIPE) for _ in crew.work([1, 2, 3])} == {signal.SIG_IGN}
        assert signal.getsignal(signal.SIGPIPE) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGPIPE, before)


def test_another_number_of_processes_gives_the_same_bytes(asked: Asked, tmp_path: Path) -> None:
    ran(asked, tmp_path / "one")
    run.run(asked, Folder(str(tmp_path / "two")), Processes(2), 100, lambda *_: None)
    assert digests(tmp_path / "two") == digests(tmp_path / "one")


def test_in_another_thread_than_the_main_one_nothing_is_said_of_signals() -> None:
    def handled() -> Any:
        with may_leave():
            return signal.getsignal(signal.SIGPIPE)

    with ThreadPoolExecutor() as threads:
        assert threads.submit(handled).result() is signal.getsignal(signal.SIGPIPE)
