"""An S3 server of the tests' own, on this machine, which can be told to refuse."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from attrs import define, field

Answer = Callable[[str, list[tuple[str, str]]], Any]

_DENIED = (
    b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
)


@define
class Store:
    """The server: its address, who is refused, and the requests that came (method, path)."""

    address: str = ""
    refuses: Callable[[str, str, bool], bool] = lambda method, path, signed: False
    asked: list[tuple[str, str]] = field(factory=list)

    def uri(self, path: str) -> str:
        """An address in it that says where it is by itself."""
        return f"s3://{path}?endpoint_override={self.address}&scheme=http"

    def wrapped(self, inner: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """The server's work, unless it is told to refuse it."""

        def answered(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
            method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
            self.asked.append((method, path))
            if self.refuses(method, path, "HTTP_AUTHORIZATION" in environ):
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                start("403 Forbidden", [("Content-Type", "application/xml")])
                return [_DENIED]
            return inner(environ, start)

        return answered


@contextmanager
def running() -> Iterator[Store]:
    """A server that keeps what it is given in memory."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: PLC0415
    from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: PLC0415

    class Quiet(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"

        def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # it is the library's name
            pass

    store = Store()
    inner = store.wrapped(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, inner, threaded=True, request_handler=Quiet)
    store.address = f"127.0.0.1:{server.server_port}"
    at_work = threading.Thread(target=server.serve_forever, daemon=True)
    at_work.start()
    try:
        yield store
    finally:
        server.shutdown()
        at_work.join()
        server.server_close()
