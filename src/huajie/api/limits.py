"""How often one token may call: so many times in each minute of the clock."""

import os
import time
from pathlib import Path

from django.conf import settings

from huajie.api.models import ApiToken
from huajie.api.refusals import TooManyCalls

_WINDOW_SECONDS = 60


def count_call(token: ApiToken) -> None:
    """One more call. Raises TooManyCalls with the seconds until the next minute begins."""
    now = int(time.time())
    if _calls(f"{token.pk}-", now // _WINDOW_SECONDS) > settings.API_CALLS_PER_MINUTE:
        raise TooManyCalls(_WINDOW_SECONDS - now % _WINDOW_SECONDS)


def _calls(caller: str, window: int) -> int:
    """The calls so far with this one: the length of a file to which every serving process adds a byte for each."""
    folder: Path = settings.CALLS_FOLDER
    try:
        file = os.open(folder / f"{caller}{window}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return _calls(caller, window)
    try:
        os.write(file, b".")
        calls = os.fstat(file).st_size
    finally:
        os.close(file)
    if calls == 1:
        _forget_others(folder, caller, window)
    return calls


def _forget_others(folder: Path, caller: str, window: int) -> None:
    """Delete what was counted in minutes before."""
    for file in folder.glob(f"{caller}*"):
        if file.name != f"{caller}{window}":
            file.unlink(missing_ok=True)
