"""The page of a comparison: what a change of the rules does, story by story, for somebody without a terminal."""

from collections.abc import Iterator

from attrs import frozen

from scenarios.comparing.gate import BURDEN
from scenarios.dossier.change_part import BookView, PartView, book_views, part_views
from scenarios.dossier.manifest_part import version
from scenarios.dossier.opening import Figure, Row, edition
from scenarios.dossier.story_part import Share, StoryView, counts, shares, signed, story_views
from scenarios.languages.codes import Code
from scenarios.pages.clause_text import title
from scenarios.pages.environment import environment
from scenarios.pages.voice import Voice
from scenarios.report import compare_report as said
from scenarios.report.compare_report import CompareReport
from scenarios.report.masking import Mask


@frozen
class TotalView:
    """A kind of rupiah over all stories: the change, what each part does of it, and in how many it grows and falls."""

    name: str
    change: str
    shares: tuple[Share, ...]
    up: int
    down: int


@frozen
class Group:
    """The unaffected stories of one reason, each with its title and its path."""

    reason: str
    stories: tuple[tuple[str, str], ...]


@frozen
class ComparePage:
    """What the page shows, masked, in one language."""

    title: str
    subject: tuple[Row, ...]
    summary: str
    verdict: str
    stopped: bool
    stopped_in_all: tuple[str, ...]
    figures: tuple[Figure, ...]
    parts: tuple[PartView, ...]
    totals: tuple[TotalView, ...]
    ends: tuple[Row, ...]
    stories: tuple[StoryView, ...]
    more: str
    groups: tuple[Group, ...]
    unusable: tuple[tuple[str, tuple[str, ...]], ...]
    books: tuple[BookView, ...]
    program: str
    calendar: str


def compare_html(report: CompareReport, lang: Code, most: int | None, *, unmask: bool = False) -> str:
    """The page as one self-contained text of HTML, with so many affected stories, or all of them."""
    books = (report.books.before, report.books.after)
    voice = Voice.of(lang, Mask(on=not unmask), books)
    listed = report.affected if most is None else report.affected[:most]
    left, verdict = len(report.affected) - len(listed), said.verdict(report)
    page = ComparePage(
        title=title(books[:1], books[0].edition, books[0].title, lang),
        subject=tuple(_subject(report, voice)),
        summary=voice.say(said.summary(report)),
        verdict="" if verdict is None else voice.say(verdict),
        stopped=report.stopped,
        stopped_in_all=tuple(map(voice.say, report.stopped_in_all)),
        figures=tuple(_figures(report, voice)),
        parts=part_views(report, voice),
        totals=tuple(_totals(report, voice)),
        ends=tuple(_ends(report, voice)),
        stories=story_views(listed, voice),
        more=voice.say(said.more(left)) if left else "",
        groups=tuple(_groups(report, voice)),
        unusable=tuple((one.path, tuple(map(str, one.problems))) for one in report.unusable),
        books=book_views(report, voice),
        program=version("subscription-lifecycle"),
        calendar=version("holidays"),
    )
    return environment(lang).get_template("compare.html").render(page=page)


def _subject(report: CompareReport, voice: Voice) -> Iterator[Row]:
    books = report.books
    yield Row(voice.phrase("Provider"), books.before.provider)
    yield Row(voice.phrase("As it is"), voice.say(books.named[0]))
    yield Row(voice.phrase("As it would be"), voice.say(books.named[1]))
    if books.wholly:
        yield Row(voice.phrase("Judged by it"), voice.phrase("the whole of every story, whatever its dates"))
    else:
        words = voice.phrase("whatever falls under the {edition}", edition=edition(books.before.edition, voice))
        yield Row(voice.phrase("Judged by it"), words)


def _figures(report: CompareReport, voice: Voice) -> Iterator[Figure]:
    whole = report.totals
    name = voice.phrase("Stories affected")
    yield Figure(name, voice.phrase("{affected} of {stories}", affected=whole.affected, stories=whole.stories))
    yield Figure(voice.phrase("Balance, of all together"), voice.language.change(whole.change(BURDEN)))
    note = voice.say(said.kept(whole)) if whole.mended else ""
    broken = str(whole.broken) if whole.broken else voice.phrase("none")
    yield Figure(voice.phrase("Expectations that break"), broken, note, alarm=whole.broken > 0)


def _totals(report: CompareReport, voice: Voice) -> Iterator[TotalView]:
    for one in report.totals.kinds:
        name = voice.term(said.kind(one.kind))
        yield TotalView(name, signed(one.change, voice), shares(one.shares, one.rest, voice), one.up, one.down)


def _ends(report: CompareReport, voice: Voice) -> Iterator[Row]:
    whole = report.totals
    for name, found in ((voice.phrase("newly"), whole.newly), (voice.phrase("no longer"), whole.no_longer)):
        if found:
            yield Row(name, counts(found, voice))


def _groups(report: CompareReport, voice: Voice) -> Iterator[Group]:
    for reason, _ in report.totals.unaffected:
        stories = [(one.title, one.path) for one in report.entries if one.compared.reason == reason]
        yield Group(voice.say(said.REASONS[reason]), tuple(stories))
