"""A thousand stories under two books, against checking the same stories."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios.commands import check
from scenarios.commands.compare import Options, run
from tests.bench.conftest import Race

FILES = 1000

PAID = """\
scenario: Line {number}, paid {day}
provider: indihome
subscription: {{number: "{line}", activated: 2023-09-{day:02d}, monthly_fee: {fee}}}
steps:
"""
BILL = """\
  - at: 2024-{month:02d}-{issued:02d}
    billed: {{period: 2024-{month:02d}, amount: {fee}}}
  - at: 2024-{month:02d}-{paid:02d}T10:00
    paid: {amount}
  - at: 2024-{month:02d}-{paid:02d}T11:00
    expect: {{state: active, payable: 0}}
"""


def story(number: int, *, late: bool) -> str:
    """Four bills, four payments and four expectations; each bill is paid in time, or late with its fee."""
    fee = 200_000 + 520 * number
    text = PAID.format(number=number, line=122_000_000 + number, fee=fee, day=1 + number % 27)
    amount, paid = (fee + fee // 20, 26 + number % 3) if late else (fee, 11 + number % 9)
    bills = (
        BILL.format(month=5 + index, issued=1 + number % 9, fee=fee, paid=paid, amount=amount) for index in range(4)
    )
    return text + "".join(bills)


def folder(at: Path, *, late: bool) -> Path:
    """The files."""
    for number in range(FILES):
        (at / f"line-{number:04d}.yaml").write_text(story(number, late=late), "utf-8")
    return at


@pytest.mark.parametrize(
    ("late", "values", "target"),
    [
        pytest.param(False, ("late_fee.tier[0].rate=7%", "arrears.rung[0].at.days_after=5"), 0.8, id="paid in time"),
        pytest.param(True, ("late_fee.tier[1].rate=20%", "minimum_term.months=6"), 0.8, id="beyond what they come to"),
        pytest.param(True, ("late_fee.tier[0].minimum=6000",), 0.8, id="consulted and the same"),
        pytest.param(True, ("arrears.rung[0].at.days_after=5",), None, id="affected by one part"),
    ],
)
def test_a_thousand_stories_compared(
    race: Race,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
    late: bool,  # a case of the table
    values: tuple[str, ...],
    target: float | None,
) -> None:
    """Everything that `lifecycle compare FOLDER` does, against everything that `lifecycle check FOLDER` does."""
    stories = folder(tmp_path, late=late)

    def quietly(act: Callable[[], int]) -> None:
        status = act()
        said = capsys.readouterr().out
        assert status == 0, said

    race(
        f"{FILES:,} stories compared, {request.node.callspec.id}, stories per second",
        "checking the same stories, stories per second",
        lambda: quietly(lambda: run([stories], Options("indihome@2023-07-01", None, values))),
        lambda: quietly(lambda: check.run([stories])),
        target=target,
        at_least=True,
        cause="a story is checked once its file is read; comparing reads it with two books and tells why nothing moves",
        rounds=5,
    )
