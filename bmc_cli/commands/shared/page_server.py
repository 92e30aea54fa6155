"""A page for the browsers of this machine, and of nobody else.

It is served on 127.0.0.1, at a port and below a token that nobody can guess.  A request is read
whole, up to a size and for a time, before it is looked at; one that is not meant for just this
page (another host, as after DNS rebinding; another path or method) gets a status and no more.
Where there is no room for one more, who has not yet named the page makes it.  Each browser has
a thread, that ends with the server; no thread keeps the program alive.
"""

from __future__ import annotations

import io
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any

from bmc_cli.file import disk
from bmc_cli.formats.html_live import LivePage

HERE = "127.0.0.1"
MOST_BYTES = 16_384
"""Of a request: browsers send one or two thousand."""
MOST_BROWSERS = 64
"""Connections at a time."""
PATIENCE = 5.0
"""Seconds for a request to come in, and for an answer to be taken."""

_PULSE = 15.0  # seconds without news until a browser that went away would be noticed
_FAREWELL = 0.2  # seconds for the browsers to be told that it ends
_ENDS = (b"\r\n\r\n", b"\n\n")
_STRICT = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOTHING = "default-src 'none'"


@dataclass(frozen=True, slots=True)
class _Shown:
    page: LivePage
    trouble: str = ""


class PageServer(ThreadingTCPServer):
    """Serves one page at ``address`` until its context is left; then no thread is left either."""

    request_queue_size = MOST_BROWSERS

    def __init__(self, page: LivePage) -> None:
        super().__init__((HERE, 0), _Browser)
        self.host = f"{HERE}:{self.server_address[1]}"
        self.path = f"/{secrets.token_urlsafe(16)}/"
        self._shown = _Shown(page)
        self._changed = threading.Condition()
        self._open: dict[Any, threading.Thread] = {}
        self._known: set[Any] = set()
        self._is_ended = False
        self._thread = _thread(self.serve_forever, 0.05)
        # Ctrl-C is for the thread that saves: another one would not let it wait for that.
        with disk.undisturbed():
            self._thread.start()

    @property
    def address(self) -> str:
        """Return what to open in a browser."""
        return f"http://{self.host}{self.path}"

    def show(self, page: LivePage) -> None:
        """Have the browsers show ``page``, without trouble."""
        self._tell(_Shown(page))

    def warn(self, trouble: str) -> None:
        """Have the browsers say what is wrong, on the page that they have."""
        self._tell(replace(self._shown, trouble=trouble))

    @property
    def trouble(self) -> str:
        """Return what is said to be wrong, "" for nothing."""
        return self._shown.trouble

    def _tell(self, shown: _Shown) -> None:
        with self._changed:
            self._shown = shown
            self._changed.notify_all()

    def shown(self, seen: _Shown | None = None) -> _Shown | None:
        """Return what there is to show, once it is not what was ``seen`` or a while has passed.

        None when the server has ended.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_ended or self._shown is not seen, _PULSE)
            return None if self._is_ended else self._shown

    def __exit__(self, *_: object) -> None:
        # A second Ctrl-C waits for this; where it cannot, the threads end with the program.
        with disk.undisturbed():
            with self._changed:
                self._is_ended = True
                self._changed.notify_all()
            self.shutdown()
            self._thread.join()
            with self._changed:  # whoever listens is told first that no more will come
                self._changed.wait_for(lambda: not self._known, _FAREWELL)
            for request, thread in self._open.items():
                _hang_up(request)
                thread.join()
            self.server_close()

    def verify_request(self, *_: Any) -> bool:
        """Whether there is room for one more browser."""
        self._open = {each: thread for each, thread in self._open.items() if thread.is_alive()}
        if len(self._open) < MOST_BROWSERS:
            return not self._is_ended
        strangers = [each for each in self._open.items() if each[0] not in self._known]
        for request, thread in strangers[:1]:
            _hang_up(request)
            thread.join()
        return bool(strangers)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Have a thread answer a connection."""
        thread = _thread(self.process_request_thread, request, client_address)
        thread.start()
        self._open[request] = thread

    def admit(self, request: Any) -> None:
        """Let a connection, that asked for just this page, keep its room."""
        with self._changed:
            self._known.add(request)

    def close_request(self, request: Any) -> None:
        """Close a connection."""
        with self._changed:
            self._known.discard(request)
            self._changed.notify_all()
        super().close_request(request)

    def handle_error(self, *_: Any) -> None:
        """Let one browser fail: that is no matter of the others, nor of who made the canvas."""


