"""The words that the source and the templates say, read out of them."""

import ast
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from lifecycle.money import UNSPECIFIED
from scenarios.languages.language import spoken

ROOT = Path(__file__).parents[2]
FLOORS = ("lifecycle", "projections", "scenarios")
SAYING = {"said": 1, "joined": 1, "counted": 2}
"""How many of a call's first arguments are words, by the function's name."""

PHRASE = "phrase"
"""The method by which a page says a sentence of its own."""

WRITTEN = {(UNSPECIFIED,), ("unknown",)}
"""Words that a language writes for a value by itself."""

Words = tuple[str, ...]


def calls() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    """Each call that makes a sentence, where it is, and its words."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            names = {
                alias.asname or alias.name: alias.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and node.module == "lifecycle.sentence"
                for alias in node.names
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == PHRASE:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node, node.args[:1]
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    count = SAYING.get(names.get(node.func.id, ""))
                    if count is not None:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", node, node.args[:count]


def in_source() -> dict[Words, str]:
    """The words of every sentence in the source, and where they stand."""
    found = {}
    for place, _, words in calls():
        literal = tuple(str(word.value) for word in words if isinstance(word, ast.Constant))
        if literal:
            found[literal] = place
    return {words: place for words, place in found.items() if spoken(words[0])}


def in_templates() -> dict[Words, str]:
    """The words of every template, and where they stand."""
    found: dict[Words, str] = {}
    options: dict[str, Any] = {"trimmed": "true", "newstyle_gettext": "true"}
    for path in sorted((ROOT / "scenarios").rglob("templates/**/*.html")):
        with path.open("rb") as template:
            for line, message, *_ in extract("jinja2.ext:babel_extract", template, options=options):
                words = (message,) if isinstance(message, str) else tuple(message)
                found[words] = f"{path.relative_to(ROOT)}:{line}"
    return found


def catalogue(code: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with resources.files("scenarios.languages").joinpath(f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)
