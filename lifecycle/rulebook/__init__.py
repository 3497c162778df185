"""Rule books (*syarat dan ketentuan*): literate Markdown, read into the typed terms of their clauses."""

from lifecycle.rulebook.book import RuleBook, read, read_text
from lifecycle.rulebook.editions import NotCovered, covered, in_force, known_by, pinned
from lifecycle.rulebook.entries import Citation, NotModelled, Parameter, Reading
from lifecycle.rulebook.shelf import Shelf

__all__ = [
    "Citation",
    "NotCovered",
    "NotModelled",
    "Parameter",
    "Reading",
    "RuleBook",
    "Shelf",
    "covered",
    "in_force",
    "known_by",
    "pinned",
    "read",
    "read_text",
]
