"""A real HTTP server on this machine that can misbehave."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """What is sent: `announced` bytes instead of the true number, after half of the body a call of `halfway`.

    With `drip` seconds, the body comes byte by byte with such pauses.
    """

    status: int = 200
    body: bytes = b""
    announced: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    halfway: Callable[[], object] | None = None
    drip: float = 0


@dataclass
class Server:
    """Its address, its answers by path (a list is used up one by one, the last stays), and the paths that were asked for."""

    address: str
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> Answer:
        """The next answer for a path; 404 without one."""
        self.asked.append(path)
        found = self.answers.get(path, Answer(404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@contextmanager
def running() -> Iterator[Server]:
    """A server for the block."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = server.answer(self.path)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body) if answer.announced is None else answer.announced))
            self.end_headers()
            half = len(answer.body) // 2
            try:
                for byte in answer.body if answer.drip else b"":
                    self.wfile.write(bytes([byte]))
                    time.sleep(answer.drip)
                if answer.drip:
                    return
                self.wfile.write(answer.body[:half])
                if answer.halfway:
                    self.wfile.flush()
                    answer.halfway()
                self.wfile.write(answer.body[half:])
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        server = Server(f"http://127.0.0.1:{listening.server_port}")
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        listening.shutdown()
