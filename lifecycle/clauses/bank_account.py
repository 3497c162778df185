"""When two ways of writing a name, an account number or a bank mean the same one."""

import re

_BETWEEN = re.compile(r"[\W_]+")
_LEGAL_FORM = frozenset({"pt", "bank", "persero", "tbk"})


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one: capitals, blanks and punctuation aside; a name not given is nobody's."""
    return bool(one and other) and _words(one or "") == _words(other or "") != []


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two account numbers are one: blanks, dots and dashes aside."""
    return bool(one and other) and "".join(_words(one or "")) == "".join(_words(other or "")) != ""


def same_bank(one: str | None, other: str | None) -> bool:
    """Whether two banks are one: their legal form and the word *bank* aside."""
    return bool(one and other) and _bare(one or "") == _bare(other or "") != []


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text.casefold()) if word]


def _bare(bank: str) -> list[str]:
    return [word for word in _words(bank) if word not in _LEGAL_FORM]
