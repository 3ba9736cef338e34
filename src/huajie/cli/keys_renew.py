"""`huajie keys renew`: a fresh key for encrypted values, and every value anew under it."""

import argparse

from django.conf import settings
from django.utils.translation import gettext as _

from huajie.accounts.services.own_factors import renew_secrets
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, record
from huajie.cli.terminal import remark, say
from huajie.config.keys import add_field_key, load_keys
from huajie.config.options import HOME
from huajie.core.renewing import encrypted_columns, renew_column, renew_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--go-on", action="store_true", help=_("make no further key: finish a renewal that was broken off"))


def run(asked: argparse.Namespace) -> int:
    """Values stay readable all the time, for processes that were started after the key was made."""
    remark(_("Stop `huajie serve` while this runs: it cannot read what is written under a key that it does not know yet."))
    if not asked.go_on:
        add_field_key(HOME)
        settings.FIELD_KEYS = load_keys(HOME).fields
    total = 0
    for model, field in encrypted_columns():
        total += sum(renew_column(model, field))
    total += renew_secrets()
    files = sum(1 for _file in renew_files())
    record(Act.KEYS_RENEWED, by=SYSTEM, detail={"values": total, "files": files})
    say(_("%(count)s values were encrypted anew. Make a backup of keys.json now, apart from the database.") % {"count": total})
    return 0
