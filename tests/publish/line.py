"""A line to a server that can be cut, be shaky, or be killed together with its process."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading

# Closing with this set sends a reset: to both ends it looks like a line that is gone.
_RESET = struct.pack("ii", 1, 0)


class Line:
    """Hands bytes on between `port` and a server at `goal`, both on this computer."""

    def __init__(self, goal: int, port: int = 0) -> None:
        self.goal = goal
        self.passed = 0
        self.connections = 0
        self._limit: int | None = None
        self._cut = False
        self._dropped = 0.0
        self._chance = random.Random(7)
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Cut it when so many more bytes have passed, in whichever direction."""
        with self._guard:
            self._limit = self.passed + count

    def cut(self) -> None:
        """Every connection is gone, and no new one comes about until it is mended."""
        with self._guard:
            self._cut = True
            for end in self._open:
                _reset(end)
            self._open.clear()

    def mend(self) -> None:
        with self._guard:
            self._cut, self._limit = False, None

    def be_shaky(self, share: float) -> None:
        """This share of connections breaks off, soon or a little later."""
        self._dropped = share

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def _listen(self) -> None:
        client = socket.socket()
        client.close()
        while True:
            try:
                client = self._listener.accept()[0]
                self.connections += 1
                if self._cut or self._listener.fileno() < 0:
                    _reset(client)
                    continue
                server = socket.create_connection(("127.0.0.1", self.goal))
            except OSError:
                if self._listener.fileno() < 0:
                    return
                _reset(client)
                continue
            most = self._chance.randrange(6000) if self._chance.random() < self._dropped else None
            with self._guard:
                self._open |= {client, server}
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(one, other, most), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, most: int | None) -> None:
        count = 0
        with contextlib.suppress(OSError):
            while data := one.recv(4096):
                with self._guard:
                    self.passed += len(data)
                    count += len(data)
                    over = self._limit is not None and self.passed >= self._limit
                if over:
                    self.cut()
                    break
                if most is not None and count > most:
                    _reset(one)
                    _reset(other)
                    break
                other.sendall(data)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)
        with self._guard:
            self._open.discard(one)
            over = other not in self._open  # the other direction has ended before
        if over:
            one.close()
            other.close()


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
