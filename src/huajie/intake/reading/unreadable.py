"""The refusal of a whole file, with what to do next."""

from __future__ import annotations

from huajie.intake.reading.messages import Message


class UnreadableFile(Exception):
    """A file that cannot be read at all. `code` is stable; `message` says what to do and never quotes a cell."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.message = Message(f"file_{code}", **facts)
        super().__init__(code)
