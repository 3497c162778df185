"""The inspector's pages: what each address answers."""

from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

from attrs import field, frozen
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered, RuleBook
from lifecycle.sentence import Sentence, said
from lifecycle.store import StoreProblem
from lifecycle.store.finding import Done
from scenarios.commands.failures import words
from scenarios.inspector import asked, comparing, lines, views
from scenarios.inspector.events_page import events
from scenarios.inspector.holdings import Entry, Holdings
from scenarios.inspector.standing import Shelved, Story
from scenarios.inspector.tally import Of, Tallies
from scenarios.judging import Overlay
from scenarios.languages.codes import Code
from scenarios.pages.changes import Cited
from scenarios.pages.environment import environment
from scenarios.pages.finding_views import FindingView, finding_views
from scenarios.pages.voice import Voice
from scenarios.report import grounds, terms
from scenarios.report.masking import Mask

NO_SUBSCRIPTION = said("There is no such subscription here.")
NO_PAGE = said("There is no such page here.")
DONE: dict[Done, Sentence] = {
    "edited": said("edited"),
    "deleted": said("deleted"),
    "inserted": said("inserted"),
    "reordered": said("reordered"),
    "renumbered": said("renumbered"),
    "cut": said("cut"),
}
"""What verifying a store without a seal finds to have been done."""

CANNOT = (Problems, StoreProblem, NotCovered)


class Missing(LookupError):
    """An address that nothing stands at, and what is said of it."""

    def __init__(self, words: Sentence = NO_PAGE) -> None:
        super().__init__(words)
        self.words = words


