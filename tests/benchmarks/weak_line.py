"""A line that breaks off: whatever a browser asks passes through it, until it is told to cut."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import killpg
from pathlib import Path
from threading import Event, Lock, Thread

from tests import example

SECONDS_DEAD = 1.0  # after a cut; a browser asks at once again by itself, and must not get through
OF_THE_LINE = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Cut(Enum):
    """At which moment of an act the line breaks off."""

    BEFORE = "before the request"
    HALF_ASKED = "within the request"
    UNANSWERED = "after the deed, before its answer"
    HALF_ANSWERED = "within the answer"
    TAB = "after the deed; the tab is killed"
    SERVER = "within the deed; the server is killed"


class Server:
    """The product as it is served, on the home and the database of this process."""

    def __init__(self) -> None:
        self.port = example.free_port()
        self._running = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [Path(sys.executable).with_name("tangguh"), "serve", "--port", str(self.port)]
        running = subprocess.Popen(command, start_new_session=True)
        example.wait_for(f"http://127.0.0.1:{self.port}/health/", running)
        return running

    def kill(self) -> None:
        """End it and its workers between two instructions, as a power cut does."""
        with suppress(ProcessLookupError):  # it had already ended
            killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()

    def start_again(self) -> None:
        self._running = self._started()


@dataclass
class Made:
    """A cut that was made: of which act, and when the next act came through."""

    act: int
    cut: Cut
    at: float
    healed_at: float | None = None


@dataclass
class Line:
    """Between a browser and a server. `plan` says which act is cut, counted from 1, and how."""

    server: Server
    plan: dict[int, Cut] = field(default_factory=dict)
    acts: int = 0
    made: list[Made] = field(default_factory=list)
    dead_until: float = 0.0
    tab_is_to_die: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    def cut_for(self, method: str) -> Cut | None:
        """How the request that has just come is cut; an act is counted once it may pass."""
        with self._lock:
            now = time.monotonic()
            if now < self.dead_until:
                return Cut.BEFORE
            if method != "POST":
                return None
            self.acts += 1
            if self.made and self.made[-1].healed_at is None:
                self.made[-1].healed_at = now
            cut = self.plan.get(self.acts)
            if cut:
                self.made.append(Made(self.acts, cut, now))
                self.dead_until = now + SECONDS_DEAD
            return cut

    def kill_server(self) -> None:
        self.dead_until = float("inf")
        self.server.kill()
        self.server.start_again()
        self.dead_until = 0.0


@contextmanager
def line_to(server: Server) -> Iterator[tuple[Line, str]]:
    """A line to a server, and the address at which a browser finds it."""
    line = Line(server)
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Ours", (Passing,), {"line": line})) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            yield line, f"http://127.0.0.1:{proxy.server_port}"
        finally:
            proxy.shutdown()


class Passing(BaseHTTPRequestHandler):
    """One request on its way."""

    protocol_version = "HTTP/1.1"
    line: Line

    def do_GET(self) -> None:
        try:
            self._pass(self.line.cut_for(self.command))
        except (OSError, http.client.HTTPException):  # the server is down, or the browser has gone
            self._hang_up()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_told: object) -> None:
        """A browser's requests are no news."""

    def _pass(self, cut: Cut | None) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if cut in LOST_ON_THE_WAY:
            LOST_ON_THE_WAY[cut](self, self.line, body)
            self._hang_up()
            return
        answer, told = asked(self, self.line.server.port, body)
        if cut is Cut.TAB:
            self.line.tab_is_to_die.set()
        if cut in {Cut.UNANSWERED, Cut.TAB}:
            self._hang_up()
        else:
            self._answer(answer, told, cut)

    def _answer(self, answer: http.client.HTTPResponse, told: bytes, cut: Cut | None) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in OF_THE_LINE:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told[: len(told) // 2] if cut is Cut.HALF_ANSWERED else told)
        self.wfile.flush()
        if cut is Cut.HALF_ANSWERED:
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def asked(
    request: BaseHTTPRequestHandler, port: int, body: bytes
) -> tuple[http.client.HTTPResponse, bytes]:
    """What the server answers to a request, and the answer's body."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        server.putrequest(request.command, request.path, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers.items():
            if name.lower() not in OF_THE_LINE:
                server.putheader(name, value)
        server.putheader("Content-Length", str(len(body)))
        server.endheaders(body)
        answer = server.getresponse()
        return answer, answer.read()
    finally:
        server.close()


def in_part(request: BaseHTTPRequestHandler, port: int, body: bytes, share: float) -> None:
    """Send a request as far as the line holds, and wait for no answer."""
    head = f"{request.command} {request.path} HTTP/1.1\r\n{request.headers.as_string()}"
    head = head.replace("\r\n", "\n").replace("\n", "\r\n")
    with socket.create_connection(("127.0.0.1", port)) as server:
        server.sendall(head.encode() + body[: int(len(body) * share)])


def within_request(request: BaseHTTPRequestHandler, line: Line, body: bytes) -> None:
    in_part(request, line.server.port, body, share=0.5)


def within_deed(request: BaseHTTPRequestHandler, line: Line, body: bytes) -> None:
    in_part(request, line.server.port, body, share=1)
    line.kill_server()


def before_request(_request: BaseHTTPRequestHandler, _line: Line, _body: bytes) -> None:
    """Nothing reaches the server."""


LOST_ON_THE_WAY: dict[Cut | None, Callable[[BaseHTTPRequestHandler, Line, bytes], None]] = {
    Cut.BEFORE: before_request,
    Cut.HALF_ASKED: within_request,
    Cut.SERVER: within_deed,
}
