"""Dossiers as somebody read them and found them right, in both languages."""

import pytest

from tests.cli.told import lifecycle
from tests.dossier.dossiers import LIBRARY
from tests.report.kept import holds

CASES = {
    "complaint.dispute.en": ("dispute", "cases/the-complaint-as-recorded", "en"),
    "complaint.dispute.id": ("dispute", "cases/the-complaint-as-recorded", "id"),
    "three-bills.replay.en": ("replay", "indihome/three-bills-unpaid", "en"),
    "three-bills.replay.id": ("replay", "indihome/three-bills-unpaid", "id"),
    "overpayment.replay.en": ("replay", "masterweb/overpayment-refunded-on-the-first-monday", "en"),
    "calls.replay.id": ("replay", "pln-routing/a-call-that-went-elsewhere", "id"),
    "penalty.replay.en": ("replay", "iconnet/the-penalty-until-the-confirmation", "en"),
}

pytestmark = pytest.mark.golden


@pytest.mark.parametrize("name", CASES)
def test_a_dossier_says_what_it_said(name: str) -> None:
    command, story, lang = CASES[name]
    result = lifecycle(command, LIBRARY / f"{story}.yaml", "--format", "html", "--lang", lang)
    assert result.exit_code in (0, 1), result.output
    holds(f"dossier/{name}.html", result.stdout_bytes)
