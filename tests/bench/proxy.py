"""A door in front of a server that counts every byte that comes out of it, websockets included."""

from __future__ import annotations

import socket
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from types import TracebackType
from typing import Self

CHUNK = 65_536


class CountingProxy(ThreadingTCPServer):
    """Passes connections on to a port of this machine; `received` is what the server sent so far."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.received = 0
        self.to = ("127.0.0.1", port)

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.shutdown()
        self.server_close()

    @property
    def origin(self) -> str:
        """The address to open instead of the server's own."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Connection(BaseRequestHandler):
    server: CountingProxy

    def handle(self) -> None:
        with socket.create_connection(self.server.to) as far:
            back = Thread(target=self._copy, args=(far, self.request, True), daemon=True)
            back.start()
            self._copy(self.request, far, False)
            back.join()

    def _copy(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                self.server.received += len(chunk) if counted else 0
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)
