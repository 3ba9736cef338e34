"""Where a virus scanner is set, nothing is kept that it has not called clean. The scanner here is a process of its own on loopback."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_django import Settings

from huajie.core.tests.test_uploads import PDF
from huajie.core.uploads import UploadRefused, Why, examine

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLAMD = """
import socketserver, sys
class Line(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        if len(content) > 4000:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\\0")
        else:
            self.wfile.write(b"stream: Eicar-Signature FOUND\\0" if b"EICAR" in content else b"stream: OK\\0")
family, address = (socketserver.TCPServer, ("127.0.0.1", 0)) if sys.argv[1] == "tcp" else (socketserver.UnixStreamServer, sys.argv[1])
with family(address, Line) as server:
    print(server.server_address[1] if sys.argv[1] == "tcp" else "ready", flush=True)
    server.serve_forever()
"""


@contextmanager
def clamd(address: str) -> Iterator[str]:
    """A scanner that runs meanwhile; gives what it says when it listens."""
    with subprocess.Popen([sys.executable, "-c", CLAMD, address], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 — our own words
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture(scope="module")
def port() -> Iterator[str]:
    with clamd("tcp") as said:
        yield said


def why_refused(content: bytes) -> Why:
    with pytest.raises(UploadRefused) as refused:
        examine(io.BytesIO(content), "借条.pdf")
    return refused.value.why


def test_a_clean_file_is_taken_and_an_infected_one_is_not(port: str, settings: Settings) -> None:
    settings.CLAMAV = f"127.0.0.1:{port}"
    assert examine(io.BytesIO(PDF), "借条.pdf").size == len(PDF)
    assert why_refused(PDF + EICAR + b"\n%%EOF") is Why.INFECTED


def test_a_scanner_that_gives_no_verdict_lets_nothing_through(port: str, settings: Settings) -> None:
    settings.CLAMAV = f"127.0.0.1:{port}"
    assert why_refused(PDF + bytes(5000) + b"%%EOF") is Why.NOT_SCANNED


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock", "nonsense"])
def test_without_a_scanner_that_answers_nothing_is_taken(address: str, settings: Settings) -> None:
    settings.CLAMAV = address
    assert why_refused(PDF) is Why.NOT_SCANNED


def test_the_scanner_may_listen_on_a_socket_of_the_machine(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = str(tmp_path_factory.mktemp("clamd") / "s")
    with clamd(path) as said:
        settings.CLAMAV = path
        assert said == "ready"
        assert why_refused(PDF + EICAR + b"\n%%EOF") is Why.INFECTED
