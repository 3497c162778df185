"""Who may ask the inspector, and what every answer carries."""

import pytest

from lifecycle.store import Store
from scenarios.inspector.guard import HEADERS, names
from scenarios.inspector.of_store import OfStore
from tests.inspector.big import fill
from tests.inspector.browser import HOST, PORT, TOKEN, Browser, Page, guarded

PAGES = ("/", "/subscription/1", "/subscription/1/at", "/findings", "/verify", "/static/inspector.js", "/nothing")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small store; which database it is in is no matter of the guard's."""
    made = f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}"
    with Store.open(made, kept=False) as store:
        fill(store, 3)
    return made


@pytest.fixture
def stranger(holdings: OfStore) -> Browser:
    """Somebody without a cookie."""
    return Browser(guarded(holdings), admitted=False)


def test_the_token_becomes_a_cookie_and_leaves_the_address(stranger: Browser) -> None:
    answer = stranger.ask(f"/?q=12%26&token={TOKEN}&sort=events")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?q=12%26&sort=events"
    cookie = answer.headers["set-cookie"]
    assert cookie == f"lifecycle-{PORT}={TOKEN}; HttpOnly; Path=/; SameSite=strict"


@pytest.mark.parametrize("path", PAGES)
def test_without_token_and_cookie_no_page_is_shown(stranger: Browser, path: str) -> None:
    answer = stranger.ask(path)
    assert answer.status_code == 403
    assert "Open the address that the program printed" in Page(answer.text).root.text
    assert "indihome" not in answer.text


@pytest.mark.parametrize(
    "path",
    [f"/?token={TOKEN}x", "/?token=", f"/?token={TOKEN[:-1]}", f"/?Token={TOKEN}", "/?token=%ff%00é"],
    ids=["longer", "empty", "shorter", "another name", "not of this alphabet"],
)
def test_another_token_admits_nobody(stranger: Browser, path: str) -> None:
    answer = stranger.ask(path)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("cookie", "status"),
    [(f"lifecycle-{PORT}={TOKEN}", 200), (f"lifecycle-{PORT}=x", 403), (f"lifecycle-1={TOKEN}", 403), ("", 403)],
    ids=["ours", "another token", "of another port", "none"],
)
def test_only_the_cookie_of_this_server_counts(stranger: Browser, cookie: str, status: int) -> None:
    assert stranger.ask("/verify", Cookie=cookie).status_code == status


def test_a_path_of_two_slashes_leads_to_no_other_host(stranger: Browser) -> None:
    answer = stranger.ask(f"http://{HOST}//elsewhere.example/?token={TOKEN}")
    assert answer.headers["location"] == "/elsewhere.example/"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 200),
        (f"localhost:{PORT}", 200),
        (f"LOCALHOST:{PORT}", 200),
        (f"[::1]:{PORT}", 200),
        (f"[0:0:0:0:0:0:0:1]:{PORT}", 200),
        (f"localhost.:{PORT}", 403),
        (f"someone@127.0.0.1:{PORT}", 403),
        (f"evil.example:{PORT}", 403),
        (f"127.0.0.1.evil.example:{PORT}", 403),
        ("127.0.0.1", 403),
        ("127.0.0.1:1", 403),
        ("127.0.0.1:x", 403),
        (f"10.0.0.7:{PORT}", 403),
        ("", 403),
    ],
)
def test_only_the_names_that_it_is_bound_to_are_answered(browser: Browser, host: str, status: int) -> None:
    answer = browser.ask("/verify", host=host)
    assert answer.status_code == status
    assert status == 200 or "host" in answer.text


@pytest.mark.parametrize(
    ("host", "status"), [(f"10.0.0.7:{PORT}", 200), (f"[fe80::1]:{PORT}", 200), (f"evil.example:{PORT}", 403)]
)
def test_bound_to_every_address_it_answers_to_addresses_and_to_no_name(
    holdings: OfStore, host: str, status: int
) -> None:
    assert Browser(guarded(holdings, host="0.0.0.0")).ask("/verify", host=host).status_code == status


def test_a_server_of_one_address_is_asked_by_that() -> None:
    assert names("10.0.0.7") == {"10.0.0.7"}
    assert names("Box.Local") == {"box.local"}


@pytest.mark.parametrize("host", ["0:0:0:0:0:0:0:1", "LOCALHOST", "::0"])
def test_however_it_is_told_its_own_address_a_browser_finds_it(host: str) -> None:
    assert {"127.0.0.1", "localhost", "::1"} <= names(host)


@pytest.mark.parametrize("path", ["/", "/verify", "/static/inspector.css"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADEUP"])
def test_nothing_but_reading_is_taken(browser: Browser, method: str, path: str) -> None:
    answer = browser.ask(path, method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", PAGES)
def test_head_says_what_get_does_without_its_body(browser: Browser, path: str) -> None:
    head, got = browser.ask(path, "HEAD"), browser.ask(path)
    assert head.status_code == got.status_code
    assert not head.content
    assert head.headers == got.headers


@pytest.mark.parametrize("path", [*PAGES, f"/?token={TOKEN}", "/?sort=x"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_every_answer_carries_the_headers(browser: Browser, path: str, method: str, host: str) -> None:
    answer = browser.ask(path, method, host, Origin="http://evil.example")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "server" not in answer.headers


def test_the_policy_lets_nothing_in_but_our_own_files(browser: Browser) -> None:
    assert HEADERS["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    for path in PAGES[:1]:
        root = browser.page(path)
        assert [one.attributes["src"] for one in root.all("script")] == ["/static/inspector.js"]
        assert root.all("style") == []
        assert [one for one in root.all() if any(name.startswith(("on", "style")) for name in one.attributes)] == []
