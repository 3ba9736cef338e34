"""The secret keys of an installation: made once, kept in the home folder, readable by its owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.fernet import Fernet

FILE_NAME = "keys.json"


@dataclass(frozen=True)
class Keys:
    """`fields` encrypt (newest first, older ones still read); `index` finds encrypted values; `django` signs sessions."""

    django: str
    fields: tuple[str, ...]
    index: str


def make_keys() -> Keys:
    """Fresh keys."""
    return Keys(secrets.token_urlsafe(48), (Fernet.generate_key().decode(),), secrets.token_hex(32))


def load_keys(home: Path) -> Keys:
    """The keys of a home folder, made on first use."""
    file = home / FILE_NAME
    if not file.exists():
        _create(file, make_keys())
    held = json.loads(file.read_text(encoding="utf-8"))
    return Keys(held["django"], tuple(held["fields"]), held["index"])


def add_field_key(home: Path) -> None:
    """Put a new key first: new values use it, old values stay readable until they are encrypted anew."""
    keys = load_keys(home)
    renewed = Keys(keys.django, (Fernet.generate_key().decode(), *keys.fields), keys.index)
    waiting = home / f"{FILE_NAME}.new"
    _create(waiting, renewed)
    waiting.replace(home / FILE_NAME)


def _create(file: Path, keys: Keys) -> None:
    """Write once: of two processes that start together, one writes and both read the same keys."""
    file.parent.mkdir(parents=True, exist_ok=True)
    own = file.with_name(f"{file.name}.{os.getpid()}")
    own.touch(mode=0o600)
    own.write_text(json.dumps(asdict(keys)), encoding="utf-8")
    try:
        os.link(own, file)
    except FileExistsError:
        pass
    finally:
        own.unlink()
