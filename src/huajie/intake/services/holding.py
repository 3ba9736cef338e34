"""One worker at a time on a delivery: taking hold of it, showing signs of life, and knowing when a worker has died."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import structlog
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone

from huajie.intake.models import Delivery, DeliveryState

log = structlog.get_logger("huajie.intake")
BEAT_SECONDS = 10
DEAD_AFTER_SECONDS = 120
GIVEN_UP_AFTER_DEATHS = 3
UNFINISHED = (DeliveryState.READING, DeliveryState.REGISTERING)


class LostHold(Exception):
    """Another worker has taken the delivery over: whoever held it must stop."""


def this_worker() -> str:
    """Machine, process and start of the process, so that a reused process number is not mistaken for a living worker."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{_started(os.getpid())}"


def take_hold(delivery_id: int) -> bool:
    """True if and only if nobody alive worked on the delivery and this process does from now on."""
    delivery = Delivery.objects.get(pk=delivery_id)
    if is_at_work(delivery):
        return False
    free = Delivery.objects.filter(pk=delivery_id, worker=delivery.worker, beat_at=delivery.beat_at)
    deaths = delivery.deaths + bool(delivery.worker)
    return free.update(worker=this_worker(), beat_at=timezone.now(), deaths=deaths) == 1


def let_go(delivery_id: int) -> None:
    """The delivery is free for another worker."""
    Delivery.objects.filter(pk=delivery_id, worker=this_worker()).update(worker="", beat_at=None)


def beat(delivery_id: int, **progress: object) -> None:
    """A sign of life, with how far the work has come. Raises LostHold when another worker has taken over."""
    if not Delivery.objects.filter(pk=delivery_id, worker=this_worker()).update(beat_at=timezone.now(), **progress):
        raise LostHold


def abandoned() -> list[int]:
    """Deliveries that are not finished and that nobody alive works on, oldest first."""
    waiting = Delivery.objects.filter(state__in=UNFINISHED).filter(~Q(worker="") | Q(beat_at__isnull=True))
    return [delivery.pk for delivery in waiting.order_by("pk") if not delivery.worker or is_dead(delivery)]


def is_at_work(delivery: Delivery) -> bool:
    """True if and only if somebody alive holds the delivery."""
    return bool(delivery.worker) and not is_dead(delivery)


def is_dead(delivery: Delivery) -> bool:
    """True if and only if the worker's process is gone, or it has given no sign of life for two minutes."""
    host, _, process = delivery.worker.partition(":")
    number, _, started = process.partition(":")
    if host == socket.gethostname()[:40] and started and _started(int(number)) != started:
        return True
    return delivery.beat_at is None or delivery.beat_at < timezone.now() - timedelta(seconds=DEAD_AFTER_SECONDS)


def _started(process: int) -> str:
    """When a process of this machine began, in the kernel's ticks; empty when there is none such, or the system does not tell."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return "" if Path("/proc/self").exists() else "?"
    return said.rpartition(")")[2].split()[19]


@contextmanager
def heart(delivery_id: int) -> Iterator[None]:
    """Signs of life from a second thread, for steps that take long without writing."""
    stop = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(delivery_id, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def _beat_until(delivery_id: int, stop: threading.Event) -> None:
    try:
        while not stop.wait(BEAT_SECONDS):
            _beat_quietly(delivery_id)
    finally:
        connection.close()


def _beat_quietly(delivery_id: int) -> None:
    """A missed beat is no fault: the next one follows, and two minutes without any are needed to be taken for dead."""
    started = time.monotonic()
    try:
        beat(delivery_id)
    except (DatabaseError, LostHold) as error:
        log.info("beat_missed", delivery=delivery_id, because=type(error).__name__, waited_s=round(time.monotonic() - started, 1))
