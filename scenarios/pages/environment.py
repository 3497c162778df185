"""The environment of all templates: everything is escaped, an unknown name is a bug, a page has one language."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from scenarios.languages.codes import Code
from scenarios.languages.language import language
from scenarios.pages.palette import DASHES, LINES

_FOLDERS = ("scenarios.pages", "scenarios.dossier", "scenarios.inspector")


@cache
def environment(code: Code) -> Environment:
    """The templates of the pages, of the dossier and of the inspector, in a language.

    In a template ``_("…")`` says a sentence; the filters ``say``, ``money``, ``instant``, ``day``, ``month`` and
    ``term`` are the language's methods of these names; ``colours`` and ``dashes`` are those of a chart's lines.
    """
    spoken = language(code)
    found = Environment(
        loader=ChoiceLoader([PackageLoader(folder) for folder in _FOLDERS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_gettext_translations(spoken.catalogue, newstyle=True)  # type: ignore[attr-defined]
    found.globals |= {"lang": code, "colours": LINES, "dashes": DASHES}
    for name in ("say", "money", "instant", "day", "month", "term"):
        found.filters[name] = getattr(spoken, name)
    return found
