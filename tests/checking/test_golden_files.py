"""Golden results as files: their schema, and that each is whole or not there."""

import errno
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.checking.test_golden import LOOSE, NAMED, blessed
from tests.cli.told import kept, lifecycle

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
SCHEMA = LIBRARY.parent / "report" / "golden.schema.json"


def shipped(name: str) -> str:
    """A story that ships."""
    return (LIBRARY / name).read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LOOSE, id="of bills that are unpaid"),
        pytest.param(NAMED, id="of refunds and what is held"),
        pytest.param(
            (LIBRARY / "telkomsel" / "a-part-and-the-whole-are-disputed.yaml").read_text("utf-8"), id="of findings"
        ),
        pytest.param((LIBRARY / "pln-routing" / "topics-that-are-not-listed.yaml").read_text("utf-8"), id="of calls"),
    ],
)
def test_a_result_agrees_with_its_schema(tmp_path: Path, text: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    _, golden = blessed(tmp_path, text)
    Draft202012Validator(schema).validate(json.loads(golden.read_text("utf-8")))


def test_a_result_that_is_written_in_part_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    story = kept(tmp_path, LOOSE)
    monkeypatch.setattr(Path, "write_bytes", full)
    result = lifecycle("check", "--bless", story)
    assert (result.exit_code, "cannot be written: No space left on device" in result.output) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == [story.name]
