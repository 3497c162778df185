"""The command line, run in this process, and the stories that its tests tell it."""

from functools import cache
from pathlib import Path

import typer.main
import typer.testing
from typer.testing import CliRunner, Result

from scenarios.cli import app

# The command line is built once: building it anew takes longer than most of what it is asked.
vars(typer.testing)["_get_command"] = cache(typer.main.get_command)

BOOKS = Path(__file__).parents[1] / "books"

HOLDS = """\
scenario: Paid on the last day
provider: indihome
subscription: {number: "122001", activated: 2022-05-10}
steps:
  - at: 2024-06-05
    billed: {period: 2024-06, amount: 412500}
  - at: 2024-06-20T23:59:59
    paid: 412500
  - at: 2024-06-30
    expect: {state: active, payable: 0}
"""

FAILS = HOLDS.replace("payable: 0", "payable: 20625")
UNPAID = HOLDS.replace("    paid: 412500\n", "    letter-sent: {to: the provider}\n").replace(
    "{state: active, payable: 0}", "{state: isolated, late_fee: 20625}"
)

MISTAKES = """\
scenario: Ten mistakes
provider: indihme
edition: 2023-13-01
subscription: {number: "122001", activated: 2022-05-10, activatd: 1}
steps:
  - at: 2024-06-05
    biled: {period: 2024-06, amount: 412500}
  - at: 2024-06-31
    paid: 5
  - at: 2024-06-06
    paid: -5
  - at: 2024-06-04
    paid: "1.500"
  - at: 2024-06-07
    isolated: {}
  - at: 2024-07-05
    billed: {period: 2024-07, amount: 100, lines: [{for: tax, amount: 90}]}
    note: a
    note: b
  - at: 2024-07-05
    paid: 12.345
"""

PLACES = ("2:11", "3:10", "4:57", "7:5", "8:9", "11:11", "12:9", "13:11", "15:5", "17:51", "19:5", "21:11")
"""Where the mistakes stand, all of them."""


def lifecycle(*arguments: str | Path, **environment: str) -> Result:
    """Run a command, as in a pipe of 100 columns."""
    runner = CliRunner(env={"LC_ALL": "C.UTF-8", "COLUMNS": "100", "NO_COLOR": "1", **environment})
    return runner.invoke(app, [str(argument) for argument in arguments])


def kept(folder: Path, text: str, name: str = "story.yaml") -> Path:
    """A story in a file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
