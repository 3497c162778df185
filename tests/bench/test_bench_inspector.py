"""The inspector's first page, which is told of 50 subscriptions however many events the store holds."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from lifecycle.store import Store
from scenarios.inspector.of_store import OfStore
from scenarios.report.masking import Mask
from tests.bench.conftest import Race
from tests.inspector.big import TEN_EVENTS, fill
from tests.inspector.browser import Browser, guarded

PAGES = {"the first page": "/", "the first page by events": "/?sort=events", "the first page of findings": "/findings"}


@pytest.fixture(scope="module")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Browser]]:
    """Somebody at a store of 100,000 events, and somebody at one of 1,000."""
    with ExitStack() as stack:

        def over(events: int) -> Browser:
            folder: Path = tmp_path_factory.mktemp("kept")
            url = f"sqlite:///{folder / 'kept.db'}"
            with Store.open(url, kept=False) as store:
                assert fill(store, events // 10, TEN_EVENTS) == events
            return Browser(guarded(stack.enter_context(closing(OfStore(url, (), Mask())))))

        yield over(100_000), over(1_000)


@pytest.mark.parametrize("page", PAGES)
def test_first_page(race: Race, browsers: tuple[Browser, Browser], page: str) -> None:
    """The same page over a hundredth of the events."""
    large, small = (_asking(browser, PAGES[page]) for browser in browsers)
    race(f"{page} over 100,000 events", "over 1,000 events", large, small, target=2.0, rounds=10)


def _asking(browser: Browser, path: str) -> Callable[[], object]:
    def asked() -> None:
        assert browser.ask(path).status_code == 200

    return asked