@frozen
class Inspector:
    """The pages over some holdings, in a language; each is told anew from what is held."""

    holdings: Holdings
    lang: Code = "en"
    tallies: Tallies = field(factory=Tallies)
    shelved: Shelved = field(init=False)

    @shelved.default
    def _nothing_yet(self) -> Shelved:
        return Shelved(self.holdings)

    def subscriptions(self, request: Request) -> Response:
        """The list."""
        found = asked.listed(request.query_params)
        page = lines.page(self.holdings, found.wanted, found.after, found.state)
        return self._page(
            "subscriptions.html",
            asked=found,
            page=page,
            providers=self.holdings.providers(),
            totals=self.holdings.totals(),
            states={state: terms.state(state) for state in asked.STATES},
        )

    def story(self, request: Request) -> Response:
        """One subscription with its slider."""
        entry = self._entry(request)
        try:
            story = self.shelved.story(entry)
        except CANNOT as wrong:
            return self._page("untold.html", **self._of(entry), problem=words(wrong))
        return self._page("story.html", **self._standing(story, request))

    def standing(self, request: Request) -> Response:
        """What changes on that page with the slider."""
        return self._page("standing.html", **self._standing(self.shelved.story(self._entry(request)), request))

    def _standing(self, story: Story, request: Request) -> dict[str, Any]:
        at = asked.instant(story, request.query_params)
        return {
            **self._of(story.entry, story),
            "at": at,
            "standing": views.standing_view(story.at(at), story.entry, self._voice(story.case.mask)),
            "step": story.step(at),
        }

    def events(self, request: Request) -> Response:
        """A subscription's events as they are stored."""
        entry = self._entry(request)
        after = asked.number("after", request.query_params.get("after")) or 0
        page = events(self.holdings, entry, after)
        voice = self._voice(page.mask)
        clauses = Cited(self._books(entry), voice, address=views.address(entry))
        rows = views.stored_views(page.events, clauses, voice)
        return self._page("events.html", entry=entry, mask=page.mask, page=page, rows=rows)

    def _books(self, entry: Entry) -> tuple[RuleBook, ...]:
        """The books that judge a subscription; none where they cannot be told."""
        try:
            return self.holdings.case(entry, Overlay()).editions
        except CANNOT:
            return ()

    def compare(self, request: Request) -> Response:
        """Two sides of a story."""
        story = self.shelved.story(self._entry(request))
        query = request.query_params
        left, right = (comparing.side(self.holdings, story, query, name) for name in ("left", "right"))
        return self._page(
            "compare.html",
            **self._of(story.entry, story),
            sides=(("left", left), ("right", right)),
            rows=comparing.rows(left, right),
            offered=comparing.offered(story.case.editions),
            most=comparing.MOST_LISTED,
            terms=terms,
        )

    def findings(self, request: Request) -> Response:
        """Findings across all holdings, as far as they were looked at."""
        provider = request.query_params.get("provider", "")
        after = asked.number("after", request.query_params.get("after"))
        return self._page(
            "findings.html",
            page=self.tallies.page(self.holdings, provider, after),
            provider=provider,
            providers=self.holdings.providers(),
            totals=self.holdings.totals(),
            told=self._found,
        )

    def verify(self, request: Request) -> Response:
        """Whether the chain holds, computed anew when that is asked for."""
        run = bool(request.query_params.get("run"))
        broken = self.holdings.verify() if run else None
        told = broken and broken.told(self.holdings.mask.subscription)
        done = broken and self._voice(self.holdings.mask).say(DONE[broken.done])
        return self._page("verify.html", run=run, broken=broken, said=told, done=done, totals=self.holdings.totals())

    def static(self, request: Request) -> Response:
        """The style sheet and the script."""
        name = request.path_params["name"]
        if name == "inspector.css":
            return Response(self._rendered("inspector.css"), media_type="text/css")
        if name == "inspector.js":
            script = resources.files("scenarios.inspector").joinpath("static", name).read_text("utf-8")
            return Response(script, media_type="text/javascript")
        raise Missing

    def _entry(self, request: Request) -> Entry:
        number = request.path_params["number"]
        entry = self.holdings.entry(number) if number < 2**63 else None
        if entry is None:
            raise Missing(NO_SUBSCRIPTION)
        return entry

    def _of(self, entry: Entry, story: Story | None = None) -> dict[str, Any]:
        mask = story.case.mask if story else self.holdings.mask
        books = grounds.judging(story.whole.replayed) if story else ()
        return {"entry": entry, "story": story, "mask": mask, "voice": self._voice(mask), "books": books}

    def _found(self, one: Of) -> tuple[FindingView, ...]:
        """The findings of one of many subscriptions."""
        voice = self._voice(one.mask)
        anchor = f"of-{one.entry.number}"
        clauses = Cited(
            one.books,
            voice,
            whole=False,
            anchor=f"{anchor}-clause",
            events=one.events,
            address=views.address(one.entry),
        )
        return finding_views(one.findings, clauses, voice, anchor=anchor)

    def _voice(self, mask: Mask) -> Voice:
        return Voice.of(self.lang, mask)

    def _page(self, name: str, code: int = 200, **content: Any) -> Response:
        return HTMLResponse(self._rendered(name, **content), code)

    def _rendered(self, name: str, **content: Any) -> str:
        template = environment(self.lang).get_template(f"inspector/{name}")
        return template.render(holdings=self.holdings, plain=self._voice(self.holdings.mask), **content)

    def told_of(self, request: Request, error: Exception) -> Response:
        """What went wrong, in words: an address that asks for nonsense, or for what is not there."""
        status = 400 if isinstance(error, Problems) else 409 if isinstance(error, StoreProblem | NotCovered) else 404
        missing = error.words if isinstance(error, Missing) else NO_PAGE
        told = self._voice(self.holdings.mask).say(words(error) or missing)
        return self._page("problem.html", status, status=status, said=told)


def app(inspector: Inspector) -> Starlette:
    """The pages as an application; who may see them is `guard`'s."""

    def route(path: str, page: Callable[[Request], Response]) -> Route:
        return Route(path, page, methods=["GET"])

    one = "/subscription/{number:int}"
    answers: Mapping[Any, Any] = dict.fromkeys((*CANNOT, Missing, 404), inspector.told_of)
    return Starlette(
        routes=[
            route("/", inspector.subscriptions),
            route(one, inspector.story),
            route(f"{one}/at", inspector.standing),
            route(f"{one}/events", inspector.events),
            route(f"{one}/compare", inspector.compare),
            route("/findings", inspector.findings),
            route("/verify", inspector.verify),
            route("/static/{name}", inspector.static),
        ],
        exception_handlers=answers,
    )
