"""`lifecycle envelope`: what it prints, and how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.told import UNPAID, kept, lifecycle

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "scenarios" / "report" / "envelope.schema.json"
LIBRARY = ROOT / "scenarios" / "library"
EXAMPLE = LIBRARY / "cases" / "indihome-example.yaml"
NAMED = UNPAID.replace('number: "122001"', 'number: "1220017788", name: Siti Wulan').replace(
    "Paid on the last day", "Siti Wulan of 1220017788"
)


def told(*arguments: str | Path, status: int = 0) -> str:
    done = lifecycle("envelope", *arguments)
    assert done.exit_code == status, done.output
    return done.stdout


def test_the_page_says_least_and_most_and_what_hangs_on_what() -> None:
    said = " ".join(told(EXAMPLE, "--at", "2023-06-01").split())
    assert "Rp 308.000 to Rp 322.000 payable at 2023-06-01 WIB" in said
    assert "most Rp 322.000, late_fee.stacking=add" in said
    assert f"{EXAMPLE.name}:21:57: payable: Rp 308.000 Rp 322.000 under late_fee.stacking=add" in said
    assert "UNDERCHARGED (charged too little · tagihan terlalu kecil) comes under late_fee.stacking=add" in said
    assert "combinations of 6 readings; the least and the most are exact" in said


def test_the_json_agrees_with_its_schema(tmp_path: Path) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for path in (kept(tmp_path, UNPAID), LIBRARY / "masterweb" / "reversed-after-its-refund.yaml"):
        found = json.loads(told(path, "--format", "json"))
        jsonschema.validate(found, schema)
    assert found["tried"]["numbers"] == ["voucher.lag_business_days"]
    assert not found["tried"]["exact"]


def test_an_instant_can_be_looked_at_and_another_reading_laid_over(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID)
    early = json.loads(told(path, "--at", "2024-06-20", "--format", "json"))
    assert early["readings"] == []
    assert "no reading is consulted: nothing to choose" in told(path, "--at", "2024-06-20")
    other = json.loads(told(path, "--reading", "late_fee.tax=without_tax", "--format", "json"))
    assert other["owed"]["own"]["rupiah"] == "433125"


def test_what_a_store_keeps_has_an_envelope_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    path = kept(tmp_path, UNPAID)
    assert lifecycle("replay", path, "--store", url).exit_code == 0
    from_store = json.loads(told("--store", url, "--subscription", "indihome/122001", "--format", "json"))
    from_file = json.loads(told(path, "--format", "json"))
    assert from_store["owed"] == from_file["owed"]
    assert from_store["readings"] == from_file["readings"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_numbers_and_names_are_masked_unless_asked_for(tmp_path: Path, form: str) -> None:
    path = kept(tmp_path, NAMED)
    said = told(path, "--format", form)
    assert not {word for word in ("Siti", "1220017788") if word in said}
    assert "Siti Wulan" in told(path, "--format", form, "--unmask")


def test_what_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    done = lifecycle("envelope", kept(tmp_path, UNPAID), "--reading", "late_fee.stackin=add")
    assert done.exit_code == 2
    assert 'unknown reading "late_fee.stackin"; did you mean "late_fee.stacking"?' in done.stderr
    assert lifecycle("envelope").exit_code == 2
