"""A file that must be refused says where and why in its first lines."""

import pytest

from scenarios.format import Problems, expected_errors


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        pytest.param("scenario: A\n# error: 1: late\n", (), id="none at the top"),
        pytest.param(
            "# error: 4: unknown event\n#error:12: a: b \na: 1\n", ((4, "unknown event"), (12, "a: b")), id="two"
        ),
        pytest.param("# a comment\n# error: 4: unknown event\n", (), id="none before another comment"),
        pytest.param(
            b"\xef\xbb\xbf# error: 2: not UTF-8\n\xff\n", ((2, "not UTF-8"),), id="above bytes that are no text"
        ),
        pytest.param("# error: 2: control\n\x00", ((2, "control"),), id="above a control character"),
    ],
)
def test_the_expected_errors_are(text: str | bytes, errors: tuple[tuple[int, str], ...]) -> None:
    assert expected_errors(text) == errors


@pytest.mark.parametrize("line", ["# error: no line", "# error: 0: before the first", "# error: 3:"])
def test_an_expected_error_that_cannot_be_read_is_a_problem(line: str) -> None:
    with pytest.raises(Problems, match=r"^a:1:1: an expected error is written as"):
        expected_errors(line, "a")
