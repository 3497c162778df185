"""Reports of stories, made without the command line."""

from pathlib import Path

from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.check import check
from scenarios.format import Story, read, read_text
from scenarios.judging import Overlay
from scenarios.replay import record, replay
from scenarios.report.reasons import judged
from scenarios.report.replay_report import ReplayReport, reported
from tests.report.kept import BOOKS

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"

SHELF = Shelf.open(BOOKS)

WITHOUT_FEES = """\
# A provider that charges no late fee

```toml
provider = "without-fees"
undated = true
authority = "invented"
source = "an invented example"
```
"""

BILLED_ONCE = """\
scenario: One bill
provider: without-fees
subscription: {number: 1}
steps:
  - {at: 2024-06-05, billed: {period: 2024-06, amount: 100}}
"""


def report_of(story: Path | str | Story, overlay: Overlay | None = None, shelf: Shelf = SHELF) -> ReplayReport:
    """The report of a story in a file, or in a text."""
    if isinstance(story, Path):
        story = read(story)
    elif isinstance(story, str):
        story = read_text(story, "story.yaml")
    with Store.open(kept=False) as store:
        with frozen() as clock:
            replayed = replay(story, shelf, clock, overlay)
            found = judged(replayed, check(replayed, clock), clock)
            record(replayed, store)
        return reported(replayed, found, store)
