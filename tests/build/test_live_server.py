"""What is served while notes are written: to whom, and whatever is asked."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from syntax_notes.build.live_server import Server, Site

# The thread of a server ends with the process, and the socket with it.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

PAGE = "<html><body><p>{}</p></body></html>"
MANY = 1_000
HUGE = 6_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Serve a site of two languages, whose root lies in a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in {
        "root/index.html": "choose",
        "work/en/index.html": "first",
        "work/en/404.html": "nothing here",
        "work/zh-cn/404.html": "没有这个页面",
        "secret.html": "secret",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(text), encoding="utf-8")
    (folder / "work" / "en" / "data").mkdir()
    (folder / "work" / "en" / "data" / "one.js").write_text("searchPart()")
    server = Server(Site([folder / "root", folder / "work"]), 0)
    server.start()
    return server


def ask(
    server: Server, path: str, host: str = "localhost", method: str = "GET"
) -> tuple[int, http.client.HTTPMessage, str]:
    """Return status, headers and text of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    with contextlib.closing(connection):
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def connect(server: Server, request: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall(request)
    return connection


@pytest.mark.parametrize("path", ["/", "/index.html"])
def test_the_root_is_the_page_that_chooses_the_language(
    path: str, server: Server
) -> None:
    assert "<p>choose</p>" in ask(server, path)[2]


@pytest.mark.parametrize("path", ["/en/data", "/en/data/", "/zh-cn/"])
def test_a_folder_is_not_listed(path: str, server: Server) -> None:
    status, _, text = ask(server, path)
    assert status == 404
    assert "one.js" not in text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/en/gone.html", "nothing here"),
        ("/zh-cn/gone.html", "没有这个页面"),
        ("/gone", "nothing here"),
    ],
)
def test_a_wrong_address_gets_the_page_for_it_with_the_script(
    path: str, text: str, server: Server
) -> None:
    status, _, page = ask(server, path)
    assert status == 404
    assert f"<p>{text}</p>" in page
    assert 'src="/_live.js"' in page


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.html", "/en/../../secret.html", "/%2e%2e/secret.html"),
        *(
            "/en/%00",
            "/%7f",
            "//secret.html",
            f"/{'a' * 9_000}",
            "/en/..%5csecret.html",
        ),
    ],
)
def test_no_path_leads_out_or_breaks_it(path: str, server: Server) -> None:
    status, _, text = ask(server, path)
    assert status in (400, 404)
    assert "secret" not in text.replace("secret.html", "")
    assert ask(server, "/en/")[0] == 200


@pytest.mark.parametrize("path", ["/", "/en/index.html", "/_live", "/_live.js"])
def test_it_answers_to_its_own_name_only(path: str, server: Server) -> None:
    """A page elsewhere can have its name lead to this machine."""
    for name in (
        "evil.example",
        f"evil.example:{server.port}",
        "127.0.0.1.evil.example",
    ):
        status, _, text = ask(server, path, name)
        assert status == 421
        assert "choose" not in text
        assert "builds" not in text
    if path != "/_live":
        assert ask(server, path, f"127.0.0.1:{server.port}")[0] == 200


@pytest.mark.parametrize("path", ["/en/", "/en/data/one.js", "/en/gone"])
def test_other_sites_neither_frame_nor_include_it(path: str, server: Server) -> None:
    headers = ask(server, path)[1]
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "request_",
    [
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 2**17 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
    ids=range(9),
)
def test_a_malformed_request_is_refused(request_: bytes, server: Server) -> None:
    with contextlib.suppress(ConnectionError), connect(server, request_) as connection:
        assert not connection.recv(100).startswith(b"HTTP/1.1 200")
    assert ask(server, "/en/")[0] == 200


def test_a_thousand_silent_connections_keep_nobody_waiting(server: Server) -> None:
    with contextlib.ExitStack() as opened:
        for number in range(MANY):
            begun = b"GET / HTTP/1.1\r\n" if number % 2 else b""
            opened.enter_context(connect(server, begun))
        start = time.monotonic()
        assert ask(server, "/en/")[0] == 200
        assert time.monotonic() - start < 5


@pytest.fixture
def listening(server: Server) -> Iterator[socket.socket]:
    with connect(server, b"GET /_live HTTP/1.1\r\nHost: localhost\r\n\r\n") as one:
        yield one
    server.site.complain("")


def test_a_browser_that_does_not_read_delays_no_build(
    listening: socket.socket, server: Server
) -> None:
    done = threading.Event()

    def build() -> None:
        for number in range(20):
            server.site.complain(str(number) * HUGE)
        server.site.announce("en")
        server.site.complain("okapi")
        done.set()

    threading.Thread(target=build).start()
    assert done.wait(20)
    assert ask(server, "/en/")[0] == 200
    # It gets what holds now, and not all that it has missed.
    received = b""
    while b'"okapi"}\n\n' not in received[-4_000:]:
        received += listening.recv(2**20)
    assert len(received) < 5 * HUGE
    event = received.rpartition(b"data: ")[2].partition(b"\n")[0]
    assert json.loads(event)["builds"].keys() == {"en"}
