"""What a page did that no page of ours does: asked for something elsewhere, complained, or ran what it was told."""

from collections.abc import Sequence
from urllib.parse import urldefrag, urlsplit

from attrs import Factory, define
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError


@define(slots=False)  # Playwright keeps something of its own on whoever listens
class Watch:
    """Over one context: all that it does beside showing ``home``, a file's address or one on a server.

    A file may ask for nothing but itself, a server's page for what lies on that server; ``forgiven`` are parts of
    messages that a test brings about itself.
    """

    home: str
    forgiven: Sequence[str] = ()
    asked: list[str] = Factory(list)
    told: list[str] = Factory(list)

    def over(self, context: BrowserContext) -> None:
        """Begin to watch, before the first page is opened."""
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("dialog", self._asked_back)
        context.on("page", lambda page: page.on("websocket", lambda socket: self.asked.append(socket.url)))

    @property
    def wrong(self) -> list[str]:
        """Everything that must not have been, a line each."""
        elsewhere = [f"asked for {url}" for url in self.asked if not self._at_home(url)]
        return elsewhere + [line for line in self.told if not any(part in line for part in self.forgiven)]

    def _at_home(self, url: str) -> bool:
        asked, home = urlsplit(url), urlsplit(self.home)
        if asked.scheme == "data":
            return True  # It lies in the page.
        if home.scheme == "file":
            return urldefrag(url).url == urldefrag(self.home).url
        return (asked.scheme, asked.netloc) == (home.scheme, home.netloc)

    def _requested(self, request: Request) -> None:
        self.asked.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        # A violation of the content security policy is told here, too, as an error.
        if message.type in ("error", "warning", "assert"):
            self.told.append(f"console {message.type}: {message.text}")

    def _failed(self, error: WebError) -> None:
        self.told.append(f"script: {error.error}")

    def _asked_back(self, dialog: Dialog) -> None:
        self.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()
