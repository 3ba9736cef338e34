"""One POST to another system: to the address that was looked at, no redirects, never longer than a quarter of a minute."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer

from huajie.api.addresses import Target

_SECONDS = 5  # for each step of the way
_SECONDS_IN_ALL = 15


class NotReached(Exception):
    """Nobody answered. Its text is a kind of fault, never what somebody sent."""


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that the other system answered with; its words are not read. Raises NotReached."""
    connection = _Pinned(target)
    try:
        with _watched(connection):
            connection.request("POST", target.path, body, dict(headers))
            return connection.getresponse().status
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(type(error).__name__) from None
    finally:
        connection.close()


class _Pinned(HTTPConnection):
    """Connects to the address that was looked at, whatever the name means by now; the certificate is held to the name."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=_SECONDS)
        self.default_port = 443 if target.secure else 80
        self.target = target

    def connect(self) -> None:
        plain = socket.create_connection((self.target.address, self.target.port), _SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.target.host) if self.target.secure else plain


@contextmanager
def _watched(connection: HTTPConnection) -> Iterator[None]:
    """Whoever answers drop by drop is left."""

    def leave() -> None:
        with suppress(OSError):
            if connection.sock:
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(_SECONDS_IN_ALL, leave)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
