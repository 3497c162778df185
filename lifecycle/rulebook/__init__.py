"""Rule books (*syarat dan ketentuan*): literate Markdown, read into the typed terms of their clauses."""

from lifecycle.rulebook.book import RuleBook, read, read_text
from lifecycle.rulebook.entries import Citation, NotModelled, Parameter, Reading
from lifecycle.rulebook.shelf import NotCovered, Shelf

__all__ = [
    "Citation",
    "NotCovered",
    "NotModelled",
    "Parameter",
    "Reading",
    "RuleBook",
    "Shelf",
    "read",
    "read_text",
]
