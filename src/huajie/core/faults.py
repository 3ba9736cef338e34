"""Kind and place of a fault, without its text and its values: those may quote what somebody's list says."""

from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

_LONGEST = 300
_NEAREST = 3


class Placed(Exception):
    """A fault whose text is a place, and may be told."""


def place_of(error: BaseException) -> str:
    """In one line, for a page: `ValueError (values.py:31 money_of > typed.py:80 typed_row)`, the places nearest to the fault."""
    if isinstance(error, Placed):
        return str(error)[:_LONGEST]
    frames = list(_frames(error))
    own = [frame for frame in frames if frame.startswith("huajie/")] or frames
    return f"{type(error).__name__} ({' > '.join(own[-_NEAREST:])})"[:_LONGEST]


def trace_of(error: BaseException) -> list[str]:
    """Every frame from the outermost to the fault, and then the same of what led to it: enough to find it by."""
    lines = [*_frames(error), str(error) if isinstance(error, Placed) else type(error).__name__]
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines if earlier is None else [*lines, "because of", *trace_of(earlier)]


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in walk_tb(error.__traceback__):
        yield f"{_within(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _within(file: str) -> str:
    """The file within its package's folder: `huajie/intake/services/running.py`, `django/db/models/query.py`."""
    for above in ("/site-packages/", "/src/"):
        if above in file:
            return file.rpartition(above)[2]
    return Path(file).name
