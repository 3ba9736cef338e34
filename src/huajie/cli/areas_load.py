"""`huajie areas load`: the towns and villages of a district from the national codes."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from huajie.areas.services.loading import load
from huajie.audit.services import SYSTEM
from huajie.cli.terminal import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help=_("six-digit code of the district, such as 440114"))
    parser.add_argument("--folder", type=Path, help=_("folder with villages.csv, streets.csv and so on"))


def run(asked: argparse.Namespace) -> int:
    """Load, and say how much there is."""
    loaded = load(asked.code, asked.folder, by=SYSTEM)
    say(_("%(towns)s towns, %(villages)s villages and communities") % {"towns": loaded.towns, "villages": loaded.villages})
    return 0
