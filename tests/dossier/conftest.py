"""One frozen clock for the dossiers of a module: freezing takes as long as a replay."""

from collections.abc import Iterator

import pytest

from lifecycle.clock import Clock, frozen


@pytest.fixture
def clock() -> Iterator[Clock]:
    with frozen() as clock:
        yield clock
