"""The page of a base's summary: in which language, and whether what draws it is there."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from lifecycle.problems import unknown
from scenarios.commands.failures import problem
from scenarios.commands.pages import NEEDED
from scenarios.languages.codes import CODES, Code

if TYPE_CHECKING:
    from scenarios.portfolio.summary import Summary


def language(lang: str | None) -> Code:
    """The language that is asked for. Raises Problems for one that there is not."""
    code = next((code for code in CODES if code == (lang or "en")), None)
    if code is None:
        raise problem("--lang", unknown("language", lang or "", CODES))
    return code


def page(summary: "Summary", lang: Code) -> str | None:
    """The page as one file of HTML; None where the extra that draws it is not installed."""
    if any(find_spec(package) is None for package in NEEDED["html"][1]):
        return None
    from scenarios.pages.portfolio_page import portfolio_html  # noqa: PLC0415  # which takes long to import

    return portfolio_html(summary, lang)
