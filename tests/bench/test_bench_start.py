"""A cold start: whole processes, from the shell's side."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.conftest import Race

ROOT = Path(__file__).parents[2]
STORY = "scenarios/library/indihome/three-bills-unpaid.yaml"
FREEZE = "with freezegun.freeze_time('2024-06-05'): pass"
IMPORTS = "import eventsourcing, attrs, pendulum, typer, rich, freezegun"
USED = "import eventsourcing.application, eventsourcing.sqlite, attrs, pendulum, typer, rich.console, freezegun"


def ran(*words: str) -> None:
    """Run Python to its end; its bytecode is kept between the runs, as it is for everybody who runs it twice."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


def test_cold_start(race: Race) -> None:
    """The six libraries by their bare names."""
    race(
        "cold start: `lifecycle replay` of a story of three unpaid bills, the whole process",
        "a process that imports eventsourcing, attrs, pendulum, typer, rich and freezegun and freezes once",
        lambda: ran("-m", "scenarios", "replay", STORY),
        lambda: ran("-c", f"{IMPORTS}\n{FREEZE}"),
        target=1.5,
        cause="two fifths of the difference are the attrs classes, 130 of them, which Python compiles at every start; "
        "an eighth is reading the rule books; the rest is YAML, cattrs and the tables of rich",
        rounds=15,
    )


def test_cold_start_against_what_is_used(race: Race) -> None:
    """`import eventsourcing` and `import rich` are all but empty; these are the modules of them that we use."""
    race(
        "the same",
        "a process that imports the modules of them that any such program uses, and freezes once",
        lambda: ran("-m", "scenarios", "replay", STORY),
        lambda: ran("-c", f"{USED}\n{FREEZE}"),
        rounds=15,
    )
