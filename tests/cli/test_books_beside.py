"""A story's folder may hold books of its own: they judge its stories, and nothing else."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.rulebook import Shelf
from tests.cli.told import HOLDS, UNPAID, kept, lifecycle

BOOK = """\
# Kecil, terms of 2024

```toml
provider = "kecil"
undated = true
authority = "evidence"
source = "a letter"
```

## 1 Paying late

A flat fee.

```toml
[billing]
due = {month = 0, day = 10}

[[late_fee.tier]]
from = {days_after = 1, of = "due"}
flat = 15000
```
"""
STORY = """\
scenario: Late by a day
provider: kecil
subscription: {number: "1"}
steps:
  - at: 2024-06-05
    billed: {period: 2024-06, amount: 100000}
  - at: 2024-06-11
    expect: {payable: 115000}
"""
SHIPPED = Path(clauses.__file__).parents[1] / "providers/indihome/2023-07-01.md"


def beside(folder: Path, book: str = BOOK, name: str = "kecil/undated.md") -> None:
    kept(folder / "rules", book, name)


@pytest.mark.parametrize("command", ["check", "replay", "explain", "history"])
def test_a_book_beside_a_story_judges_it(tmp_path: Path, command: str) -> None:
    path = kept(tmp_path, STORY)
    assert lifecycle(command, path).exit_code == 2
    beside(tmp_path)
    result = lifecycle(command, path)
    assert (result.exit_code, result.stderr) == (0, "")


def test_it_is_found_from_the_story_s_own_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, STORY)
    beside(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert lifecycle("check", "story.yaml").exit_code == 0
    assert lifecycle("check", ".").exit_code == 0


def test_it_judges_the_stories_of_its_folder_and_of_no_other(tmp_path: Path) -> None:
    """Neither above nor below; each folder has its own."""
    kept(tmp_path / "a", STORY)
    beside(tmp_path / "a")
    kept(tmp_path / "b", STORY.replace("115000", "125000"))
    beside(tmp_path / "b", BOOK.replace("15000", "25000"))
    assert lifecycle("check", tmp_path).exit_code == 0
    kept(tmp_path / "a" / "c", STORY)
    result = lifecycle("check", tmp_path)
    assert result.exit_code == 2
    assert "story.yaml:2:11" in result.stdout
    assert 'unknown provider "kecil"' in result.stdout


def test_rules_on_the_command_line_go_before_it(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    beside(tmp_path)
    beside(tmp_path / "mine", BOOK.replace("15000", "20000"))
    result = lifecycle("check", path, "--rules", tmp_path / "mine" / "rules")
    assert result.exit_code == 1
    assert "derived Rp 120.000" in result.stdout


def test_it_overrides_a_book_that_ships_and_adds_to_its_editions(tmp_path: Path) -> None:
    text = SHIPPED.read_text("utf-8")
    path = kept(tmp_path, UNPAID.replace("20625", "24750"))
    assert lifecycle("check", path).exit_code == 1
    beside(tmp_path, text.replace('rate = "5%"', 'rate = "6%"'), "indihome/2023-07-01.md")
    assert lifecycle("check", path).exit_code == 0
    beside(tmp_path, text.replace("in_force = 2023-07-01", "in_force = 2020-01-01"), "indihome/2020-01-01.md")
    older = UNPAID.replace("2024", "2020").replace("2022-05-10", "2020-01-01")
    assert lifecycle("check", kept(tmp_path, older)).exit_code == 0


def test_its_mistakes_are_told_at_their_place(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    beside(tmp_path, BOOK.replace("flat = 15000", "flt = 15000"))
    result = lifecycle("check", path)
    assert result.exit_code == 2
    assert f'{tmp_path / "rules/kecil/undated.md"}:20:1: unknown key "flt"' in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_a_file_that_is_named_for_no_edition_is_told(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    beside(tmp_path, name="kecil/terms.md")
    result = lifecycle("replay", path)
    assert result.exit_code == 2
    assert "terms.md: a rule book is named for its first day in force" in result.stderr


def test_a_folder_called_rules_without_the_provider_is_none_of_ours(tmp_path: Path) -> None:
    """It may hold anything."""
    kept(tmp_path / "rules", "# Notes", "house/readme-first.md")
    assert lifecycle("check", kept(tmp_path, HOLDS)).exit_code == 0


def test_the_books_beside_are_read_once_for_all_stories_of_a_folder(tmp_path: Path) -> None:
    beside(tmp_path)
    shelf = Shelf.open()
    assert shelf.beside(tmp_path / "a.yaml", "kecil") is shelf.beside(tmp_path / "b.yaml", "kecil")
    assert shelf.beside(tmp_path / "a.yaml", "indihome") is shelf


def test_the_published_cases_bring_their_books(tmp_path: Path) -> None:
    """Wherever their folder stands."""
    cases = Path(__file__).parents[2] / "scenarios/library/cases"
    for path in cases.rglob("*.*"):
        kept(tmp_path, path.read_text("utf-8"), str(path.relative_to(cases)))
    assert lifecycle("check", tmp_path).exit_code == 0
