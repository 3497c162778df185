"""Dossiers for tests: of any story, and taken apart again."""

from html.parser import HTMLParser
from pathlib import Path

from attrs import define, field, frozen

from lifecycle.clock import Clock
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.check import check
from scenarios.commands.privacy import mask_over
from scenarios.dossier.dispute_dossier import dispute_html
from scenarios.dossier.evidence import Evidence, evidence
from scenarios.dossier.replay_dossier import replay_html
from scenarios.format.story import Story, read
from scenarios.judging import Overlay, editions_for
from scenarios.languages.codes import Code
from scenarios.replay import record, replay
from scenarios.report.dispute_report import DisputeReport, disputed
from scenarios.report.reasons import judged
from scenarios.report.replay_report import ReplayReport, reported

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
SHELF = Shelf.open()
COMPLAINT = LIBRARY / "cases/the-complaint-as-recorded.yaml"
THREE_BILLS = LIBRARY / "indihome/three-bills-unpaid.yaml"

VOID = frozenset({"meta", "br", "line", "rect", "circle"})
"""Elements that need no end."""


@frozen
class Told:
    """A story's reports and what its dossiers tell beside them."""

    story: Story
    replay: ReplayReport
    beside: Evidence
    dispute: DisputeReport
    beside_dispute: Evidence

    def pages(self, lang: Code = "en", *, unmask: bool = False) -> tuple[str, str]:
        """The page of the replay and that of the dispute."""
        mask = mask_over(self.story, unmask=unmask)
        return (
            replay_html(self.replay, self.beside, mask, lang),
            dispute_html(self.dispute, self.beside_dispute, mask, lang),
        )


def told(path: Path, clock: Clock, overlay: Overlay | None = None) -> Told:
    """A story told twice, under a frozen clock."""
    story = read(path)
    overlay = overlay or Overlay()
    found = replay(story, editions_for(story, SHELF, overlay), clock, overlay)
    with Store.open(kept=False) as store:
        record(found, store)
        outcomes = None if overlay.known_on else judged(found, check(found, clock), clock)
        report = reported(found, outcomes, store)
    dispute, beside = disputed(found, clock), evidence(found, clock)
    return Told(story, report, beside, dispute, beside.over(dispute.dispute.sides))


@define
class Page(HTMLParser):
    """A page taken apart: its elements, the texts in them, the months of its table, and what is not well-formed."""

    elements: list[tuple[str, dict[str, str | None]]] = field(factory=list)
    open: list[str] = field(factory=list)
    faults: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)
    months: dict[str, list[str]] = field(factory=dict)
    heads: list[str] = field(factory=list)
    _month: str | None = None

    @classmethod
    def of(cls, text: str) -> "Page":
        """Take a text of HTML apart."""
        page = cls()
        page.feed(text)
        page.close()
        page.faults += [f"<{tag}> is never closed" for tag in page.open]
        return page

    def __attrs_pre_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in VOID or tag in ("line", "rect", "circle"):
            self.open.append(tag)
        if tag == "tr":
            self._month = found.get("data-month")
        if tag == "td" and self._month:
            self.months.setdefault(self._month, []).append("")
        if tag == "table":
            self.heads = self.heads if "months" not in (found.get("class") or "") else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()
        if tag == "tr":
            self._month = None

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)
        if self._month and self.open[-1] in ("td", "a") and self.months.get(self._month):
            self.months[self._month][-1] += data.strip()

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [found["id"] for _, found in self.elements if found.get("id")]  # type: ignore[misc]

    @property
    def text(self) -> str:
        """All that a reader sees."""
        return "".join(self.texts)
