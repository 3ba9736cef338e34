"""`huajie audit verify`: reads the whole record of acts and names the first broken link."""

import argparse

from django.utils.translation import gettext as _

from huajie.audit.verification import Broken, verify
from huajie.cli.terminal import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None are needed."""


def run(asked: argparse.Namespace) -> int:
    """0 if and only if every entry is as it was written."""
    verdict = verify()
    if isinstance(verdict, Broken):
        say(_("Entry %(number)s: %(why)s") % {"number": verdict.number, "why": verdict.why})
        return 1
    say(
        _("%(count)s entries, all as they were written. The last digest is %(digest)s") % {"count": verdict.count, "digest": verdict.digest}
    )
    return 0
