"""`huajie programmes adopt`: from now on the rules of aid go by the numbers of one's own city."""

import argparse
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.assistance.services.adopting import adopt
from huajie.audit.services import SYSTEM
from huajie.cli.terminal import remark, say
from huajie.core.errors import Refused
from huajie.deadlines.said import told
from huajie.rules.eligibility.loading import RulesRefused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=_("folder with a .yaml file for each programme"))


def run(asked: argparse.Namespace) -> int:
    """Adopt the folder, or name every mistake in it."""
    if not asked.folder.is_dir():
        raise Refused(_("There is no folder %(path)s.") % {"path": asked.folder})
    try:
        adopted = adopt(asked.folder, timezone.localdate(), by=SYSTEM)
    except RulesRefused as refused:
        for mistake in refused.mistakes:
            remark(f"{mistake.file}:{mistake.line}: {told(mistake.what)}")
        raise Refused(_("Nothing was adopted: mend the lines above. The rules stay as they are.")) from None
    except OSError as error:
        raise Refused(
            _("Nothing was adopted: %(path)s cannot be read or copied (%(why)s).") % {"path": asked.folder, "why": error.strerror}
        ) from None
    say(_("%(numbers)s numbers are in force now, as %(digest)s.") % {"numbers": adopted.numbers, "digest": adopted.digest})
    return 0
