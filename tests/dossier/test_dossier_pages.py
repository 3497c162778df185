"""What holds for the page of every story that ships: well-formed, self-contained, in both languages."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import frozen
from markupsafe import Markup

from lifecycle import clock as freeze
from projections.keys import KEYS
from scenarios.commands.privacy import mask_over
from scenarios.dossier.alternatives import TOLD, Otherwise
from scenarios.dossier.other_parts import late_views, others_late
from scenarios.languages.codes import CODES, Code
from scenarios.pages.voice import Voice
from scenarios.report import dispute_table, months_table
from scenarios.report.replay_report import fees
from scenarios.report.terms import Term
from tests.dossier.dossiers import LIBRARY, Page, Told, told

ELSEWHERE = re.compile(r"<script|javascript:|url\(|@import|\ssrc=|xlink|<link|<iframe|<object|<form|\son\w+=")
DRAWN = 24
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


REFUSED_OTHERWISE = """\
scenario: The provider lets its right to end lie, and the customer goes
provider: indihome
readings: {termination.discretion: eligible_only}
subscription: {number: "122001", activated: 2022-05-10}
steps:
  - {at: 2024-06-05, billed: {period: 2024-06, amount: 412500}}
  - {at: 2024-10-10, terminated: {by: customer, reason: wish}}
"""


def test_a_value_under_which_a_fact_would_be_refused_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.pages.chart.chart", lambda *_: Markup("<svg></svg>"))
    path = tmp_path / "story.yaml"
    path.write_text(REFUSED_OTHERWISE, "utf-8")
    with freeze.frozen() as clock:
        found = told(path, clock)
    (exercised,) = found.beside.alternatives["termination.discretion"]
    assert (exercised.values, exercised.otherwise) == (("exercised",), Otherwise(impossible=True))
    assert "it would refuse other facts" in Page.of(found.pages()[0]).text


KNOWN_LATE = """\
scenario: Two payments that came to light late, one of them within its month
provider: indihome
subscription: {{number: "122001", activated: 2022-05-10}}
steps:
  - {{at: 2024-06-05, billed: {{period: 2024-06, amount: 412500}}}}
  - {{at: 2024-06-18, known_at: {known}, paid: 412500}}
  - {{at: 2024-07-05, billed: {{period: 2024-07, amount: 412500}}}}
  - {{at: 2024-07-18, known_at: 2024-07-25, paid: 412500}}
  - {{at: 2024-08-01, expect: {{payable: 0}}}}
"""


@pytest.mark.parametrize(
    ("known", "moving", "others"),
    [
        pytest.param("2024-06-19", 0, 2, id="neither moves a month"),
        pytest.param("2024-07-02", 1, 1, id="one moves June"),
    ],
)
def test_how_many_were_known_late_and_move_nothing_is_counted(
    known: str, moving: int, others: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.pages.chart.chart", lambda *_: Markup("<svg></svg>"))
    path = tmp_path / "story.yaml"
    path.write_text(KNOWN_LATE.format(known=known), "utf-8")
    with freeze.frozen() as clock:
        found = told(path, clock)
    voice = Voice.of("en", mask_over(found.story, unmask=False), found.beside.books)
    assert len(late_views(found.replay, voice)) == moving
    assert others_late(found.replay, voice) == f"Also known late, moving no month that was over by then: {others}"
    assert others_late(found.replay, voice) in Page.of(found.pages()[0]).text
