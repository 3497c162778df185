"""What must hold for any file at all: a status, every message at its place, nothing stored of what is refused."""

import re
from contextlib import suppress
from pathlib import Path

from attrs import frozen
from typer.testing import Result

from lifecycle.problems import Problems
from lifecycle.rulebook import read
from lifecycle.store import Store
from scenarios.format import expected_errors
from tests.cli.told import BOOKS, lifecycle

_BREAKS = re.compile(r"\r\n|\r|\n")


@frozen
class Outcome:
    """The exit status, and the first message of a file that was refused."""

    status: int
    message: str = ""


def ended(result: Result, *statuses: int) -> int:
    """The exit status of a command, which ended with no traceback."""
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in statuses, result.output
    return result.exit_code


def located(told: str, *files: Path) -> str:
    """The first message of several about some files, of which each names a place that its file has."""
    heads = [line for line in told.split("\n") if line and not line.startswith("    ")]
    assert heads, "nothing is said of what is wrong"
    lines = {str(file): _BREAKS.split(file.read_bytes().decode("utf-8", "replace")) for file in files}
    anywhere = "|".join(map(re.escape, lines))
    for head in heads:
        place = re.fullmatch(rf"({anywhere}):([0-9]+):([0-9]+): \S.*", head)
        assert place is not None, f"no place: {head}"
        line, column, there = int(place[2]), int(place[3]), lines[place[1]]
        assert 1 <= line <= len(there), f"the file has {len(there)} lines: {head}"
        assert 1 <= column <= len(there[line - 1]) + 1, f"the line has {len(there[line - 1])} characters: {head}"
        assert len(head) < len(place[1]) + 1500, f"too long: {head}"
    return heads[0].partition(": ")[2]


def stored(database: Path) -> int:
    """How many events a store holds, whose chain holds; 0 where there is no store."""
    if not database.exists():
        return 0
    with Store.open(f"sqlite:///{database}") as store:
        problem = store.verify()
        assert problem is None, str(problem)
        return store.head.count


def judged_story(data: bytes, question: tuple[str, ...], folder: Path) -> Outcome:
    """What comes of a story: replayed, stored, replayed again, checked, explained and asked, or refused as a whole."""
    path, database = folder / "story.yaml", folder / "kept.db"
    for left in folder.glob("kept.db*"):
        left.unlink()
    path.write_bytes(data)
    rules, store = ("--rules", BOOKS), ("--store", f"sqlite:///{database}")
    first = lifecycle("replay", path, *rules, *store, "--format", "json")
    status = ended(first, 0, 1, 2)
    with suppress(Problems):
        expected_errors(data, str(path))
    checked = lifecycle("check", path, *rules)
    assert ended(checked, 0, 1, 2) == status, f"replay ends with {status}, check does not: {checked.output}"
    count = stored(database)
    if status == 2:
        assert first.stdout == "", "a report on a story that was refused"
        assert count == 0, f"refused, and {count} events stored"
        message = located(first.stderr, path)
        told = "".join(f"{line}\n" for line in checked.stdout.split("\n")[:-2])
        assert located(told, path) == message
        return Outcome(status, message)
    assert count > 0, "replayed, and nothing stored"
    assert first.stderr == ""
    assert ended(lifecycle("replay", path, *rules, *store), status) == status
    assert stored(database) == count, "replayed again, and more is stored"
    assert ended(lifecycle("explain", path, *rules), 0) == 0
    answered(question, path, *rules)
    if "--as-of" in question:
        answered(question, path, *rules, *store)
        assert stored(database) >= count, "a replay that stops early took something away"
    return Outcome(status)


def answered(question: tuple[str, ...], path: Path, *options: object) -> int:
    """The status of a command about a story that can be replayed; what is wrong is the question, or its place."""
    command, *choices = question
    result = lifecycle(command, path, *map(str, options), *choices)
    status = ended(result, 0, 1, 2)
    if status < 2:
        assert result.stderr == ""
        return status
    assert result.stdout == ""
    if not re.match(r"--[a-z-]+[^:]*: \S", result.stderr):
        located(result.stderr, path)
    return status


def walked(path: Path) -> None:
    """A good book has a clause above each of its parameters, and is itself with each as it is."""
    book = read(path)
    for parameter in book.parameters():
        assert book.citation(parameter.path).heading == parameter.clause
        assert book.with_(parameter.path, str(parameter.value)) is book


def judged_book(place: str, data: bytes, told: bytes, folder: Path) -> Outcome:
    """What comes of a book: asked about, and a story replayed with it, or refused and the story with it."""
    path, database = folder / f"{place}.md", folder / "kept.db"
    provider = place.partition("/")[0]
    for left in (*folder.glob("*/*.md"), *folder.glob("kept.db*")):
        left.unlink()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    story = folder / "story.yaml"
    story.write_bytes(told)
    linted = lifecycle("rules", "lint", provider, "--rules", folder)
    replayed = lifecycle("replay", story, "--rules", folder, "--store", f"sqlite:///{database}")
    count = stored(database)
    if ended(linted, 0, 1, 2) == 2:
        assert linted.stdout == ""
        message = located(linted.stderr, path)
        assert ended(replayed, 2) == 2
        located(replayed.stderr, path, story)
        assert message in replayed.stderr, "the story is not told what is wrong with its book"
        assert count == 0, f"no book, and {count} events stored"
        return Outcome(2, message)
    status = ended(replayed, 0, 1, 2)
    if status == 2:
        message = located(replayed.stderr, story)
        assert count == 0, f"refused, and {count} events stored"
        return Outcome(3, message)
    assert count > 0
    walked(path)
    assert ended(lifecycle("explain", story, "--rules", folder), 0) == 0
    assert ended(lifecycle("rules", "show", provider, "--rules", folder), 0) == 0
    return Outcome(ended(linted, 0, 1))
