"""The page of ``bmc export --watch`` is for the browsers of this machine, and no others."""

from __future__ import annotations

import json
import signal
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.request import urlopen

import pytest

from bmc_cli.commands.shared import page_server
from bmc_cli.commands.shared.page_server import HERE, MOST_BYTES, PageServer
from bmc_cli.formats.html_live import LivePage

PAGE = LivePage("<!doctype html><p>Bakery ✓</p>", "default-src 'none'; img-src data:", "one")


@pytest.fixture
def server() -> Iterator[PageServer]:
    before = threading.active_count()
    with PageServer(PAGE) as started:
        yield started
    assert threading.active_count() == before


def asked(server: PageServer, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection = HTTPConnection(HERE, server.server_address[1], timeout=5)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def told(server: PageServer, *parts: bytes) -> bytes:
    """What comes back for the bytes of a request, sent in parts."""
    with socket.create_connection((HERE, server.server_address[1]), timeout=5) as connection:
        for part in parts:
            connection.sendall(part)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionResetError:  # it did not read the rest
            pass
        return answer


def events(response: HTTPResponse) -> Iterator[dict[str, str]]:
    for line in response:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


class TestAPage:
    def test_it_is_at_its_address_on_this_machine(self, server: PageServer) -> None:
        assert server.server_address[0] == HERE
        assert server.address.startswith(f"http://127.0.0.1:{server.server_address[1]}/")
        with urlopen(server.address, timeout=5) as response:
            assert response.read().decode() == PAGE.text

    def test_its_headers_are_strict(self, server: PageServer) -> None:
        headers = asked(server, server.path).headers
        assert headers["Content-Security-Policy"] == f"{PAGE.policy}; frame-ancestors 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Server"] == "bmc"
        assert "Access-Control-Allow-Origin" not in headers

    def test_of_its_head_the_size_is_told(self, server: PageServer) -> None:
        response = asked(server, server.path, "HEAD")
        assert (response.status, response.read()) == (200, b"")
        assert response.headers["Content-Length"] == str(len(PAGE.text.encode()))
        assert asked(server, f"{server.path}events", "HEAD").read() == b""

    def test_no_two_have_an_address_in_common(self, server: PageServer) -> None:
        with PageServer(PAGE) as other:
            assert other.path != server.path
            assert asked(other, server.path).status == 404


class TestNews:
    def test_every_browser_hears_what_is_new(self, server: PageServer) -> None:
        heard = [events(asked(server, f"{server.path}events")) for _ in range(3)]
        assert [next(each) for each in heard] == [{"page": "one", "trouble": ""}] * 3
        server.warn("canvas.yaml\ndoes not exist.")
        trouble = {"page": "one", "trouble": "canvas.yaml\ndoes not exist."}
        assert [next(each) for each in heard] == [trouble] * 3
        server.show(LivePage("two", "", "two"))
        assert [next(each) for each in heard] == [{"page": "two", "trouble": ""}] * 3

    def test_a_browser_that_goes_is_no_matter_of_the_others(self, server: PageServer) -> None:
        gone, stays = (asked(server, f"{server.path}events") for _ in range(2))
        gone.close()
        heard = events(stays)
        for name in ("one", "two", "three"):
            assert next(heard)["page"] == name
            server.show(LivePage("", "", {"one": "two", "two": "three"}.get(name, "four")))

    def test_a_quiet_while_is_passed_with_a_sign_of_life(
        self, server: PageServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_server, "_PULSE", 0.01)
        lines = iter(asked(server, f"{server.path}events"))
        assert [next(lines) for _ in range(4)][2:] == [b":\n", b"\n"]

    def test_at_the_end_they_are_told_to_ask_no_more(self) -> None:
        with PageServer(PAGE) as server:
            heard = asked(server, f"{server.path}events")
            next(events(heard))
        assert heard.read() == b"\nevent: end\ndata:\n\n"
        with pytest.raises(OSError, match="refused"):
            asked(server, server.path)


