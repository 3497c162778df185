"""How a bill after the end is told: no finer than the end is known."""

import pytest

from projections.findings.audit import shown
from tests.stories import ledger_at, replayed


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        pytest.param("2024-10", "2024-10", id="to the month"),
        pytest.param("2024-10-07T10:00", "2024-10-07", id="to the second"),
        pytest.param("2024-10-07 precision: unknown | inferred: true |", "of unknown date", id="not at all"),
    ],
)
def test_the_end_is_told_no_finer_than_it_is_known(ended: str, told: str) -> None:
    end = f"{ended} terminated: {{by: customer}}"
    result = replayed(end, "2024-11-05 billed: {period: 2024-11, amount: 300000}", provider_acts="as_recorded")
    ledger, second = ledger_at(result, "2024-11-05")
    (found,) = shown(ledger, second)
    assert (found.code, found.entitled) == ("BILLED_AFTER_TERMINATION", f"no bill after the end, {told}")
