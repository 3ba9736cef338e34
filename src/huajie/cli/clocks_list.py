"""`huajie clocks list`: every duty that has a limit, with its article."""

import argparse

from django.utils.translation import gettext as _

from huajie.cli.terminal import say_table
from huajie.deadlines.said import length_of, told
from huajie.rules.clocks.duties import Duty, duties


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing may follow


def run(asked: argparse.Namespace) -> int:
    """One line for each version of each duty."""
    del asked
    say_table(
        (_("clock"), _("duty"), _("begins with"), _("limit"), _("article"), _("in force from")),
        [_line(version) for versions in duties().values() for version in versions],
    )
    return 0


def _line(duty: Duty) -> tuple[str, ...]:
    article = told(duty.article) + (_(" (to be verified)") if duty.provisional else "")
    return (duty.code, told(duty.name), told(duty.starts), length_of(duty.limit, duty.unit), article, duty.since.isoformat())
