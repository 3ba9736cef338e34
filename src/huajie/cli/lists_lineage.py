"""`huajie lists lineage`: from which rows of which files a person, a household or a matter comes."""

import argparse

from django.utils.translation import gettext as _

from huajie.cli.terminal import say
from huajie.core.errors import Refused
from huajie.intake.lineage import Origin, lineage_of, record_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("reference of a person, household or matter, such as R00000001"))


def run(asked: argparse.Namespace) -> int:
    """One line for each row."""
    record = record_of(asked.ref)
    if record is None:
        raise Refused(_("There is no record %(ref)s.") % {"ref": asked.ref})
    lineage = lineage_of(record)
    if lineage.ref != asked.ref:
        say(_("%(ref)s is part of %(standing)s.") % {"ref": asked.ref, "standing": lineage.ref})
    say(f"{lineage.ref} · {lineage.sentence}")
    for origin in lineage.origins:
        say(f"  {origin.row.file.name} · {origin.row.sheet.name} · {origin.row.number}{_state(origin)}")
    return 0


def _state(origin: Origin) -> str:
    if origin.is_withdrawn:
        return _(" (corrected since)")
    return _(" (handed in again, unchanged)") if origin.is_repeat else ""