REFUSED = [
    pytest.param("GET", "{path}", {"Host": "evil.example:{port}"}, 421, id="another host"),
    pytest.param("GET", "{path}", {"Host": "localhost:{port}"}, 421, id="another name"),
    pytest.param("GET", "{path}", {"Host": "127.0.0.1"}, 421, id="another port"),
    pytest.param("GET", "/", {}, 404, id="no token"),
    pytest.param("GET", "{path}x", {}, 404, id="below it"),
    pytest.param("GET", "{path}?x", {}, 404, id="with a query"),
    pytest.param("GET", "{path}../", {}, 404, id="a way up"),
    pytest.param("GET", "http://127.0.0.1:{port}{path}", {}, 404, id="as to a proxy"),
    pytest.param("GET", "/caf%C3%A9", {}, 404, id="foreign letters"),
    pytest.param("POST", "{path}", {}, 405, id="post"),
    pytest.param("OPTIONS", "{path}", {}, 405, id="options"),
    pytest.param("BREW", "{path}", {}, 405, id="unheard of"),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), REFUSED)
def test_what_is_not_meant_for_it_gets_a_status_and_no_more(
    server: PageServer, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    values = {"path": server.path, "port": server.server_address[1]}
    named = {name: said.format(**values) for name, said in headers.items()}
    response = asked(server, path.format(**values), method, **named)
    text = response.read().decode()
    assert response.status == status
    assert text == f"{response.reason}\n"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Allow"] == ("GET, HEAD" if status == 405 else None)


HOSTILE = [
    pytest.param([b"GET / HTTP/1.1\r\n\r\n"], b" 421 ", id="no host"),
    pytest.param([b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"], b" 421 ", id="two hosts"),
    pytest.param([b"<script>\r\n\r\n"], b" 400 ", id="no request"),
    pytest.param([b"GET / HTTP/9.9\r\n\r\n"], b" 505 ", id="another version"),
    pytest.param([b"\r\n\r\n"], b"", id="nothing"),
    pytest.param([b"GET / HTTP/1.1\r\nX: ", b"x" * MOST_BYTES], b" 431 ", id="huge header"),
    pytest.param([b"GET /" + b"x" * MOST_BYTES], b" 431 ", id="huge path"),
    pytest.param([b"GET / HTTP/1.1\r\n" + b"X: 1\r\n" * 200 + b"\r\n"], b" 431 ", id="many"),
    pytest.param([b"GET / HT"], b" 408 ", id="half a request"),
    pytest.param([], b" 408 ", id="silence"),
]


@pytest.mark.parametrize(("parts", "status"), HOSTILE)
def test_a_hostile_request_ends(
    server: PageServer, monkeypatch: pytest.MonkeyPatch, parts: list[bytes], status: bytes
) -> None:
    monkeypatch.setattr(page_server, "PATIENCE", 0.05)
    answer = told(server, *parts)
    assert status in answer.split(b"\r\n")[0]
    assert b"<script>" not in answer
    assert asked(server, server.path).status == 200


def test_a_request_that_comes_in_parts_is_one(server: PageServer) -> None:
    request = f"GET {server.path} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
    parts = (request[at : at + 1] for at in range(len(request)))
    assert told(server, *parts).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_browser_too_many_is_let_go(server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server, "MOST_BROWSERS", 2)
    heard = [events(asked(server, f"{server.path}events")) for _ in range(2)]
    assert [next(each)["page"] for each in heard] == ["one", "one"]
    assert told(server) == b""


def test_a_stranger_makes_room_for_a_browser(
    server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_server, "MOST_BROWSERS", 3)
    heard = events(asked(server, f"{server.path}events"))
    next(heard)
    silent = [socket.create_connection((HERE, server.server_address[1])) for _ in range(10)]
    assert asked(server, server.path).read().decode() == PAGE.text
    server.warn("still there")
    assert next(heard)["trouble"] == "still there"
    for each in silent:
        each.close()


def test_no_thread_keeps_the_program_alive(server: PageServer) -> None:
    """A second Ctrl-C may come before the server can end in order."""
    heard = asked(server, f"{server.path}events")
    next(events(heard))
    others = [each for each in threading.enumerate() if "Thread-" in each.name]
    assert len(others) >= 2
    assert all(each.daemon for each in others)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the platform has no masks")
def test_ctrl_c_waits_for_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[PageServer] = []

    def end(server: PageServer) -> None:
        signal.raise_signal(signal.SIGINT)
        close(server)
        ended.append(server)

    close = PageServer.server_close
    monkeypatch.setattr(PageServer, "server_close", end)
    with pytest.raises(KeyboardInterrupt), PageServer(PAGE):
        pass
    assert len(ended) == 1


def test_who_never_takes_the_answer_does_not_keep_the_server() -> None:
    big = LivePage("x" * 20_000_000, "", "big")
    with PageServer(big) as server:
        connection = HTTPConnection(HERE, server.server_address[1], timeout=5)
        connection.request("GET", server.path)
    connection.close()
