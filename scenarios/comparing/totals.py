"""What a change does to many stories together."""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from lifecycle.problems import Problem
from lifecycle.sentence import Sentence
from projections.rupiah import KINDS
from scenarios.comparing.change import Change, added
from scenarios.comparing.comparison import Compared, Reason
from scenarios.comparing.outcome import ENDS
from scenarios.report.masking import Mask


@frozen
class Entry:
    """A story that was compared, by the name that outputs give it; ``stopped`` is what the gate says of it."""

    path: str
    title: str
    compared: Compared
    stopped: tuple[Sentence, ...] = ()
    mask: Mask = Mask()

    @property
    def affected(self) -> bool:
        """Whether anything moved."""
        return self.compared.reason is None


@frozen
class Unusable:
    """A story that a book refuses, and why."""

    path: str
    problems: tuple[Problem, ...]


@frozen
class Total:
    """One kind over all stories: the changes of each part alone, the rest, and in how many it grows or falls."""

    kind: str
    change: Change
    shares: tuple[Change, ...]
    rest: Change
    up: int
    down: int


@frozen
class Totals:
    """All of it: how many stories, how many of them unaffected and why, rupiah by kind, and who newly comes to what."""

    stories: int
    affected: int
    unaffected: tuple[tuple[Reason, int], ...]
    kinds: tuple[Total, ...]
    newly: tuple[tuple[str, int], ...]
    no_longer: tuple[tuple[str, int], ...]
    broken: int
    mended: int

    def change(self, kind: str) -> Change:
        """The whole change of a kind."""
        return next((one.change for one in self.kinds if one.kind == kind), Change())


def totals(entries: Sequence[Entry]) -> Totals:
    """The totals of stories."""
    reasons = Counter(one.compared.reason for one in entries if one.compared.reason is not None)
    found = [one.compared for one in entries]
    newly = Counter(end for one in found for end in one.newly)
    gone = Counter(end for one in found for end in one.no_longer)
    return Totals(
        stories=len(entries),
        affected=sum(one.affected for one in entries),
        unaffected=tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        kinds=tuple(
            _total(kind, found) for kind in KINDS if any(one.kind == kind for two in found for one in two.sums)
        ),
        newly=tuple((end, newly[end]) for end in ENDS if newly[end]),
        no_longer=tuple((end, gone[end]) for end in ENDS if gone[end]),
        broken=sum(len(one.broken) for one in found),
        mended=sum(len(one.mended) for one in found),
    )


def _total(kind: str, found: Iterable[Compared]) -> Total:
    sums = [one for two in found for one in two.sums if one.kind == kind]
    return Total(
        kind=kind,
        change=added(one.change for one in sums),
        shares=tuple(added(shares) for shares in zip(*(one.shares for one in sums), strict=True)),
        rest=added(one.rest for one in sums),
        up=sum(_grows(one.change) for one in sums),
        down=sum(_grows(-one.change) for one in sums),
    )


def _grows(change: Change) -> bool:
    return change.sen > 0 or (not change.sen and sum(count for _, count in change.parts) > 0)
