"""The page about maps: its example works as it is written, and each key that a map may have stands there."""

import re
from pathlib import Path

from scenarios.importing.maps import KIND, TOP
from scenarios.importing.values import CELL
from tests.importing.exports import imported

PAGE = (Path(__file__).parents[2] / "scenarios" / "importing" / "README.md").read_text("utf-8")


def _block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_is_imported_as_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "bills.csv").write_text(_block("csv"), "utf-8")
    command, _, output = _block("console").partition("\n")
    assert command == "> lifecycle import bills.csv --map map.yaml --store sqlite:///kept.db"
    assert imported(tmp_path / "bills.csv", _block("yaml")).output.startswith(output)


def test_every_key_of_a_map_is_told() -> None:
    told = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]*)`", PAGE))))
    assert {*TOP, *KIND, *CELL} <= told
