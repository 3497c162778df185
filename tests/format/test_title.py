"""The title of a file is read from its head, whatever comes after it."""

import pytest

from scenarios.format.title import title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("scenario: Paid late\nprovider: x\n", "Paid late"),
        ('scenario: "Paid: \\u0041 day late"\n', "Paid: A day late"),
        ("scenario: >\n  Paid a day\n  late\nsteps: []\n", "Paid a day late"),
        ("subscription: {scenario: no}\nsteps:\n  - scenario: nor this\nscenario: Paid late\n", "Paid late"),
        ("&a one: *a\nscenario: Paid late\n", "Paid late"),
        ("scenario: Paid late\nsteps: [}\n", "Paid late"),
        ("steps: [}\nscenario: Paid late\n", None),
        ("scenario: [Paid late]\n", None),
        ("scenario:\n", None),
        ("- scenario: Paid late\n", None),
        ("", None),
        ("scenario: \x00\n", None),
        ('scenario: "Paid \\e[2Jlate"\n', None),
    ],
    ids=[
        "plain",
        "in quotes",
        "folded",
        "deeper keys are others",
        "after an alias",
        "before a mistake",
        "after a mistake",
        "a list",
        "nothing",
        "in a list",
        "an empty file",
        "no text",
        "what would clear a terminal",
    ],
)
def test_a_title_is_what_stands_after_the_files_own_key(text: str, found: str | None) -> None:
    assert title(text) == found
