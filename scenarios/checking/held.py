"""A story's verdict with its golden result: held to it, or written beside the story."""

from pathlib import Path
from typing import Literal

from attrs import evolve

from scenarios.checking.golden import Golden, beside, read
from scenarios.checking.golden_lines import books_line, differences
from scenarios.report.verdicts import Verdict, counted

Held = Literal["beside", "wanted", "blessed"]
"""What is done with golden results: held to where there are any, held to in any case, or written."""


def held(verdict: Verdict, story: Path, result: bytes, how: Held) -> Verdict:
    """The verdict on a story that comes to a result, once that is held to the golden one, or has become it."""
    path = beside(story)
    if how == "blessed":
        return _blessed(verdict, path, result)
    there = path.is_file()
    if not there:
        if how == "beside":
            return verdict
        line = f"{story}: {path.name} is missing; `lifecycle check --bless {story}` writes it"
        return _with(verdict, "missing", line)
    try:
        before, after = read(path.read_bytes()), read(result)
    except OSError as wrong:
        return evolve(_with(verdict, "unreadable", f"{path}: cannot be read: {wrong.strerror}"), status=2)
    except ValueError as wrong:
        line = f"{path}: is no golden result that this version reads: {wrong}; --bless writes it anew"
        return evolve(_with(verdict, "unreadable", line), status=2)
    found = differences(before, after)
    if not found:
        return evolve(verdict, golden="unchanged")
    return _with(verdict, "different", f"{story}: is not what {path.name} says", *found, books_line(before, after))


def unwritten(verdict: Verdict, story: Path) -> Verdict:
    """The verdict on a story that cannot be used, and comes to no result that could be written."""
    return _with(verdict, "not written", f"{beside(story)}: not written, as the story cannot be used")


def orphaned(path: Path) -> Verdict:
    """The verdict on a golden result that has no story."""
    return Verdict(
        str(path), "", 1, (f"{path}: the story of this golden result is gone; remove it",), golden="without a story"
    )


def _blessed(verdict: Verdict, path: Path, result: bytes) -> Verdict:
    if verdict.status:
        why = counted(verdict.failed, "expectation fails", "expectations fail")
        return _with(verdict, "not written", f"{path}: not written, as {why}")
    try:
        before = path.read_bytes() if path.is_file() else None
        if before == result:
            return evolve(verdict, golden="unchanged")
        new = path.with_name(f".{path.name}.new")
        try:
            new.write_bytes(result)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as wrong:
        return evolve(_with(verdict, "not written", f"{path}: cannot be written: {wrong.strerror}"), status=2)
    if before is None:
        return evolve(verdict, lines=(f"{path}: written",), golden="written")
    return evolve(verdict, lines=_changed(path, before, read(result)), golden="changed")


def _changed(path: Path, data: bytes, after: Golden) -> tuple[str, ...]:
    try:
        before = read(data)
    except ValueError:
        return (f"{path}: written anew; what was there could not be read",)
    found = differences(before, after) or ["the outcome is the same"]
    return (f"{path}: changed", *(f"    {line}" for line in (*found, books_line(before, after))))


def _with(verdict: Verdict, golden: str, first: str, *rest: str) -> Verdict:
    """The verdict, which fails, with more lines."""
    lines = (*verdict.lines, first, *(f"    {line}" for line in rest))
    return evolve(verdict, status=max(1, verdict.status), lines=lines, golden=golden)
