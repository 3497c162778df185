"""What is compiled of the stepping is compiled for one kind of arguments, by one process, and then kept."""

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.terms import Rules

numba = pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
fcntl = pytest.importorskip("fcntl", reason="Windows has no such locks")

from projections.columns.compiling import LOCK, shared  # noqa: E402  (needs the extra)
from projections.columns.editions import laid_out  # noqa: E402
from tests.stories import SHELF  # noqa: E402

BOOKS = {name: Shelf.open().editions(name) for name in ("indihome", "iconnet")}
BOOKS |= {name: SHELF.editions(name) for name in ("balap", "contoh-net", "kecil", "sungai-net", "tangga-seluler")}


@pytest.mark.parametrize("books", BOOKS.values(), ids=BOOKS)
def test_every_book_is_laid_out_in_the_same_types_so_that_all_is_compiled_once(books: tuple[RuleBook, ...]) -> None:
    first = laid_out(Rules(BOOKS["indihome"], {}, None), 12)
    assert numba.typeof(laid_out(Rules(books, {}, None), 12)) == numba.typeof(first)


def taken(folder: Path) -> bool:
    """Whether somebody is compiling for a folder."""
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


class Dispatcher:
    """What numba makes of a function, as far as it is asked here; it notes whether others were kept out meanwhile.

    It compiles by itself, with nobody kept out, unless that is forbidden it.
    """

    def __init__(self, folder: Path, fails: Exception | None = None) -> None:
        self.stats = SimpleNamespace(cache_path=str(folder))
        self.overloads: dict[tuple[type, ...], bool] = {}
        self.fails = fails
        self.typeof_pyval: Callable[[Any], type] = type
        self.compiles = True

    def disable_compile(self, disabled: bool = True) -> None:  # numba's own name
        assert self.overloads or not disabled
        self.compiles = not disabled

    def compile(self, types: tuple[type, ...]) -> None:
        self.overloads[types] = taken(Path(self.stats.cache_path))
        if self.fails:
            raise self.fails

    def __call__(self, *arguments: int) -> int:
        if tuple(map(type, arguments)) not in self.overloads:
            assert not self.compiles, "two may compile at once"
            raise TypeError("No matching definition")
        assert not taken(Path(self.stats.cache_path)), "nobody waits for one who only steps"
        return sum(arguments)


def test_others_are_kept_out_while_one_compiles_and_not_while_it_steps(tmp_path: Path) -> None:
    dispatcher = Dispatcher(tmp_path)
    step = shared(dispatcher)
    assert [step(1, 2), step(3, 4), step(5), step(6)] == [3, 7, 5, 6]
    assert dispatcher.overloads == {(int, int): True, (int,): True}


def test_one_that_fails_at_compiling_lets_the_others_in(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        shared(Dispatcher(tmp_path, ZeroDivisionError()))(1)
    assert not taken(tmp_path)


def test_what_cannot_be_compiled_leaves_compiling_to_those_who_keep_others_out(tmp_path: Path) -> None:
    dispatcher = Dispatcher(tmp_path)
    step = shared(dispatcher)
    assert step(1) == 1
    dispatcher.fails = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        step(1, 2)
    assert not dispatcher.compiles
