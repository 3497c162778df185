"""One journal of every shipped story, as `lifecycle export` writes it, before the tools of the trade themselves."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.format import read
from scenarios.replay import record, replay
from tests.cli.told import kept, lifecycle

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
TOOLS = {
    "beancount": [str(Path(sys.executable).with_name("bean-check"))],
    "hledger": ["hledger", "check", "-f"],
}
ASSERTED = {
    "beancount": re.compile(r"^(\S+) balance (\S+)  (-?[0-9.]+) ~ 0 IDR$", re.MULTILINE),
    "hledger": re.compile(r"^(\S+) \* balance\n(?:    ;.*\n)?    (\S+)  0\.00 IDR = (-?[0-9.]+) IDR$", re.MULTILINE),
}
POSTED = re.compile(r"^( +\S+  )(-?)([1-9][0-9]*)(\.[0-9]{2} IDR)$", re.MULTILINE)


@pytest.fixture(scope="module", params=TOOLS)
def form(request: pytest.FixtureRequest) -> str:
    """The language of a journal, whose tool is here."""
    found = str(request.param)
    if shutil.which(TOOLS[found][0]) is None:
        pytest.skip(f"{TOOLS[found][0]} is not installed (apt-get install hledger)")
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of every shipped story, each under a number of its own."""
    url, shelf = f"sqlite:///{tmp_path_factory.mktemp('kept') / 'stories.db'}", Shelf.open()
    with frozen() as clock, Store.open(url, kept=False) as opened:
        for number, path in enumerate(STORIES, 7_000_000):
            story = read(path)
            record(replay(evolve(story, opening=evolve(story.opening, number=str(number))), shelf, clock), opened)
    return url


@pytest.fixture(scope="module")
def journal(store: str, form: str) -> str:
    """All their accounts."""
    written = lifecycle("export", "--store", store, "--format", form)
    assert written.exit_code == 0, written.stderr
    return written.stdout


def accepted(form: str, folder: Path, journal: str) -> bool:
    """Whether the tool itself, a program of its own, accepts a journal."""
    file = kept(folder, journal, "stories.journal")
    told = subprocess.run([*TOOLS[form], str(file)], capture_output=True, text=True, check=False)
    return told.returncode == 0


def test_every_shipped_story_is_accepted(form: str, journal: str, tmp_path: Path) -> None:
    assert accepted(form, tmp_path, journal)


def test_each_account_is_asserted_at_each_months_end(form: str, journal: str) -> None:
    """From the month of its first movement to that of its subscription's last, in which it is asserted at the last."""
    months = defaultdict[str, list[tuple[int, int]]](list)
    for day, account, _ in ASSERTED[form].findall(journal):
        struck = date.fromisoformat(day) - timedelta(days=form == "beancount")
        months[account].append((struck.year, struck.month))
    assert sum(1 for name in months if name.startswith("Assets:Receivable:")) > len(STORIES) // 2
    for account, found in months.items():
        first = found[0][0] * 12 + found[0][1]
        assert [year * 12 + month for year, month in found] == list(range(first, first + len(found))), account
    moved = {line.split()[0] for line in journal.splitlines() if re.match(r" +(Assets:[RS]|Liabilities:)", line)}
    assert moved <= set(months)


@pytest.mark.parametrize("which", [0, 0.5, 1], ids=["the first", "one in the midst", "the last"])
def test_a_wrong_balance_is_refused(form: str, journal: str, tmp_path: Path, which: float) -> None:
    found = list(ASSERTED[form].finditer(journal))
    one = found[int(which * (len(found) - 1))]
    wrong = f"{journal[: one.start(3)]}1{one[3].removeprefix('-')}{journal[one.end(3) :]}"
    assert not accepted(form, tmp_path, wrong)


@pytest.mark.parametrize("which", [0, 0.5, 1], ids=["the first", "one in the midst", "the last"])
def test_a_wrong_movement_is_refused_though_both_its_sides_agree(
    form: str, journal: str, tmp_path: Path, which: float
) -> None:
    """Against the balance of the month, not only against its other side."""
    blocks = re.split(r"(?m)^(?=\d{4}-)", journal)
    plain = [
        number
        for number, block in enumerate(blocks)
        if len(POSTED.findall(block)) == len(re.findall(r"(?m)^ +\S+  -?[0-9.]+ IDR$", block)) == 2
        and "Assets:Receivable" in block
    ]
    number = plain[int(which * (len(plain) - 1))]
    blocks[number] = POSTED.sub(r"\g<1>\g<2>1\g<3>\g<4>", blocks[number])
    assert not accepted(form, tmp_path, "".join(blocks))
