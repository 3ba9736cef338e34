"""A text message goes to the gateway that was set, or into a file; what goes wrong names nobody."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from huajie.core.sms import NotSent, send_sms

PHONE, TEXT = "15400000007", '您的事项已受理"，验证码 4711'
GATEWAY = """
import http.server, json
class Gateway(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/elsewhere":
            self.send_response(302); self.send_header("Location", "/send"); self.end_headers(); return
        taken = self.headers["Authorization"] == "Bearer s3cret" and told["sign"] == "Huadu" and told["to"] == ["15400000007"]
        self.send_response(500 if self.path == "/broken" else 200); self.end_headers()
        self.wfile.write(json.dumps({"code": 0 if taken and told["content"] else 13}).encode())
    def log_message(self, *args): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Gateway)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    """A gateway in a process of its own."""
    with subprocess.Popen([sys.executable, "-c", GATEWAY], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 — our own words
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.kill()


@pytest.fixture(autouse=True)
def configured(settings: Settings, tmp_path: Path) -> None:
    settings.SMS_FOLDER = tmp_path / "sms"
    settings.SMS_SECRET, settings.SMS_ANSWER = "s3cret", '"code": 0'
    settings.SMS_BODY = '{"to": ["{phone}"], "content": "{text}", "sign": "Huadu"}'


def test_without_a_gateway_the_message_lies_in_a_file(settings: Settings) -> None:
    settings.SMS = "file"
    send_sms(PHONE, TEXT)
    (file,) = settings.SMS_FOLDER.iterdir()
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["phone"], told["text"]) == (PHONE, TEXT)


def test_a_gateway_is_told_number_text_and_secret(gateway: str, settings: Settings) -> None:
    settings.SMS = f"{gateway}/send"
    send_sms(PHONE, TEXT)
    assert not settings.SMS_FOLDER.exists()


@pytest.mark.parametrize("path", ["/broken", "/elsewhere"])
def test_what_the_gateway_does_not_take_is_said_without_the_number(
    path: str, gateway: str, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMS = f"{gateway}{path}"
    with caplog.at_level(logging.DEBUG), pytest.raises(NotSent) as refused:
        send_sms(PHONE, TEXT)
    assert PHONE not in f"{refused.value} {caplog.text}"


def test_an_answer_that_says_no_counts_as_not_sent(gateway: str, settings: Settings) -> None:
    settings.SMS, settings.SMS_SECRET = f"{gateway}/send", "wrong"
    with pytest.raises(NotSent):
        send_sms(PHONE, TEXT)


@pytest.mark.parametrize("number", ["", "020-36991111", "１５４００００００００", "254000000071"])
def test_only_a_mobile_number_gets_a_message(number: str, settings: Settings) -> None:
    settings.SMS = "file"
    with pytest.raises(NotSent):
        send_sms(number, TEXT)
