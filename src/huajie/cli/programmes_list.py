"""`huajie programmes list`: every programme of aid, what it gives, and its article."""

import argparse

from django.utils.translation import gettext as _

from huajie.cli.terminal import say_table
from huajie.deadlines.said import told
from huajie.rules.eligibility.facts import Level
from huajie.rules.eligibility.programmes import PROGRAMMES, Programme


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing may follow


def run(asked: argparse.Namespace) -> int:
    """One line for each."""
    del asked
    say_table((_("code"), _("programme"), _("for"), _("gives"), _("article")), map(_line, PROGRAMMES.values()))
    return 0


def _line(programme: Programme) -> tuple[str, ...]:
    given_to = _("a person") if programme.level is Level.PERSON else _("a household")
    return programme.code, told(programme.name), given_to, told(programme.gives), told(programme.article)
