"""`lifecycle check --jobs`: whoever checks a file, the same is said of it."""

import shutil
from pathlib import Path

from tests.cli.told import FAILS, MISTAKES, kept, lifecycle

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"


def test_several_processes_say_the_same_in_the_same_order(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY / "postclic", tmp_path / "stories")
    kept(tmp_path / "stories", FAILS, "a-story-that-fails.yaml")
    kept(tmp_path / "stories", MISTAKES, "zz.yaml")
    said = []
    for jobs in ("1", "2"):
        report = tmp_path / f"{jobs}.xml"
        result = lifecycle("check", tmp_path / "stories", "--jobs", jobs, "--junit", report, "--bless")
        assert result.exit_code == 2
        assert result.stderr == ""
        golden = {path.name: path.read_bytes() for path in (tmp_path / "stories").glob("*.golden.json")}
        assert len(golden) == 15, "every story that is not to be refused"
        for name in golden:
            (tmp_path / "stories" / name).unlink()
        said.append((result.stdout, report.read_bytes(), golden))
    assert said[0] == said[1]


def test_a_number_of_processes_that_is_none_ends_with_2(tmp_path: Path) -> None:
    result = lifecycle("check", kept(tmp_path, FAILS), "--jobs", "many")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--jobs: 'many' is no number of processes; write 1 to 64" in result.stderr
