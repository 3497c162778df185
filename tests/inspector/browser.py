"""A browser without a window: it asks the inspector's pages, keeps its cookie, and reads what they hold."""

import asyncio
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
from starlette.types import ASGIApp

from scenarios.inspector.app import Inspector, app
from scenarios.inspector.guard import Guard, names
from scenarios.inspector.holdings import Holdings
from scenarios.languages.codes import Code
from scenarios.languages.language import language

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
TOKEN = "a-token-that-nobody-guesses"
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Node:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parts: list[Node | str] = []

    @property
    def text(self) -> str:
        """All text in it, blanks made one."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield " "
                yield from part._texts()

    def all(self, tag: str = "", **attributes: str) -> "list[Node]":
        """The elements in it with a tag and attributes; ``data_key`` is written data-key, ``klass`` class."""
        wanted = {name.replace("klass", "class").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self._nodes()
            if tag in ("", one.tag) and all(value == one.attributes.get(name) for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> "Node":
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def _nodes(self) -> "Iterator[Node]":
        for part in self.parts:
            if isinstance(part, Node):
                yield part
                yield from part._nodes()


class Page(HTMLParser):
    """The elements of a page. Raises where one is not closed, or closed twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert [one.tag for one in self._open[1:]] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self._open[-1].parts.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> in <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


class Browser:
    """Somebody at the pages, admitted unless told otherwise."""

    def __init__(self, served: ASGIApp, *, admitted: bool = True) -> None:
        self.served = served
        self.cookies = {f"lifecycle-{PORT}": TOKEN} if admitted else {}

    def ask(self, path: str, method: str = "GET", host: str = HOST, **headers: str) -> httpx.Response:
        """What is answered, redirects too."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.served)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{HOST}", cookies=self.cookies
            ) as client:
                return await client.request(method, path, headers={"Host": host, **headers})

        return asyncio.run(asked())

    def page(self, path: str, status: int = 200) -> Node:
        """A page, which must be well formed."""
        answer = self.ask(path)
        assert answer.status_code == status, answer.text
        return Page(answer.text).root


def guarded(holdings: Holdings, lang: Code = "en", host: str = "127.0.0.1") -> Guard:
    """The pages over some holdings, behind their guard."""
    return Guard(app(Inspector(holdings, lang)), TOKEN, names(host), PORT, language(lang).say)
