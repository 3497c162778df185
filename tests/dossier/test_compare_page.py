"""`lifecycle compare --format html`: what the page says, in both languages, and what it never does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.rulebook import Shelf
from scenarios.languages.codes import CODES, Code
from tests.cli.told import kept, lifecycle
from tests.comparing.told import IN_TIME, LATE
from tests.dossier.dossiers import Page
from tests.dossier.test_dossier_pages import ELSEWHERE
from tests.report.kept import holds

ROOT = Path(__file__).parents[2]
STORIES = (
    "indihome/three-bills-unpaid",
    "indihome/a-dispute-changes-no-amount",
    "indihome/ended-in-the-first-year-fee-unspecified",
    "indihome/paid-on-the-last-day",
    "indihome/a-line-without-bills",
    "masterweb/as-the-provider-recorded-it",
)
"""Two that owe more or less, one by an amount that no source gives, two unaffected, and one of another provider."""

FROM = ("compare", "--from", "indihome@2023-07-01", "--format", "html")
SEVERAL = (
    *("--set", "arrears.rung[0].at.days_after=5", "--set", "late_fee.tier[0].rate=7%"),
    *("--set", "arrears.rung[1].at.month=4"),
)
RATE = ("--set", "late_fee.tier[0].rate=7%")


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where paths are the same on every machine."""
    monkeypatch.chdir(ROOT)


def told(*words: str | Path, status: int = 0) -> str:
    result = lifecycle(*FROM, *words)
    assert result.exit_code == status, result.output
    return result.stdout


@pytest.mark.golden
@pytest.mark.parametrize("lang", CODES)
@pytest.mark.usefixtures("root")
def test_a_comparison_says_what_it_said(lang: Code) -> None:
    paths = [f"scenarios/library/{name}.yaml" for name in STORIES]
    text = told(*SEVERAL, "--fail-over", "5000", "--lang", lang, *paths, status=1)
    holds(f"dossier/rate-and-arrears.compare.{lang}.html", text.encode())
    page = Page.of(text)
    assert page.faults == []
    assert ELSEWHERE.findall(text) == []
    assert len(page.ids) == len(set(page.ids)), "an id stands once"
    links = {str(attrs["href"]) for tag, attrs in page.elements if tag == "a"}
    assert {link[1:] for link in links} <= set(page.ids), "every link leads somewhere on the page"


@pytest.mark.usefixtures("root")
def test_the_shares_of_a_kind_and_the_kinds_of_all_stories_add_up_on_the_page() -> None:
    """To the rupiah: what the parts do is the change, and the changes of the stories are the totals."""
    text = told(*SEVERAL, "scenarios/library/indihome")
    totals, stories = text.split('id="affected"')
    summed: dict[str, int] = {}
    for name, change, shares in rows(stories):
        assert sum(shares) == change, name
        summed[name] = summed.get(name, 0) + change
    assert summed == {name: change for name, change, _ in rows(totals)}
    assert {"late fees charged", "balance"} <= summed.keys()


ROW = re.compile(r'<tr><td>([^<]*)</td>(?:(?!</tr>).)*?<td class="num strong">([^<]*)</td><td[^>]*>(.*?)</td>')
SHARE = re.compile(r"</b> ([^<]*)</span>")


def rows(text: str) -> list[tuple[str, int, list[int]]]:
    """Each kind with its change and what the parts do of it; of what nobody knows nothing."""
    return [(name, _sen(change), list(map(_sen, SHARE.findall(shares)))) for name, change, shares in ROW.findall(text)]


def _sen(text: str) -> int:
    return int(re.sub(r"[^\d−]", "", text.replace("− ?", "")).replace("−", "-") or 0)


