"""The dossier of a replay."""

from attrs import frozen

from scenarios.languages.codes import Code
from scenarios.pages.environment import environment
from scenarios.report.masking import Mask
from scenarios.report.replay_report import ReplayReport


@frozen
class Dossier:
    """What the page shows, masked, in the order in which it shows it."""

    title: str


def replay_html(report: ReplayReport, mask: Mask, lang: Code) -> str:
    """The page as one self-contained text of HTML."""
    return environment(lang).get_template("dossier.html").render(page=Dossier(mask.text(report.title)))
