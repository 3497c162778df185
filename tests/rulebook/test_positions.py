"""Every key and value of a TOML text is found where it stands."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.rulebook.positions import dotted, spots

TEXT = r"""
a = 1 # one
"b.c" = "x # no comment"
d.e = '\' # a literal has no escapes
[t.u]
list = [1, # first ]
  "two", [3],
]
inline = {k = {l = true}, "m n" = 1979-05-27 07:32:00, o = -1_000}
[[r]]
s = '''
raw "text" =''''
[[r]]
"\u00e9\"]" = "\"}"
[[r.q]]
w = 0.5
[r.q.sub]
x = ''
[[r.q]]
"""


def walk(value: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Every part of the data under its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = {path: value} if path else {}
    for key, part in inner:
        found |= walk(part, (*path, key))
    return found


def check(text: str) -> None:
    """Each value, cut out of the text at its place, is the value; and nothing is left out or added."""
    data = tomllib.loads(text)
    found = spots(text)
    parts = walk(data)
    assert {path for path in parts if not isinstance(parts[path], list)} <= set(found) <= set(parts)
    for path, spot in found.items():
        if spot.start > spot.key or isinstance(path[-1], int):
            cut = text[spot.start : spot.end]
            assert not cut or tomllib.loads(f"x = {cut}")["x"] == parts[path], path


def test_every_form_of_toml_is_found() -> None:
    check(TEXT)


def test_keys_and_values_have_their_places() -> None:
    found = spots('[t]\nkey  =  "v" # c\n')
    assert found["t",].key == 0
    assert found["t", "key"].key == 4
    assert (found["t", "key"].start, found["t", "key"].end) == (12, 15)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(("late_fee", "tier", 1, "rate"), "late_fee.tier[1].rate", id="an array of tables"),
        pytest.param(("minimum_term", "on", 0), "minimum_term.on[0]", id="an element"),
        pytest.param(("readings", "a.b", "default"), "readings.a.b.default", id="a reading's dotted name"),
    ],
)
def test_paths_as_people_write_them(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


KEYS = st.text(max_size=6).map(lambda text: f'"{"".join(f"{chr(92)}U{ord(each):08x}" for each in text)}"')
SCALARS = st.one_of(
    st.integers(-99, 10**6).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.sampled_from(["2024-01-01", "07:32:00", "1e5", "inf", "''", "'#]}'", '"""a\n"b"\n"""', '"\\"#"', "'''\n''x'''"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[\n" + " , # c ]\n".join(parts) + "]"),
        st.lists(st.tuples(KEYS, inner), max_size=3, unique_by=lambda pair: pair[0]).map(
            lambda pairs: "{" + " , ".join(f"{key} = {value}" for key, value in pairs) + " }"
        ),
    ),
    max_leaves=8,
)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=5, unique_by=lambda pair: pair[0]), st.booleans())
def test_whatever_tomllib_takes_is_found(pairs: list[tuple[str, str]], array: bool) -> None:
    check(("[[t]]\n" if array else "") + "".join(f" {key}\t= {value}  # = [\n" for key, value in pairs))
