"""The schema agrees with the reader: what can be read is valid, and mistakes of shape are not."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from scenarios.format import Problems, read_text, schema
from scenarios.format.expected import EXPECTATIONS
from scenarios.format.steps import EVENT_WORDS
from tests.format.examples import EVERY_EVENT, SMALL, as_recorded, told_by_the_rules

CORE = {
    "null": re.compile(r"(null|Null|NULL|~|)$"),
    "bool": re.compile(r"(true|True|TRUE|false|False|FALSE)$"),
    "int": re.compile(r"[-+]?[0-9]+$"),
    "float": re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
}
"""How YAML 1.2, and so an editor, sees a plain text."""


class CoreLoader(yaml.SafeLoader):
    """PyYAML with the types of YAML 1.2."""


CoreLoader.yaml_implicit_resolvers = {None: [(f"tag:yaml.org,2002:{kind}", pattern) for kind, pattern in CORE.items()]}


def _whole(loader: CoreLoader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


CoreLoader.add_constructor("tag:yaml.org,2002:int", _whole)


def as_editors_see(text: str) -> Any:
    return yaml.load(text, Loader=CoreLoader)


VALIDATOR = Draft202012Validator(schema())

READABLE = [
    SMALL,
    EVERY_EVENT,
    told_by_the_rules('at: 2024-06-05, paid: "17.336,70"'),
    told_by_the_rules("at: 2024-06-05 10:00, paid: {amount: unspecified}, note: null"),
    told_by_the_rules("at: 2024-06-05, billed: {period: 2024-06, amount: 010.5}, refused: true"),
    told_by_the_rules("at: 2024-06-05, terminated: {by: provider, reason: no_fault}"),
    told_by_the_rules("at: 2024-06, inferred: true, precision: unknown, voucher-prepared: "),
    told_by_the_rules('at: 2024-06-05, expect: {payable: "Rp 5 + unspecified", blacklisted: "true", events: "3"}'),
]

MISSHAPEN = {
    "an unknown key at the top": SMALL.replace("readings:", "reading:"),
    "an unknown key in the subscription": SMALL.replace("plan:", "plane:"),
    "an unknown given": SMALL.replace("termination.fee", "termination.fees"),
    "an unknown event": SMALL.replace("paid:", "payed:"),
    "an unknown field of an event": SMALL.replace("period:", "perod:"),
    "an unknown expectation": SMALL.replace("payable:", "payble:"),
    "a missing title": SMALL.replace("scenario: Paid in the month after the bill\n", ""),
    "a missing field of an event": SMALL.replace("period: 2024-06, ", ""),
    "a step without its instant": told_by_the_rules("paid: 5"),
    "a step without an event": told_by_the_rules("at: 2024-06-05"),
    "two events in one step": told_by_the_rules("at: 2024-06-05, paid: 5, voucher-prepared: {}"),
    "an event beside an expect": told_by_the_rules("at: 2024-06-05, paid: 5, expect: {events: 1}"),
    "the opening as a step": told_by_the_rules("at: 2024-06-05, activated: {}"),
    "an expect that must be refused": told_by_the_rules("at: 2024-06-05, expect: {events: 1}, refused: true"),
    "an expect of nothing": told_by_the_rules("at: 2024-06-05, expect: {under: {a: b}}"),
    "a value that is none of its list": SMALL.replace("isolated", "isolate"),
    "yes for true": told_by_the_rules("at: 2024-06-05, paid: 5, inferred: yes"),
    "a negative payment": told_by_the_rules("at: 2024-06-05, paid: -5"),
    "an amount in words": told_by_the_rules("at: 2024-06-05, paid: five"),
    "a day in another order": told_by_the_rules("at: 05-06-2024, paid: 5"),
    "an unknown instant that nobody inferred": told_by_the_rules("at: 2024-06-05, precision: unknown, paid: 5"),
    "a provider who ends without a reason": as_recorded("at: 2024-06-05, terminated: {by: provider}"),
    "a customer who ends for arrears": as_recorded("at: 2024-06-05, terminated: {by: customer, reason: arrears}"),
    "bills without their fee": SMALL.replace("monthly_fee: 412500", "bills: {day: 5}"),
    "a month's penalty": as_recorded("at: 2024-06-05, demanded: {amount: 5, of: penalty, period: 2024-06}"),
    "no steps": "scenario: A\nprovider: a\nsteps: []\n",
    "a list at the top": "- a\n",
}


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node and "additionalProperties" in node:
            yield node
        for value in node.values():
            yield from objects(value)
    if isinstance(node, list):
        for value in node:
            yield from objects(value)


def test_it_is_a_schema_of_2020_12() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


@pytest.mark.parametrize("text", READABLE)
def test_a_story_that_can_be_read_is_valid(text: str) -> None:
    read_text(text, "a.yaml")
    assert list(VALIDATOR.iter_errors(as_editors_see(text))) == []


@pytest.mark.parametrize("mistake", MISSHAPEN)
def test_neither_the_reader_nor_the_schema_takes(mistake: str) -> None:
    with pytest.raises(Problems):
        read_text(MISSHAPEN[mistake], "a.yaml")
    assert not VALIDATOR.is_valid(as_editors_see(MISSHAPEN[mistake]))


def test_every_event_and_expectation_is_in_it() -> None:
    step = schema()["$defs"]["step"]["properties"]
    assert step.keys() >= {*EVENT_WORDS, "expect"}
    assert "activated" not in step
    assert schema()["$defs"]["expect"]["properties"].keys() == {*EXPECTATIONS, "under", "on_edition"}


def test_no_mapping_takes_unknown_keys() -> None:
    assert all(found["additionalProperties"] is False for found in objects(schema()))


def test_every_event_is_described_in_rupiah_not_in_sen() -> None:
    definitions = schema()["$defs"]
    assert all(definitions[word]["description"] for word in EVENT_WORDS)
    assert "in sen" not in json.dumps(definitions)
