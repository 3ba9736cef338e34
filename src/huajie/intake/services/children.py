"""Many or large files are read by two processes of their own, in the order of the files; few and small ones at once, here."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from queue import Empty, Full

from huajie.core.faults import Placed, place_of
from huajie.intake.services import storage
from huajie.intake.services.parsing import Event, Job, parse

_WORTH_IT_BYTES = 400_000  # below, two processes take longer to start than they save
_CHILDREN = 2
_AHEAD = 6  # events that a child may be ahead: some 2,000 rows each
_LOOK_SECONDS = 5.0


class ChildStopped(Placed):
    """A fault in a process that reads."""


@dataclass(frozen=True, slots=True)
class _End:
    """No more events of this file; `fault` says why too early, if so."""

    fault: str = ""


def events_of(jobs: Sequence[Job]) -> Iterator[tuple[Job, Iterator[Event]]]:
    """Each file with its events; those of one file must be taken before the next file is asked for."""
    if len(jobs) < _CHILDREN or sum(storage.absolute(job.path).stat().st_size for job in jobs) < _WORTH_IT_BYTES:
        for job in jobs:
            yield job, parse(job)
        return
    context = multiprocessing.get_context("spawn")
    queues: list[Queue[Event | _End]] = [context.Queue(_AHEAD) for _ in range(_CHILDREN)]
    children = [
        context.Process(target=_read, args=(jobs[number::_CHILDREN], queue, os.getpid()), daemon=True)
        for number, queue in enumerate(queues)
    ]
    for child in children:
        child.start()
    try:
        for number, job in enumerate(jobs):
            yield job, _taken(queues[number % _CHILDREN], children[number % _CHILDREN])
    finally:
        for child in children:
            child.terminate()
            child.join()


def _taken(queue: "Queue[Event | _End]", child: multiprocessing.process.BaseProcess) -> Iterator[Event]:
    while True:
        event = _next(queue, child)
        if isinstance(event, _End):
            if event.fault:
                raise ChildStopped(event.fault)
            return
        yield event


def _next(queue: "Queue[Event | _End]", child: multiprocessing.process.BaseProcess) -> "Event | _End":
    while True:
        try:
            return queue.get(timeout=_LOOK_SECONDS)
        except Empty:
            if not child.is_alive():
                raise ChildStopped(f"exit code {child.exitcode}") from None


def _read(jobs: Sequence[Job], queue: "Queue[Event | _End]", parent: int) -> None:
    """What a child does. It ends when its parent has died."""
    for job in jobs:
        fault = ""
        try:
            for event in parse(job):
                _put(queue, event, parent)
        except Exception as error:
            fault = place_of(error)
        _put(queue, _End(fault), parent)


def _put(queue: "Queue[Event | _End]", event: "Event | _End", parent: int) -> None:
    while os.getppid() == parent:
        try:
            queue.put(event, timeout=_LOOK_SECONDS)
            return
        except Full:
            continue
    os._exit(1)
