"""`huajie staff add`: somebody who may sign in, with a posting and a first password."""

import argparse
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Unit
from huajie.accounts.roles import Role
from huajie.accounts.services.staffing import add_staff, post
from huajie.audit.services import SYSTEM
from huajie.cli.terminal import say
from huajie.core.errors import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username")
    parser.add_argument("name", help=_("the name that colleagues see"))
    parser.add_argument("--unit", required=True, help=_("code of the unit"))
    parser.add_argument("--role", required=True, choices=Role.values)


def run(asked: argparse.Namespace) -> int:
    """Add, post, and print the password once."""
    unit = Unit.objects.filter(code=asked.unit).first()
    if unit is None:
        raise Refused(_("There is no unit %(code)s.") % {"code": asked.unit})
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        staff = add_staff(asked.username, asked.name, by=SYSTEM, password=password)
        post(staff, unit, Role(asked.role), by=SYSTEM)
    say(
        _("%(username)s may sign in with the password %(password)s — it is not shown again.")
        % {"username": staff.username, "password": password}
    )
    return 0
