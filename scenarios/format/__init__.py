"""Scenario files: what they may say, read into events with every mistake told at its place."""

from lifecycle.problems import Problem, Problems, nearest
from scenarios.format.expected import (
    NEVER,
    NOT_APPLICABLE,
    Expect,
    Expectation,
    ExpectedAmount,
    ExpectedFinding,
    ExpectedRefund,
    ExpectedRoute,
)
from scenarios.format.facts import Fact
from scenarios.format.invalid import expected_errors
from scenarios.format.nodes import Place
from scenarios.format.schema import schema
from scenarios.format.story import Story, read, read_text

__all__ = [
    "NEVER",
    "NOT_APPLICABLE",
    "Expect",
    "Expectation",
    "ExpectedAmount",
    "ExpectedFinding",
    "ExpectedRefund",
    "ExpectedRoute",
    "Fact",
    "Place",
    "Problem",
    "Problems",
    "Story",
    "expected_errors",
    "nearest",
    "read",
    "read_text",
    "schema",
]