def test_numbers_and_names_are_masked_unless_asked_for(tmp_path: Path) -> None:
    named = LATE.replace('number: "122001"', 'number: "1220017788", name: Siti Wulan')
    path = kept(tmp_path, named.replace("One bill", "Siti Wulan of 1220017788"))
    page = told(*RATE, path)
    assert not {word for word in ("Siti", "1220017788") if word in page}
    assert "S. W. of •••788" in page
    assert "Siti Wulan of 1220017788" in told(*RATE, path, "--unmask")


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>"'&{{ 7*7 }}\u202e\u2066</title></style>--> {0} %s"""


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Of a story, of a file's name, of a book and of what is set."""
    title = '"{}"'.format(HOSTILE.replace('"', '\\"'))
    kept(tmp_path, LATE.replace("One bill, paid late", title), "<b>late{{7*7}}.yaml")
    kept(tmp_path, IN_TIME.replace("One bill, paid late", title), "in-time.yaml")
    kept(tmp_path, f"scenario: {title}\nprovider: indihome\nsteps: {title}\n", "spoilt.yaml")
    book = Shelf.open().editions("indihome")[-1].text.replace('rate = "5%"', 'rate = "7%"')
    proposal = kept(tmp_path / "books", book.replace("A month's bill", f"{HOSTILE} bill"), "<i>x.md")
    text = told("--to", proposal, tmp_path, "--unmask", status=2)
    page, plain = Page.of(text), Page.of(told(*RATE, kept(tmp_path / "plain", LATE)))
    assert page.faults == plain.faults == []
    assert page.text.count(HOSTILE) >= 3
    assert not {"script", "img", "b", "i"} & {tag for tag, _ in page.elements}
    assert all(not name.startswith("on") for _, found in page.elements for name in found)


@pytest.mark.usefixtures("root")
def test_the_same_bytes_in_another_process() -> None:
    words = (*FROM, *SEVERAL, "--lang", "id", "scenarios/library/indihome/three-bills-unpaid.yaml")
    variables = {**os.environ, "PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C", "COLUMNS": "40"}
    command = [sys.executable, "-m", "scenarios", *words]
    found = subprocess.run(command, env=variables, capture_output=True, check=True)
    assert found.stdout == lifecycle(*words).stdout_bytes


def test_a_clause_that_the_other_book_words_otherwise_is_shown_as_both_have_it(tmp_path: Path) -> None:
    book = Shelf.open().editions("indihome")[-1].text.replace('rate = "5%"', 'rate = "7%"')
    proposal = kept(tmp_path, book.replace("A month's bill", "Each month's bill"), "proposal.md")
    story = kept(tmp_path, LATE)
    page = Page.of(told("--to", proposal, story)).text
    assert "A month's bill can be paid" in page
    assert "Each month's bill can be paid" in page
    assert "Each month's bill" not in Page.of(told(*RATE, story)).text


def test_what_only_one_book_has_is_said_to_be_not_there_in_the_other(tmp_path: Path) -> None:
    book = Shelf.open().editions("indihome")[-1].text.replace('[resale]\nends = "at_once"\n', "")
    first, second = kept(tmp_path, LATE), kept(tmp_path, book, "proposal.md")
    page = " ".join(Page.of(told("--to", second, first)).text.split())
    assert "resale.ends at_once → not there" in page
    back = lifecycle("compare", "--from", second, "--to", "indihome@2023-07-01", first, "--format", "html")
    assert "resale.ends not there → at_once" in " ".join(Page.of(back.stdout).text.split())


def test_books_that_rule_the_same_differ_in_nothing(tmp_path: Path) -> None:
    page = Page.of(told("--to", "indihome@2023-07-01", kept(tmp_path, LATE))).text
    assert "Nothing: both books rule the same." in page
    assert "1 story, 0 affected, 1 unaffected" in page


def test_so_many_stories_are_shown_as_somebody_asks_for(tmp_path: Path) -> None:
    path = kept(tmp_path, LATE)
    assert "story-1" in Page.of(told(*RATE, path)).ids
    few = Page.of(told(*RATE, path, "--most", "0"))
    assert "story-1" not in few.ids
    assert "and 1 more story; --most lists it" in few.text


def test_a_comparison_is_paper_in_a4_too(tmp_path: Path) -> None:
    result = lifecycle(*FROM[:-1], "pdf", *RATE, kept(tmp_path, LATE))
    assert result.exit_code == 0, result.stderr
    assert result.stdout_bytes.startswith(b"%PDF-")


def test_a_language_is_for_pages(tmp_path: Path) -> None:
    result = lifecycle(*FROM[:-1], "json", *RATE, kept(tmp_path, LATE), "--lang", "id")
    assert result.exit_code == 2
    assert "a language is for --format html or pdf" in result.stderr
