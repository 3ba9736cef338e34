"""Room for what is needed for a while only: each process has a folder of its own in the home folder, and the dead leave nothing."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def own_scratch(home: Path) -> Path:
    """This process's folder, in which every temporary file lies from now on, also those of its children. What dead processes left goes."""
    shelf = home / "tmp"
    shelf.mkdir(mode=0o700, exist_ok=True)
    with held(shelf):
        for left in filter(Path.is_dir, shelf.iterdir()):
            with held_if_free(left) as is_free:
                if is_free:
                    shutil.rmtree(left, ignore_errors=True)
        own = Path(tempfile.mkdtemp(dir=shelf))
        fcntl.flock(os.open(own, os.O_RDONLY), fcntl.LOCK_SH)  # until the process ends, however it ends
    tempfile.tempdir = os.environ["TMPDIR"] = str(own)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


@contextmanager
def held(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Nobody else holds the folder meanwhile; if shared, only others who share it. Waits for it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def held_if_free(folder: Path) -> Iterator[bool]:
    """True, and the folder is held meanwhile, if and only if nobody alive holds it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _lock_now(handle)
    finally:
        os.close(handle)


def _lock_now(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
