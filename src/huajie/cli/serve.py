"""`huajie serve`: pages and background work as two child processes, started and stopped together."""

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from huajie.cli.terminal import remark
from huajie.config.options import HOME

_STOP_SECONDS = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on (default 127.0.0.1)"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on (default 8000)"))
    parser.add_argument("--threads", type=int, default=8, help=_("requests at once in each of two processes (default 8)"))


def run(asked: argparse.Namespace) -> int:
    """Bring the database up to date, start both, and stop both when one ends or a signal comes."""
    call_command("migrate", verbosity=0)
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), _stop)
    children = [_pages(asked), _worker()]
    remark(
        _("Huajie serves on http://%(host)s:%(port)s from %(home)s. Ctrl-C stops it.")
        % {"host": asked.host, "port": asked.port, "home": HOME}
    )
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        remark(_("One of the two processes has ended; both are stopped."))
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)


def _pages(asked: argparse.Namespace) -> "subprocess.Popen[bytes]":
    address = f"{asked.host}:{asked.port}"
    command = [sys.executable, "-m", "gunicorn", "huajie.config.wsgi", "--bind", address, "--workers", "2", "--worker-class", "gthread"]
    command += ["--threads", str(asked.threads), "--timeout", "120", "--log-level", "warning", "--no-control-socket"]
    command += ["--logger-class", "huajie.config.page_logs.PageLogger"]
    return subprocess.Popen(command)  # noqa: S603 — our own words


def _worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "huajie.cli", "worker"])


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Ask both to stop; a child that does not in time is killed, and its work is taken up at the next start."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + _STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
