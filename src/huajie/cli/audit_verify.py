"""`huajie audit verify`: reads the whole record of acts and names the first broken link."""

import argparse

from django.utils.translation import gettext as _

from huajie.audit.head import FILE_NAME
from huajie.audit.verification import Broken, verify
from huajie.cli.terminal import remark, say

END_UNKNOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None are needed."""


def run(asked: argparse.Namespace) -> int:
    """0 if and only if every entry is as it was written and none is missing; 3 where it cannot be told whether the last ones are."""
    verdict = verify()
    if isinstance(verdict, Broken):
        say(_("Entry %(number)s: %(why)s") % {"number": verdict.number, "why": verdict.why})
        return 1
    said = {"count": verdict.count, "digest": verdict.digest, "file": FILE_NAME}
    if not verdict.end_is_known:
        say(_("%(count)s entries follow each other as they were written. The last digest is %(digest)s") % said)
        remark(
            _("Whether later entries were cut off cannot be told: %(file)s is not in the home folder. Compare the digest with your notes.")
            % said
        )
        return END_UNKNOWN
    say(_("%(count)s entries, all as they were written. The last digest is %(digest)s") % said)
    return 0
