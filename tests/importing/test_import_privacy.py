"""What an import says when it refuses shows no number and no name, wherever in the export they stand."""

from pathlib import Path

import pytest

from tests.cli.told import lifecycle
from tests.importing.exports import COLUMNS, MAP, ROWS, export, imported

NAME, NUMBER, ACCOUNT = "Budi Santoso", "122001", "8812345"
HOLDS = MAP.replace("  monthly_fee: fee\n", "  monthly_fee: fee\n  name: holder\n").replace(
    "{amount: amount, method", "{amount: amount, from: {name: payer, number: account}, method"
)
MORE = (*COLUMNS, "holder", "payer", "account")
PAY = ("122001", "10/05/2022", "PAY", "03/07/2024 10:00", "", "5", "TUNAI", "", NAME, "Siti Aminah", ACCOUNT)
SECRETS = (NAME, "Budi", "Santoso", NUMBER, ACCOUNT, "Siti", "Aminah")


def _told(folder: Path, *rows: dict[str, str], unmask: bool = False, text: str = HOLDS) -> str:
    whole = [{**dict(zip(MORE, PAY, strict=True)), **row} for row in rows]
    (folder / "map.yaml").write_text(text, "utf-8")
    lines = [",".join(MORE), *(",".join(f'"{row[name]}"' for name in MORE) for row in whole)]
    (folder / "a.csv").write_text("\n".join(lines), "utf-8")
    store = f"sqlite:///{folder / 'kept.db'}"
    told = lifecycle(
        "import", folder / "a.csv", "--map", folder / "map.yaml", "--store", store, *(["--unmask"] if unmask else [])
    )
    assert told.exit_code == 2
    assert isinstance(told.exception, SystemExit)
    assert f"{folder / 'map.yaml'}:" not in told.output or text != HOLDS
    return told.output.replace(str(folder), "")


@pytest.mark.parametrize(
    "secret", [NAME, NAME.lower(), NUMBER, ACCOUNT, "Siti Aminah", f"{NAME} {ACCOUNT}", f"0812{ACCOUNT}", "O'Budi 'x"]
)
@pytest.mark.parametrize("column", ["since", "type", "issued", "amount", "channel", "fee"])
def test_no_cell_is_repeated_that_holds_a_number_or_a_name(tmp_path: Path, column: str, secret: str) -> None:
    """Also where it stands in a column that is not its own, as in a row that is shifted."""
    row = {column: secret}
    if column == "fee" and secret.isdigit():
        row["issued"] = secret
    told = _told(tmp_path, row) if not (column == "amount" and secret.isdigit()) else _told(tmp_path, row, {"fee": "x"})
    assert not [one for one in SECRETS if one.lower() in told.lower()], told


@pytest.mark.parametrize("key", ["holder", "fee", "since"])
def test_rows_that_contradict_each_other_show_neither(tmp_path: Path, key: str) -> None:
    other = {"holder": "Santoso Budi", "fee": "412500", "since": "11/05/2022"}[key]
    told = _told(tmp_path, {"fee": "5"}, {key: other})
    assert "a subscription is opened once" in told
    assert not [one for one in SECRETS if one in told], told


def test_a_refusal_shows_neither(tmp_path: Path) -> None:
    told = _told(tmp_path, {"issued": "03/07/2021 10:00"})
    assert not [one for one in SECRETS if one in told], told


def test_a_first_line_that_is_a_row_is_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(",".join(PAY), "utf-8")
    told = imported(file, HOLDS).output.replace(str(tmp_path), "")
    assert not [one for one in SECRETS if one in told], told


def test_a_difference_from_the_store_shows_neither(tmp_path: Path) -> None:
    imported(export(tmp_path / "bills.csv"))
    told = imported(export(tmp_path / "bills.csv", [*ROWS[:2], (*ROWS[2][:5], "1", "", "")])).output
    assert "indihome/•••001" in told
    assert NUMBER not in told


def test_a_constant_of_the_map_is_not_repeated(tmp_path: Path) -> None:
    text = HOLDS.replace("number: account", f"number: {{constant: {ACCOUNT}, values: x}}")
    assert ACCOUNT not in _told(tmp_path, {}, text=text)


def test_unmasked_everything_is_told(tmp_path: Path) -> None:
    assert f'"{NAME}" is not a date' in _told(tmp_path, {"issued": NAME}, unmask=True)


@pytest.mark.parametrize(
    ("column", "cell"), [("type", "BIL"), ("channel", "QRIS"), ("issued", "31/06/2024"), ("amount", "1.500")]
)
def test_what_a_person_needs_to_put_a_row_right_is_shown(tmp_path: Path, column: str, cell: str) -> None:
    """Words of the export's makers, dates and amounts."""
    assert cell in _told(tmp_path, {column: cell})
