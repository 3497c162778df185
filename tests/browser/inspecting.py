"""The inspector in a process of its own, for the tests that open it in the browser."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+")


@contextmanager
def inspector(store: str | Path) -> Iterator[str]:
    """Inspects a store, a file or a folder; the address that it prints, until it is stopped."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scenarios", "inspect", *(["--store", store] if ":" in str(store) else [str(store)])],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        told = []
        for line in process.stdout:
            told.append(line)
            if found := ADDRESS.search(line):
                yield found[0]
                break
        else:
            raise AssertionError(f"no address is printed: {''.join(told)}")
    finally:
        ended = process.poll()
        process.terminate()
        rest = process.stdout.read()
        process.stdout.close()
        process.wait(timeout=20)
        assert ended is None, f"the inspector ended by itself with {ended}: {rest}"


def story(page: Page) -> Page:
    """The page of the list's first subscription, with its style and its script: a click alone waits for neither."""
    page.locator("table#subscriptions a").first.click()
    page.wait_for_url("**/subscription/*")
    return page
