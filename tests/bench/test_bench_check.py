"""A thousand different scenario files, checked in one process."""

from pathlib import Path

import pytest

from scenarios.commands.check import run
from scenarios.format.story import read
from tests.bench.conftest import Race

FILES = 1000


def story(number: int) -> str:
    """Ten steps: four bills, three payments, three expectations; numbers, months and amounts are all its own."""
    year, month = 2022 + number % 3, 7 + number % 3
    fee = 200_000 + 520 * number
    lines = [
        f"scenario: Line {number}, a bill paid late",
        "provider: indihome",
        "subscription:",
        f'  number: "{122_000_000 + number}"',
        f"  activated: {year}-05-{1 + number % 27:02d}",
        f"  monthly_fee: {fee}",
        "steps:",
    ]
    for index in range(4):
        at = f"{year}-{month + index:02d}"
        lines += [f"  - at: {at}-{1 + number % 9:02d}", f"    billed: {{period: {at}, amount: {fee}}}"]
        if index == 1:
            lines += [f"  - at: {at}-21", f"    expect: {{state: isolated, principal: {fee}}}"]
            lines += [f"  - at: {at}-{22 + number % 6}T{number % 24:02d}:30", f"    paid: {fee + fee // 20}"]
        elif index < 3:
            lines += [f"  - at: {at}-{11 + number % 9}T10:00", f"    paid: {fee}"]
    lines += [f"  - at: {at}-20", f"    expect: {{state: active, payable: {fee}, late_fee: 0, isolated_since: never}}"]
    lines += [f"  - at: {at}-22", f"    expect: {{state: isolated, isolated_since: {at}-21}}"]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files."""
    for number in range(FILES):
        (tmp_path / f"line-{number:04d}.yaml").write_text(story(number), "utf-8")
    return tmp_path


def test_a_thousand_files(race: Race, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that `lifecycle check FOLDER` does, against reading the same files and no more."""
    files = sorted(folder.iterdir())

    def checked() -> None:
        status = run([folder])
        said = capsys.readouterr().out
        assert status == 0, said

    race(
        f"{FILES:,} different scenario files checked in one process, files per second",
        "parsing the same files alone, files per second",
        checked,
        lambda: [read(file) for file in files],
        target=0.60,
        at_least=True,
        cause="deciding each story, and folding its events again for what it expects, is most of the rest",
        rounds=5,
    )
