"""JSON agrees with its schema and says what the projections say."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lifecycle.clock import frozen
from lifecycle.events import EVENTS, ONLY_BY_THE_RULES, Activated, Because
from lifecycle.store import Store
from projections.keys import KEYS
from scenarios.format import read, read_text
from scenarios.judging import Overlay
from scenarios.replay import record, replay
from scenarios.report.as_json import event, replay_json
from scenarios.report.masking import Mask
from scenarios.report.replay_report import ReplayReport, Sealed
from scenarios.report.secrets import of_events
from tests.format.examples import EVERY_EVENT
from tests.report.events import recorded
from tests.report.kept import STORIES
from tests.report.made import SHELF, report_of

SCHEMA = json.loads(resources.files("scenarios.report").joinpath("replay.schema.json").read_text("utf-8"))
LIBRARY = sorted((Path(str(resources.files("scenarios"))) / "library").rglob("*.yaml"))
STORY = [*sorted(STORIES.glob("*.yaml")), *(path for path in LIBRARY if not path.name.endswith(".invalid.yaml"))]


def lowered(report: ReplayReport) -> Any:
    mask = Mask.of(of_events([sealed.recorded for sealed in report.events]), sign="*")
    return json.loads(replay_json(report, mask))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", STORY, ids=lambda path: path.stem)
def test_every_report_agrees_with_the_schema(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(lowered(report_of(path)))


def test_every_event_agrees_with_the_schema() -> None:
    validator = Draft202012Validator({"$ref": "#/$defs/event", "$defs": SCHEMA["$defs"]})
    facts = read_text(EVERY_EVENT, "every.yaml").facts
    assert {type(fact.event) for fact in facts} >= set(EVENTS.values()) - ONLY_BY_THE_RULES - {Activated}
    for fact in facts:
        written = event(Sealed(recorded(fact.event, because=Because("2.b", "2024-01-01")), "0" * 64), Mask(sign="*"))
        validator.validate(json.loads(json.dumps(written)))


def test_the_readme_names_every_key() -> None:
    readme = resources.files("scenarios.report").joinpath("README.md").read_text("utf-8")
    assert [key for key in SCHEMA["properties"] if f"`{key}`" not in readme] == []


def test_amounts_are_exact_and_name_what_no_source_gives() -> None:
    found = lowered(report_of(STORIES / "unpaid-to-the-end.yaml"))
    assert found["owed"] == {"sen": 136125000, "rupiah": "1361250", "unspecified": ["termination.fee"]}
    assert found["months"][-1]["charges"] == {"sen": 0, "rupiah": "0", "unspecified": ["termination.fee"]}


def test_the_standing_answers_every_question() -> None:
    found = lowered(report_of(STORIES / "another-book.yaml"))
    assert list(found["standing"]) == list(KEYS)
    assert found["standing"]["blacklist_eligible"] == "not_applicable"
    assert found["standing"]["next_termination"] == "never"


def test_a_failed_expectation_carries_its_reasons() -> None:
    found = lowered(report_of(STORIES / "wrong-on-purpose.yaml"))
    first = next(one for one in found["expectations"] if not one["holds"])
    assert (first["key"], first["line"], first["column"]) == ("late_fee", 17, 41)
    assert first["expected"] == {"sen": 4125000, "rupiah": "41250", "unspecified": False}
    assert first["difference"] == {"sen": -2062500, "rupiah": "-20625"}
    assert first["because"][0]["arithmetic"][-1].endswith("= Rp 20.625")
    assert found["holds"] is False


def test_the_chain_ends_with_the_last_event() -> None:
    found = lowered(report_of(STORIES / "unpaid-to-the-end.yaml"))
    assert found["chain"] == {"count": len(found["events"]), "head": found["events"][-1]["hash"]}


def test_readings_say_what_was_chosen_and_what_nobody_asked_for() -> None:
    found = lowered(report_of(STORIES / "wrong-on-purpose.yaml"))
    assert found["readings"]["late_fee.stacking"] == {"value": "add", "default": "replace"}
    assert found["unconsulted"] == {"blacklist.scope": "any_exit"}


def test_an_edition_laid_over_is_said() -> None:
    found = lowered(report_of(STORIES / "unpaid-to-the-end.yaml", Overlay(edition="2022-01-01")))
    assert found["pinned"] == "2022-01-01"
    assert [one["edition"] for one in found["editions"]] == ["2022-01-01"]


def test_masks_touch_no_stored_byte() -> None:
    story = read(STORIES / "wrong-on-purpose.yaml")
    report = report_of(story)
    with Store.open(kept=False) as store, frozen() as clock:
        record(replay(story, SHELF, clock), store)
        assert report.head == store.head
        assert report.events[0].recorded.subscription.endswith("0081002345")
