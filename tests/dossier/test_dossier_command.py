"""`--format html` and `--format pdf`: the same bytes anywhere, hostile text stays text, what is missing is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle import providers
from lifecycle.clock import Clock
from scenarios.commands import pages
from scenarios.judging import Overlay
from tests.cli.told import kept, lifecycle
from tests.dossier.dossiers import COMPLAINT, LIBRARY, THREE_BILLS, Page, told

HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>"'&{{ 7*7 }}\u202e\u2066</title></style>--> {0}"""
STORY = """\
scenario: &title {title}
provider: indihome
subscription: {{number: "081234567890", name: {title}, activated: 2022-05-10}}
steps:
  - at: 2024-06-05
    billed: {{period: 2024-06, amount: 412500}}
    source: {title}
    note: {title}
  - at: 2024-06-06
    letter-sent: {{to: {title}}}
"""


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    text = HOSTILE.replace('"', '\\"')
    story = STORY.replace("&title ", "").format(title=f'"{text}"')
    path = kept(tmp_path, story)
    plain = Page.of(lifecycle("replay", kept(tmp_path, story, "b.yaml"), "--format", "html").stdout)
    result = lifecycle("replay", path, "--format", "html", "--unmask")
    page = Page.of(result.stdout)
    assert result.exit_code == 0, result.stderr
    assert page.faults == plain.faults == []
    assert page.text.count(HOSTILE) >= 4
    assert not {"script", "img"} & {tag for tag, _ in page.elements}
    assert all(not name.startswith("on") for _, found in page.elements for name in found)


def test_a_text_of_ten_thousand_letters_is_told_whole(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY.replace("&title ", "").format(title=f'"{"w" * 10_000}"'))
    assert "w" * 10_000 in lifecycle("replay", path, "--format", "html", "--unmask").stdout


def test_numbers_and_names_are_masked(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY.replace("&title ", "").format(title='"Siti Wahyuni"'))
    masked, plain = (lifecycle("replay", path, "--format", "html", *more).stdout for more in ([], ["--unmask"]))
    assert ("081234567890" in masked, "Wahyuni" in masked, "•••890" in masked) == (False, False, True)
    assert "081234567890" in plain


def test_the_same_bytes_in_any_process() -> None:
    """In this one, and in one of another hash seed, in another zone, with plain letters."""
    command = [sys.executable, "-m", "scenarios", "dispute", str(COMPLAINT), "--format", "html", "--lang", "id"]
    here = lifecycle("dispute", COMPLAINT, "--format", "html", "--lang", "id").stdout_bytes
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    variables = {"PYTHONHASHSEED": seed, "TZ": "America/Los_Angeles", "LC_ALL": "C", "COLUMNS": "40"}
    found = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=False)
    assert (found.returncode, found.stdout) == (1, here)


def test_the_policy_allows_nothing_but_styles_and_pictures_of_the_page() -> None:
    page = Page.of(lifecycle("replay", THREE_BILLS, "--format", "html").stdout)
    policies = [
        found["content"] for tag, found in page.elements if found.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_an_amount_leads_to_why_it_is_so(clock: Clock) -> None:
    text, _ = told(THREE_BILLS, clock).pages()
    page = Page.of(text)
    assert page.months["2024-06"][3] == "20,625"
    links = [found["href"] for tag, found in page.elements if tag == "a" and str(found["href"]).startswith("#change-")]
    assert links
    assert "late fee" in page.text
    assert "first tier" in page.text or "5 %" in page.text


def test_a_story_as_known_earlier_judges_no_expectation(clock: Clock) -> None:
    known = told(LIBRARY / "indihome/a-payment-that-came-to-light-late.yaml", clock, Overlay())
    assert "not judged" not in known.pages()[0]


@pytest.mark.parametrize(("form", "package", "extra"), [("html", "altair", "report"), ("pdf", "weasyprint", "pdf")])
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, form: str, package: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = lifecycle("replay", THREE_BILLS, "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"pip install 'subscription-lifecycle[{extra}]'" in result.stderr
    assert "Traceback" not in result.stderr


def test_other_formats_import_nothing_of_it() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from scenarios.cli import app;"
        f"CliRunner().invoke(app, ['replay', {str(THREE_BILLS)!r}]);"
        f"CliRunner().invoke(app, ['dispute', {str(COMPLAINT)!r}]);"
        f"print([name for name in {pages.NEEDED['pdf'][1]!r} if name in sys.modules and name != 'markdown_it'])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"


def test_a_pdf_is_paper_in_a4() -> None:
    story = LIBRARY / "indihome/isolated-for-one-sen.yaml"
    first, again = (lifecycle("replay", story, "--format", "pdf") for _ in range(2))
    assert first.exit_code == 0, first.stderr
    assert first.stdout_bytes.startswith(b"%PDF-")
    assert first.stdout_bytes == again.stdout_bytes


def test_a_folder_s_own_telling_of_a_shipped_book_is_the_one_that_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / "indihome"
    folder.mkdir()
    shipped = Path(providers.__file__).parent / "indihome"
    (folder / "2023-07-01.md").write_bytes((shipped / "2023-07-01.md").read_bytes())
    telling = (shipped / "2023-07-01.id.md").read_text("utf-8")
    (folder / "2023-07-01.id.md").write_text(telling.replace("terlambat membayar", "telat membayar"), "utf-8")
    asked = ("replay", THREE_BILLS, "--format", "html", "--lang", "id")
    own, shown = lifecycle(*asked, "--rules", tmp_path).stdout, lifecycle(*asked).stdout
    assert ("telat membayar" in own, "telat membayar" in shown) == (True, False)
    heads = [re.findall(r'<span class="hash">([0-9a-f]{64})', text) for text in (own, shown)]
    assert heads[0] == heads[1] != [], "no telling moves the chain"
