"""What holds for the page of every story that ships: well-formed, self-contained, in both languages."""

import re
from collections.abc import Mapping

import pytest
from attrs import frozen
from markupsafe import Markup

from lifecycle import clock as freeze
from projections.keys import KEYS
from scenarios.dossier.alternatives import TOLD
from scenarios.languages.codes import CODES, Code
from scenarios.report import dispute_table, months_table
from scenarios.report.replay_report import fees
from scenarios.report.terms import Term
from tests.dossier.dossiers import LIBRARY, Page, Told, told

ELSEWHERE = re.compile(r"<script|javascript:|url\(|@import|\ssrc=|xlink|<link|<iframe|<object|<form|\son\w+=")
DRAWN = 12
"""Each so many stories the charts are drawn, too, which takes longer than all the rest."""

STORIES = [
    path
    for path in sorted(LIBRARY.rglob("*.yaml"))
    if not path.name.endswith(".invalid.yaml") and "rules" not in path.parts
]


@frozen
class Shown:
    """A story told, and its pages in each language, as they are and taken apart."""

    told: Told
    pages: Mapping[Code, tuple[tuple[str, Page], ...]]


# The tests of one story run one after the other, and it is told once for them.
@pytest.fixture(scope="module", params=STORIES, ids=lambda path: f"{path.parent.name}: {path.stem}")
def shown(request: pytest.FixtureRequest) -> Shown:
    with pytest.MonkeyPatch.context() as patched, freeze.frozen() as clock:
        if STORIES.index(request.param) % DRAWN:
            patched.setattr("scenarios.pages.chart.chart", lambda *_: Markup("<svg></svg>"))
        found = told(request.param, clock)
        return Shown(found, {lang: tuple((text, Page.of(text)) for text in found.pages(lang)) for lang in CODES})


def test_a_story_has_both_pages_in_both_languages(shown: Shown) -> None:
    for lang, pages in shown.pages.items():
        for text, page in pages:
            assert page.faults == []
            assert ELSEWHERE.findall(text) == []
            assert f'<html lang="{lang}">' in text
            assert len(page.ids) == len(set(page.ids)), "an id stands once"
            links = {attrs["href"] for tag, attrs in page.elements if tag == "a"}
            assert all(link and link.startswith("#") for link in links)
            assert {str(link)[1:] for link in links} <= set(page.ids), "every link leads somewhere on the page"


def test_the_months_of_a_page_are_those_of_the_reports(shown: Shown) -> None:
    replay, dispute = (page.months for _, page in shown.pages["id"])
    report = shown.told.replay
    if not months_table.empty(report.months):
        columns = months_table.columns(report.months, fees(report.months, report.fees_apply))
        assert [[written(cell) for cell in row[1:]] for row in replay.values()] == expected(columns)
        assert list(replay) == [month.period for month in report.months]
    columns = dispute_table.columns(shown.told.dispute.dispute.months)
    assert [[written(cell) for cell in row[1:]] for row in dispute.values()] == expected(columns, english=True)


def expected(columns: list[months_table.Column], *, english: bool = False) -> list[list[str]]:
    """The cells of the text outputs, states in Indonesian alone; ``english`` says that they are written in English."""
    named = [value for column in columns for value in column.values if isinstance(value, Term)]
    states = {value.english if english else str(value): value.indonesian for value in named}
    rows = zip(*(column.cells for column in columns[1:]), strict=True)
    return [[states.get(cell, cell).replace("n/a", "–") for cell in row] for row in rows]


def written(cell: str) -> str:
    """A cell of a page as the text outputs write it."""
    return cell.replace("−", "-").replace("+ ?", "+?")


FOREIGN = {
    "iconnet/a-contract-with-a-leap-day-in-it.yaml": ("Third party's guide, device", "Panduan pihak ketiga, perangkat"),
    "masterweb/cash-with-a-name-on-the-slip.yaml": ("Policy 7.c", "Kebijakan 7.c"),
    "postclic/both-charged-upfront.yaml": ("undated", "edisi tanpa tanggal"),
}
"""What stands on the English page of a story, and what stands for it on the Indonesian one."""


@pytest.mark.parametrize("name", FOREIGN)
def test_a_clause_and_an_edition_are_named_in_the_page_s_language(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.pages.chart.chart", lambda *_: Markup("<svg></svg>"))
    with freeze.frozen() as clock:
        found = told(LIBRARY / name, clock)
    english, indonesian = (Page.of(found.pages(lang)[0]).text for lang in CODES)
    said, other = FOREIGN[name]
    assert said in english
    assert said not in indonesian
    assert other in indonesian


def test_an_english_page_writes_the_amounts_of_a_clause_as_all_others() -> None:
    with freeze.frozen() as clock:
        found = told(LIBRARY / "indihome/three-bills-unpaid.yaml", clock)
    english, indonesian = (Page.of(found.pages(lang)[0]).text for lang in CODES)
    assert re.findall(r"Rp\s[\d.,]*\.\d{3}", english) == []
    assert "Rp 5,000" in english
    assert "Rp 5.000" in indonesian


SUMMED = {"principal", "late_fees_charged", "charges", "events", "events_visible_to_customer"}
"""Answers that come out otherwise only where another does, or an act of the rules."""


def test_whatever_comes_out_otherwise_under_another_reading_is_told() -> None:
    assert set(KEYS) - SUMMED == set(TOLD)
