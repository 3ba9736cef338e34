"""Another system, as a process of its own: it checks the signature of every event with the convention's library, and notes what it took.

    python -m tests.contracts.receiver PORT FOLDER

The secret lies in FOLDER/secret; what came is noted in FOLDER/taken, one JSON line each. The path says how it behaves.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

ANSWERS = {"/take": 204, "/broken": 500, "/elsewhere": 302, "/drops": 200}


class Receiver(BaseHTTPRequestHandler):
    """One event at a time."""

    folder: Path

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            said = Webhook((self.folder / "secret").read_text()).verify(body, dict(self.headers))
        except WebhookVerificationError as wrong:
            said = {"refused": str(wrong)}
        with (self.folder / "taken").open("a") as file:
            file.write(json.dumps({"path": self.path, "id": self.headers["webhook-id"], "said": said}) + "\n")
        if self.path == "/drops":
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
                self.wfile.write(bytes([letter]))
                time.sleep(0.5)
        self.send_response(400 if "refused" in said else ANSWERS[self.path])
        self.send_header("Location", "/take")
        self.end_headers()

    def log_message(self, *_told: object) -> None:
        """Nothing on the terminal."""


if __name__ == "__main__":
    Receiver.folder = Path(sys.argv[2])
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
