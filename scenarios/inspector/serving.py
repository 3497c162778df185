"""The server of the inspector: bound, guarded, and ended by Ctrl-C."""

import secrets
import socket
from collections.abc import Callable

import uvicorn

from lifecycle.store import StoreProblem
from scenarios.inspector.app import Inspector, app
from scenarios.inspector.guard import TOKEN, Guard, names
from scenarios.languages.language import language
from scenarios.peers import may_leave

_BACKLOG = 64


def serve(inspector: Inspector, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``tell`` is given the address with its token. Raises StoreProblem where it cannot bind."""
    with _bound(host, port) as listening:
        taken = listening.getsockname()[1]
        token = secrets.token_urlsafe(32)
        guarded = Guard(app(inspector), token, names(host), taken, language(inspector.lang).say)
        config = uvicorn.Config(
            guarded,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        tell(f"http://{f'[{host}]' if ':' in host else host}:{taken}/?{TOKEN}={token}")
        try:
            with may_leave():
                uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            return  # the server is down by then; to end it so is what it is ended by


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, number)
    except OSError as wrong:
        raise StoreProblem(f"--host {host}: {wrong.strerror or wrong}") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as wrong:
        listening.close()
        raise StoreProblem(
            f"cannot listen on {host}:{port}: {wrong.strerror or wrong}; choose another --port"
        ) from None
    return listening