def _thread(does: Callable[..., None], *given: object) -> threading.Thread:
    return threading.Thread(target=does, args=given, daemon=True)


def _hang_up(connection: socket.socket) -> None:
    """Have whoever waits for a connection, to hear or to be heard, wait no more."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Browser(BaseHTTPRequestHandler):
    """One connection: one request and its answer."""

    server: PageServer
    protocol_version = request_version = "HTTP/1.1"
    command = requestline = ""

    def handle(self) -> None:
        """Answer the request that comes in, if one does in time."""
        refused, head = self._head()
        self.connection.settimeout(PATIENCE)
        if refused:
            self.send_error(refused)
            return
        self.rfile = io.BytesIO(head)
        self.raw_requestline = self.rfile.readline()
        if self.parse_request():  # else it is refused already
            self._answer()

    def _head(self) -> tuple[HTTPStatus | None, bytes]:
        """Return the request up to its empty line, or why it is not taken."""
        head, until = b"", time.monotonic() + PATIENCE
        while not any(end in head for end in _ENDS):
            if len(head) >= MOST_BYTES:
                return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, b""
            self.connection.settimeout(max(until - time.monotonic(), 0.001))
            try:
                part = self.connection.recv(MOST_BYTES - len(head))
            except TimeoutError:
                return HTTPStatus.REQUEST_TIMEOUT, b""
            if not part:
                return HTTPStatus.BAD_REQUEST, b""
            head += part
        return None, head

    def _answer(self) -> None:
        """Answer what is asked; whoever asks for just this page keeps its room."""
        home, said = self.server.path, self.path.encode("utf-8", "replace")
        if self.headers.get_all("Host") != [self.server.host]:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.command not in {"GET", "HEAD"}:
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
        elif secrets.compare_digest(said, home.encode()):
            self.server.admit(self.request)
            self._send_page()
        elif secrets.compare_digest(said, f"{home}events".encode()):
            self.server.admit(self.request)
            self._send_events()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send_page(self) -> None:
        if shown := self.server.shown():
            text = shown.page.text.encode()
            self._begin(HTTPStatus.OK, "text/html", shown.page.policy, len(text))
            self._send(text)

    def _send_events(self) -> None:
        """Send what is shown, again whenever that is something else, until one of them goes."""
        self._begin(HTTPStatus.OK, "text/event-stream")
        seen = None
        while self.command == "GET" and (shown := self.server.shown(seen)):
            data = {"page": shown.page.name, "trouble": shown.trouble}
            self._send(b":\n\n" if shown is seen else f"data: {json.dumps(data)}\n\n".encode())
            seen = shown
        # Else the browser would ask again for ever, and of whoever has the port by then.
        self._send(b"event: end\ndata:\n\n")

    def send_error(self, code: int, *_: str | None, **__: str | None) -> None:
        """Send a status, and nothing of what was asked."""
        status = HTTPStatus(code)
        text = f"{status.phrase}\n".encode()
        more = {"Allow": "GET, HEAD"} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
        self._begin(status, "text/plain", size=len(text), more=more)
        self._send(text)

    def _begin(
        self,
        status: HTTPStatus,
        kind: str,
        policy: str = _NOTHING,
        size: int | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.request_version = self.protocol_version  # the oldest has no headers
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", f"{policy}; frame-ancestors 'none'")
        for name, said in {**_STRICT, **(more or {})}.items():
            self.send_header(name, said)
        if size is not None:
            self.send_header("Content-Length", str(size))
        self.end_headers()

    def _send(self, data: bytes) -> None:
        if self.command != "HEAD":
            self.wfile.write(data)

    def version_string(self) -> str:
        """Return who answers, without the versions that a library would tell."""
        return "bmc"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing: stderr is for what happens to the file."""
