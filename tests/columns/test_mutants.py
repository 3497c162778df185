"""The fixed histories notice every mutation of the stepping, and nothing else."""

import pytest

pytest.importorskip("numpy", reason="numpy is not installed; pip install '.[portfolio]'")
pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")

from tests.columns.interpreted import interpreted_by
from tests.columns.mutant import Mutant
from tests.columns.mutants import MUTANTS, mutated, noticed


def test_there_are_at_least_ten() -> None:
    assert len({mutant.words for mutant in MUTANTS}) >= 10


def test_the_stepping_as_it_is_goes_unnoticed() -> None:
    assert noticed(interpreted_by(mutated(None).step_all)) == ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.words)
def test_a_mutation_is_noticed(mutant: Mutant) -> None:
    assert noticed(interpreted_by(mutated(mutant).step_all)) != ""
