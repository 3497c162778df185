"""`lifecycle envelope`: what it prints, and how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.told import kept, lifecycle

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "scenarios" / "report" / "envelope.schema.json"
LIBRARY = ROOT / "scenarios" / "library"
NUMBER = "330010"
PENALTY = LIBRARY / "iconnet" / "the-penalty-until-the-confirmation.yaml"
NAMED = PENALTY.read_text("utf-8").replace("subscription: {", "subscription: {name: Siti Wulan, ")


def told(*arguments: str | Path, status: int = 0) -> str:
    done = lifecycle("envelope", *arguments)
    assert done.exit_code == status, done.output
    return done.stdout


def test_the_page_says_least_and_most_and_what_hangs_on_what() -> None:
    said = " ".join(told(PENALTY).split())
    assert "Rp 900.000 to Rp 1.100.000 payable at 2024-10-20 WIB" in said
    assert "most Rp 1.100.000, penalty.cancelled_on=requested" in said
    assert "penalty.months_remaining floor payable Rp 1.000.000 → Rp 900.000: -Rp 100.000" in said
    assert f"{PENALTY.name}:13:52: penalty: Rp 1.000.000 Rp 995.616 under penalty.months_remaining=daily" in said
    assert "all 18 combinations of 3 readings; the least and the most are exact" in said
    assert "2 expectations under a reading or an edition of its own left out" in said


@pytest.mark.parametrize(
    ("path", "key"),
    [
        pytest.param("iconnet/the-penalty-until-the-confirmation.yaml", "together", id="values that work together"),
        pytest.param("masterweb/reversed-after-its-refund.yaml", "broken", id="a reading that is a number"),
        pytest.param("masterweb/overpayment-refunded-on-the-first-monday.yaml", "findings", id="a finding that comes"),
    ],
)
def test_the_json_agrees_with_its_schema(path: str, key: str) -> None:
    found = json.loads(told(LIBRARY / path, "--format", "json"))
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    assert found[key]
    assert found["tried"]["exact"] is not found["tried"]["whole"] or not found["tried"]["numbers"]


def test_an_instant_can_be_looked_at_and_another_reading_laid_over() -> None:
    assert "no reading is consulted: nothing to choose" in told(PENALTY, "--at", "2024-08-01")
    other = json.loads(told(PENALTY, "--reading", "penalty.months_remaining=floor", "--format", "json"))
    assert other["owed"]["own"]["rupiah"] == "900000"
    assert other["owed"]["ranges"][0]["most"]["owed"]["rupiah"] == "1100000"


def test_a_value_that_refuses_a_fact_matters_for_that(tmp_path: Path) -> None:
    """What is owed under it is not the story's."""
    early = """
scenario: Stops after the right was left unused
provider: indihome
readings: {termination.discretion: eligible_only}
subscription: {number: "122001", activated: 2022-05-10}
steps:
  - {at: 2024-06-05, billed: {period: 2024-06, amount: 400000}}
  - {at: 2024-09-10, terminated: {by: customer, reason: wish}}
"""
    said = " ".join(told(kept(tmp_path, early)).split())
    assert "termination.discretion exercised the story cannot be told so" in said
    assert "step 2, terminated of 2024-09-10, is refused: the subscription ended on 2024-09-01 (Sanksi 2.d" in said


def test_what_a_store_keeps_has_an_envelope_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    path = kept(tmp_path, PENALTY.read_text("utf-8"))
    assert lifecycle("replay", path, "--store", url).exit_code == 0
    name = "iconnet/" + NUMBER
    from_store = json.loads(told("--store", url, "--subscription", name, "--format", "json"))
    from_file = json.loads(told(path, "--format", "json"))
    assert from_store["owed"] == from_file["owed"]
    assert from_store["readings"] == from_file["readings"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_numbers_and_names_are_masked_unless_asked_for(tmp_path: Path, form: str) -> None:
    path = kept(tmp_path, NAMED)
    said = told(path, "--format", form)
    assert not {word for word in ("Siti", NUMBER) if word in said}
    assert NUMBER in told(path, "--format", "json", "--unmask")


def test_what_cannot_be_used_is_told_in_words() -> None:
    done = lifecycle("envelope", PENALTY, "--reading", "penalty.month_ends=clamp")
    assert done.exit_code == 2
    assert 'unknown reading "penalty.month_ends"; did you mean "penalty.month_end"?' in done.stderr
    assert lifecycle("envelope").exit_code == 2
