"""A rule book to start from, every kind of clause in it with an invented example."""

from datetime import date
from importlib import resources

from lifecycle.rulebook.header import check_name


def template(provider: str, first_day: date) -> str:
    """The text of a book for a provider, to be saved as ``<provider>/<first day>.md``; it reads and lints clean.

    Raises ValueError, in words, for a name that could be no folder's.
    """
    check_name(provider)
    text = resources.files("lifecycle.rulebook").joinpath("template.md").read_text(encoding="utf-8")
    return text.replace("PROVIDER", provider).replace("FIRST-DAY", first_day.isoformat())
