"""Many or large files are read by two processes of their own, in the order of the files; few and small ones at once, here."""

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from queue import Empty, Full
from tempfile import TemporaryDirectory

from django.conf import settings

from huajie.core import filing
from huajie.intake.services.parsing import Event, Job, parse, unread_by_fault

if sys.platform != "win32":
    import resource

_WORTH_IT_BYTES = 400_000  # below, two processes take longer to start than they save
_CHILDREN = 2
_AHEAD = 6  # events that a child may be ahead: some 2,000 rows each
_LOOK_SECONDS = 1.0
_SPAWN = multiprocessing.get_context("spawn")


class _Died(Exception):
    """The child is gone; the message says how it ended."""


@dataclass(frozen=True, slots=True)
class _End:
    """No more events of this file."""


def events_of(jobs: Sequence[Job], *, apart: bool = False) -> Iterator[tuple[Job, Iterator[Event]]]:
    """Each file with its events; those of one file must be taken before the next file is asked for.

    `apart`: in processes of their own however small, because reading them here has ended this process before.
    """
    is_little = len(jobs) < _CHILDREN or sum(filing.absolute(job.path).stat().st_size for job in jobs) < _WORTH_IT_BYTES
    if is_little and not apart:
        for job in jobs:
            yield job, parse(job)
        return
    lanes = [_Lane(jobs[number::_CHILDREN]) for number in range(min(_CHILDREN, len(jobs)))]
    try:
        for number, job in enumerate(jobs):
            yield job, lanes[number % len(lanes)].next_events()
    finally:
        for lane in lanes:
            lane.stop()


class _Lane:
    """A share of the files and the process that reads them one after another. A file that ends its process is tried once more, alone."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._start(jobs)

    def next_events(self) -> Iterator[Event]:
        """The events of the next file. Should it end its process twice, this is how it ends, and another process goes on behind it."""
        job, self._jobs = self._jobs[0], self._jobs[1:]
        try:
            yield from self._taken()
            return
        except _Died:
            # what was read ahead is lost with the process, so it need not be this file that ended it
            self.stop()
            self._start([job])
        try:
            yield from self._taken()
        except _Died as died:
            yield unread_by_fault(str(died))
        self.stop()
        self._start(self._jobs)

    def stop(self) -> None:
        """Ends the process, whatever it is at."""
        self._child.terminate()
        self._child.join()
        self._scratch.cleanup()

    def _start(self, jobs: Sequence[Job]) -> None:
        # a file is decrypted there: if its reader is killed, nobody else will clear it away
        self._scratch = TemporaryDirectory()
        self._queue: Queue[Event | _End] = _SPAWN.Queue(_AHEAD)
        self._child = _SPAWN.Process(
            target=_read, args=(jobs, self._queue, os.getpid(), settings.READING_MEMORY_BYTES, self._scratch.name), daemon=True
        )
        self._child.start()
        # the child alone holds the writing end, so that a message cut off by its death is an end and not a wait
        self._queue._writer.close()  # type: ignore[attr-defined]

    def _taken(self) -> Iterator[Event]:
        while not isinstance(event := self._next(), _End):
            yield event

    def _next(self) -> Event | _End:
        while True:
            is_alive = self._child.is_alive()
            try:
                return self._queue.get(timeout=_LOOK_SECONDS)
            except Empty:
                if is_alive:
                    continue
            except (EOFError, OSError):
                self._child.join()
            raise _Died(f"exit code {self._child.exitcode}")


def _read(jobs: Sequence[Job], queue: "Queue[Event | _End]", parent: int, memory_bytes: int, scratch: str) -> None:
    """What a child does. It ends when its parent has died."""
    tempfile.tempdir = scratch
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most), most))
    for job in jobs:
        for event in parse(job):
            _put(queue, event, parent)
        _put(queue, _End(), parent)


def _put(queue: "Queue[Event | _End]", event: "Event | _End", parent: int) -> None:
    while os.getppid() == parent:
        try:
            queue.put(event, timeout=_LOOK_SECONDS)
            return
        except Full:
            continue
    os._exit(1)
