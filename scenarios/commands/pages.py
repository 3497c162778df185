"""Pages for a browser or for paper: which are asked for, in which language, and what is missing to make them."""

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lifecycle.clock import Clock
from lifecycle.problems import unknown
from lifecycle.rulebook import Shelf
from scenarios.commands.failures import problem
from scenarios.languages.codes import CODES, Code
from scenarios.report.masking import Mask
from scenarios.report.page import write_bytes

if TYPE_CHECKING:
    from projections.disputes.sides import Sides
    from scenarios.dossier.evidence import Evidence
    from scenarios.replay import Replayed
    from scenarios.report.compare_report import CompareReport
    from scenarios.report.dispute_report import DisputeReport
    from scenarios.report.replay_report import ReplayReport

# What makes pages takes as long to import as many replays do: only those who ask for one wait for it.
# ruff: noqa: PLC0415

FORMATS = ("html", "pdf")

_DRAWN = ("altair", "babel", "jinja2", "markdown_it", "vl_convert")
NEEDED = {"html": ("report", _DRAWN), "pdf": ("pdf", (*_DRAWN, "weasyprint"))}
"""The extra that each format needs, and what of it is imported."""


@frozen
class Paged:
    """A page that is asked for. Everything is imported when it is, as under a frozen clock dates are others."""

    format: str
    lang: Code

    def evidence(self, replayed: "Replayed", clock: Clock, sides: "Sides | None" = None) -> "Evidence":
        """What the page tells beside the report."""
        from scenarios.dossier.evidence import evidence

        told = evidence(replayed, clock)
        return told.over(sides) if sides else told

    def replay(self, report: "ReplayReport", told: "Evidence", mask: Mask) -> str:
        """The page of a replay."""
        from scenarios.dossier.replay_dossier import replay_html

        return replay_html(report, _told_again(told), mask, self.lang)

    def dispute(self, report: "DisputeReport", told: "Evidence", mask: Mask) -> str:
        """The page of a dispute."""
        from scenarios.dossier.dispute_dossier import dispute_html

        return dispute_html(report, _told_again(told), mask, self.lang)

    def compare(self, report: "CompareReport", most: int | None, *, unmask: bool) -> str:
        """The page of a comparison, with so many affected stories, or all of them."""
        from scenarios.dossier.compare_dossier import compare_html

        return compare_html(report, self.lang, most, unmask=unmask)

    def write(self, page: str) -> None:
        """Print the page, or its paper."""
        if self.format == "html":
            write_bytes(page.encode())
            return
        from scenarios.pages.paper import pdf

        write_bytes(pdf(page))


def _told_again(told: "Evidence") -> "Evidence":
    """The same with the tellings of its books, which a store does not keep; a folder's own tellings stay."""
    shelf = Shelf.open()
    return evolve(told, books=tuple(book if book.tellings else shelf.twin(book) for book in told.books))


def wanted(form: str, lang: str | None) -> Paged | None:
    """The page that is asked for, if one is. Raises Problems for a language and for an extra that is missing."""
    if form not in FORMATS:
        if lang is not None:
            words = f"{form} names both languages' terms as it is; a language is for --format html or pdf"
            raise problem("--lang", words)
        return None
    code = next((code for code in CODES if code == (lang or "en")), None)
    if code is None:
        raise problem("--lang", unknown("language", lang or "", CODES))
    extra, packages = NEEDED[form]
    if any(find_spec(package) is None for package in packages):
        words = f"needs the extra `{extra}`: pip install 'subscription-lifecycle[{extra}]'"
        raise problem(f"--format {form}", words)
    if form == "pdf" and sys.stdout.isatty():
        raise problem(
            "--format pdf", "a PDF is nothing for a terminal; write it to a file: … --format pdf > dossier.pdf"
        )
    from scenarios.dossier import dispute_dossier, evidence

    del dispute_dossier, evidence
    return Paged(form, code)
