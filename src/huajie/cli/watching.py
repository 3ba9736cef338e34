"""A bar for a delivery under way: another thread reads how far it has come, whoever works on it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import translation
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from huajie.cli.terminal import ERR
from huajie.intake.models import Delivery
from huajie.intake.queries import STAGES

_LOOK_SECONDS = 0.5


@contextmanager
def watched(delivery_id: int) -> Iterator[None]:
    """Draws on a terminal, and does nothing elsewhere."""
    if not ERR.is_terminal:
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=_draw, args=(delivery_id, translation.get_language(), stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def _draw(delivery_id: int, language: str | None, stop: threading.Event) -> None:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with translation.override(language), Progress(*columns, console=ERR, transient=True) as progress:
            task = progress.add_task("", total=None)
            while not stop.wait(_LOOK_SECONDS):
                stage, done, total = _seen(delivery_id)
                progress.update(task, description=str(STAGES.get(stage, stage)), completed=done, total=total or None)
    finally:
        connection.close()


def _seen(delivery_id: int) -> tuple[str, int, int]:
    try:
        return Delivery.objects.values_list("stage", "done", "total").get(pk=delivery_id)
    except DatabaseError:
        return "", 0, 0
