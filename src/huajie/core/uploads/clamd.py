"""The virus scanner ClamAV, asked by its own protocol (INSTREAM). Without an answer no file is taken."""

import socket
from collections.abc import Iterable
from contextlib import closing

from django.utils.translation import gettext as _

from huajie.core.uploads.refusals import UploadRefused, Why

_SECONDS = 30
_LONGEST_ANSWER = 4096


def scan(pieces: Iterable[bytes], address: str) -> None:
    """Raises UploadRefused if something is found, and if the scanner at the address (host:port or the path of a socket) does not answer."""
    try:
        answer = _ask(pieces, address)
    except (OSError, ValueError):
        answer = ""
    if answer.endswith(" FOUND"):
        what = answer.removeprefix("stream: ").removesuffix(" FOUND")
        said = _("The virus scanner found %(what)s in this file. It was not taken. Clean the computer or phone that it comes from.")
        raise UploadRefused(Why.INFECTED, said % {"what": what})
    if answer != "stream: OK":
        said = _("The virus scanner does not answer, and unscanned files are not taken. Try again later, or tell the operator.")
        raise UploadRefused(Why.NOT_SCANNED, said)


def _ask(pieces: Iterable[bytes], address: str) -> str:
    with closing(_connected(address)) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER and (part := line.recv(_LONGEST_ANSWER)):
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    path = address.removeprefix("unix:")
    if path.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        line.connect(path)
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
