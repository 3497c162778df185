"""The manifest at the end of a dossier: by what it was judged, where its chain ends, and how both are checked."""

from functools import cache
from importlib import metadata

from attrs import frozen

from scenarios.dossier.evidence import Evidence
from scenarios.dossier.opening import edition
from scenarios.pages.clause_text import source, title
from scenarios.pages.voice import Voice
from scenarios.report import terms
from scenarios.report.replay_report import ReplayReport


@frozen
class EditionView:
    """One edition that judged: its title, its authority in words and by name, its source, the digest of its text."""

    name: str
    title: str
    authority: str
    source: str
    digest: str
    inferred: str


@frozen
class Manifest:
    """The program's version, the calendar of holidays, the editions, and the chain of the events."""

    program: str
    calendar: str
    editions: tuple[EditionView, ...]
    count: int
    head: str
    verify: tuple[str, ...]


def manifest(report: ReplayReport, told: Evidence, voice: Voice) -> Manifest:
    """What the numbers of a dossier rest on."""
    return Manifest(
        program=version("subscription-lifecycle"),
        calendar=version("holidays"),
        editions=tuple(
            EditionView(
                name=edition(one.edition, voice),
                title=title(told.books, one.edition, one.title, voice.language.code),
                authority=voice.say(terms.AUTHORITIES[one.authority]),
                source=source(told.books, one.edition, one.source, voice.language.code),
                digest=one.digest,
                inferred=voice.term(terms.INFERRED) if one.inferred else "",
            )
            for one in report.editions
        ),
        count=report.head.count,
        head=report.head.hash,
        verify=("lifecycle history", "lifecycle verify --store URL", "lifecycle verify --store URL --seal FILE"),
    )


@cache
def version(package: str) -> str:
    """Which version of a package tells this."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "–"
