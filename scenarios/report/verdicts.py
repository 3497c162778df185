"""What a check says of one file: it holds, it fails, or it cannot be used."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from lifecycle.problems import Problem
from scenarios.format import Fact, Place
from scenarios.report.masking import Mask
from scenarios.report.outcomes import accepted_line, outcome_lines
from scenarios.report.reasons import Judged


@frozen
class Verdict:
    """One file's outcome; ``status`` is 0, 1 where something fails, 2 where the file cannot be used.

    ``rests`` says on whose word it rests, where that is not the provider's own; ``golden`` what became of its golden
    result, one of `GOLDEN`, or nothing where nobody asked.
    """

    path: str
    title: str
    status: int
    lines: tuple[str, ...] = ()
    judged: int = 0
    failed: int = 0
    rests: tuple[str, ...] = ()
    golden: str = ""


GOLDEN = ("written", "changed", "unchanged", "different", "missing", "without a story", "unreadable", "not written")
"""What becomes of a golden result, in the order in which they are counted."""


def story_verdict(
    path: str,
    title: str,
    judged: Sequence[Judged],
    accepted: Sequence[Fact],
    mask: Mask,
    rests: tuple[str, ...] = (),
) -> Verdict:
    """The verdict on a story that could be replayed."""
    lines: list[str] = []
    failed = 0
    for one in judged:
        if not one.outcome.holds:
            failed += 1
            first, *rest = outcome_lines(one, mask)
            lines += [_at(path, one.outcome.expectation.place, first), *(f"    {line}" for line in rest)]
    for fact in accepted:
        failed += 1
        lines.append(_at(path, fact.place, accepted_line(fact)))
    if lines:
        lines += [f"{path}: what is derived {said}" for said in rests]
    status, count = 1 if lines else 0, len(judged) + len(accepted)
    return Verdict(path, mask.text(title), status, tuple(lines), count, failed, rests)


def unusable(path: str, problems: Iterable[object]) -> Verdict:
    """The verdict on a file that cannot be used."""
    return Verdict(path, "", 2, tuple(line for problem in problems for line in str(problem).splitlines()))


def invalid_verdict(path: str, wanted: Sequence[tuple[int, str]], problems: Sequence[Problem] | None) -> Verdict:
    """The verdict on a file that must be refused, with problems on the lines and in the words it names.

    ``problems`` is None where the file was accepted.
    """
    if problems is None:
        line = f"{path}:1:1: expected to be refused, and it was accepted"
        return Verdict(path, "", 1, (line,), max(1, len(wanted)), max(1, len(wanted)))
    missed = [(line, words) for line, words in wanted if not _found(line, words, problems)]
    told = tuple(text for line, words in missed for text in _missed(path, line, words, problems))
    return Verdict(path, "", 1 if missed else 0, told, max(1, len(wanted)), len(missed))


def _found(line: int, words: str, problems: Sequence[Problem]) -> bool:
    return any(problem.line == line and words in problem.message for problem in problems)


def _missed(path: str, line: int, words: str, problems: Sequence[Problem]) -> Iterator[str]:
    yield f'{path}:{line}:1: expected an error with "{words}"'
    there = [problem for problem in problems if problem.line == line]
    for problem in there or problems:
        yield f"    found on line {problem.line}: {problem.message}"


def _at(path: str, place: Place, words: str) -> str:
    return f"{path}:{place.line}:{place.column}: {words}"


def summary(verdicts: Sequence[Verdict]) -> str:
    """The counts, in one line."""
    failing = sum(verdict.status == 1 for verdict in verdicts)
    broken = sum(verdict.status == 2 for verdict in verdicts)
    parts = [
        counted(len(verdicts), "file", "files"),
        counted(sum(verdict.judged for verdict in verdicts), "expectation", "expectations"),
        *_golden(verdicts),
    ]
    if failing:
        parts.append(counted(failing, "file fails", "files fail"))
    if not (failing or broken):
        parts.append("all hold")
    if broken:
        parts.append(counted(broken, "file cannot be used", "files cannot be used"))
    failed = sum(verdict.failed for verdict in verdicts)
    if failed:
        parts.append(counted(failed, "expectation fails", "expectations fail"))
    return ", ".join(parts)


def _golden(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """``golden results: 1 changed, 3 unchanged``."""
    counts = Counter(verdict.golden for verdict in verdicts)
    told = [f"{counts[one]} {one}" for one in GOLDEN if counts[one]]
    if told:
        yield f"golden results: {', '.join(told)}"


def counted(number: int, one: str, many: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {one if number == 1 else many}"
