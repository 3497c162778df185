"""Who may ask the inspector: a browser that has the token, of a host that is this one's, and only to read."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from html import escape
from ipaddress import ip_address
from secrets import compare_digest
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lifecycle.sentence import said

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Of every answer, refusals too."""

NO_HOST = (said("This host is not known here"), said("Open the address that the program printed, as it is."))
NO_METHOD = (
    said("Nothing can be changed here"),
    said("The inspector only shows; it takes GET and HEAD, and nothing can be sent to it."),
)
NO_TOKEN = (
    said("You are not admitted yet"),
    said("Open the address that the program printed when it started: it ends in a token that admits you."),
)
"""What is said of each refusal: a title and what to do."""

METHODS = ("GET", "HEAD")
TOKEN = "token"  # the name of a parameter

ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # looked for, not bound


class Guard:
    """Stands before the pages: wrong hosts, methods and tokens are refused in plain words, and no page is cached."""

    def __init__(
        self, app: ASGIApp, token: str, hosts: Collection[str], port: int, say: Callable[[str], str] = str
    ) -> None:
        self.app = app
        self.say = say
        self.token = token
        self.hosts = frozenset(hosts)
        self.port = port
        self.cookie = f"lifecycle-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refusal(Request(scope)) or self.app
        await answer(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        if not self._is_ours(request.headers.get("host", "")):
            return self._refused(403, NO_HOST)
        if request.method not in METHODS:
            return self._refused(405, NO_METHOD, {"Allow": ", ".join(METHODS)})
        given = request.query_params.get(TOKEN)
        if given is not None and self._is_token(given):
            return self._admitted(request)
        if self._is_token(request.cookies.get(self.cookie, "")):
            return None
        return self._refused(403, NO_TOKEN)

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def _is_ours(self, host: str) -> bool:
        """Whether a request names this server; a page elsewhere whose name was bent to our address does not."""
        name, port = _apart(host)
        if name is None or (port or 80) != self.port:
            return False
        return name in self.hosts or (bool(self.hosts & ANY_ADDRESS) and _is_address(name))

    def _refused(self, status: int, words: tuple[str, str], headers: Mapping[str, str] | None = None) -> Response:
        title, more = (escape(self.say(text)) for text in words)
        page = (
            f'<!doctype html><html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{more}</p></html>\n'
        )
        return HTMLResponse(page, status, headers)

    def _admitted(self, request: Request) -> Response:
        """The token becomes a cookie, and leaves the address."""
        rest = [(name, value) for name, value in parse_qsl(request.url.query) if name != TOKEN]
        to = request.url.path + (f"?{urlencode(rest)}" if rest else "")
        # A path that began with two slashes would name another host.
        response = RedirectResponse(f"/{to.lstrip('/')}", 303)
        response.set_cookie(self.cookie, self.token, path="/", httponly=True, samesite="strict")
        return response


def names(host: str) -> frozenset[str]:
    """By which names a server that is bound to a host may be asked."""
    local = {"127.0.0.1", "localhost", "::1"}
    name = _spelt(host)
    return frozenset({name, *(local if name in local or name in ANY_ADDRESS else ())})


def _apart(host: str) -> tuple[str | None, int | None]:
    """Name and port of a Host header."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, ""
    if port and not (port.isascii() and port.isdecimal() and len(port) < 6):
        return None, None
    return _spelt(name.removeprefix("[").removesuffix("]")), int(port) if port else None


def _spelt(name: str) -> str:
    """A name as browsers write it: in small letters, and an address in its shortest form."""
    try:
        return str(ip_address(name))
    except ValueError:
        return name.lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sent
