"""What must hold for any file at all: a status, every message at its place, nothing stored of what is refused."""

import re
from pathlib import Path

from attrs import frozen
from typer.testing import Result

from lifecycle.store import Store
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


def located(told: str, path: Path, data: bytes) -> str:
    """The first message of several about a file, of which each names a place that the file has."""
    heads = [line for line in told.split("\n") if line and not line.startswith("    ")]
    assert heads, "nothing is said of what is wrong"
    last = len(_BREAKS.split(data.decode("utf-8", "replace")))
    for head in heads:
        place = re.fullmatch(rf"{re.escape(str(path))}:([0-9]+):([0-9]+): (\S.*)", head)
        assert place is not None, f"no place: {head}"
        assert 1 <= int(place[1]) <= last, f"the file has {last} lines: {head}"
        assert int(place[2]) >= 1, head
        assert len(head) < len(str(path)) + 1500, f"too long: {head}"
    return heads[0].partition(": ")[2]


def stored(database: Path) -> int:
    """How many events a store holds, whose chain holds; 0 where there is no store."""
    if not database.exists():
        return 0
    with Store.open(f"sqlite:///{database}") as store:
        problem = store.verify()
        assert problem is None, str(problem)
        return store.head.count


def judged_story(data: bytes, folder: Path) -> Outcome:
    """What comes of a story: replayed, stored, replayed again, checked and explained, or refused as a whole."""
    path, database = folder / "story.yaml", folder / "kept.db"
    for left in folder.glob("kept.db*"):
        left.unlink()
    path.write_bytes(data)
    rules, store = ("--rules", BOOKS), ("--store", f"sqlite:///{database}")
    first = lifecycle("replay", path, *rules, *store, "--format", "json")
    status = ended(first, 0, 1, 2)
    checked = lifecycle("check", path, *rules)
    assert ended(checked, 0, 1, 2) == status, f"replay ends with {status}, check does not: {checked.output}"
    count = stored(database)
    if status == 2:
        assert first.stdout == "", "a report on a story that was refused"
        assert count == 0, f"refused, and {count} events stored"
        message = located(first.stderr, path, data)
        told = "".join(f"{line}\n" for line in checked.stdout.split("\n")[:-2])
        assert located(told, path, data) == message
        return Outcome(status, message)
    assert count > 0, "replayed, and nothing stored"
    assert first.stderr == ""
    assert ended(lifecycle("replay", path, *rules, *store), status) == status
    assert stored(database) == count, "replayed again, and more is stored"
    assert ended(lifecycle("explain", path, *rules), 0) == 0
    return Outcome(status)


STORY_OF = """\
scenario: A story for any book
provider: {provider}
subscription: {{number: "1", activated: 2024-01-10, monthly_fee: 200000}}
steps:
  - {{at: 2024-03-05, billed: {{period: 2024-03, amount: 412500, lines: [{{for: tax, amount: 412500}}]}}}}
  - {{at: 2024-04-02, billed: {{period: 2024-04, amount: 100000.50}}}}
  - {{at: 2024-04-25, paid: 150000}}
  - {{at: 2024-05-01, billed: {{period: 2024-05, amount: 412500}}}}
  - {{at: 2024-12-31, expect: {{payable: 0, state: active}}}}
"""


def judged_book(place: str, data: bytes, folder: Path) -> Outcome:
    """What comes of a book: asked about and replayed with, or refused; a story under a refused book is none."""
    path, database = folder / f"{place}.md", folder / "kept.db"
    provider = place.partition("/")[0]
    for left in (*folder.glob("*/*.md"), *folder.glob("kept.db*")):
        left.unlink()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    story = folder / "story.yaml"
    story.write_text(STORY_OF.format(provider=provider), "utf-8")
    linted = lifecycle("rules", "lint", provider, "--rules", folder)
    replayed = lifecycle("replay", story, "--rules", folder, "--store", f"sqlite:///{database}")
    count = stored(database)
    if ended(linted, 0, 1, 2) == 2:
        assert linted.stdout == ""
        message = located(linted.stderr, path, data)
        assert ended(replayed, 2) == 2
        assert located(replayed.stderr, path, data) == message
        assert count == 0, f"no book, and {count} events stored"
        return Outcome(2, message)
    status = ended(replayed, 0, 1, 2)
    if status == 2:
        message = located(replayed.stderr, story, story.read_bytes())
        assert count == 0, f"refused, and {count} events stored"
        return Outcome(3, message)
    assert count > 0
    assert ended(lifecycle("explain", story, "--rules", folder), 0) == 0
    assert ended(lifecycle("rules", "show", provider, "--rules", folder), 0) == 0
    return Outcome(ended(linted, 0, 1))
