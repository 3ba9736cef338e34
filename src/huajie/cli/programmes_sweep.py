"""`huajie programmes sweep`: every household of the register against every programme, and who may be entitled and has not applied."""

import argparse
import json
from importlib import import_module
from pathlib import Path

from django.utils.translation import gettext as _

from huajie.assistance.in_force import folders
from huajie.assistance.models import Prospect, ProspectState
from huajie.assistance.services.sweeping import AT_ONCE, Engine, Swept, here, sweep, this_month
from huajie.cli.terminal import remark, say
from huajie.core.errors import Refused
from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.sweeping import judgement_of
from huajie.rules.eligibility.verdicts import Judgement

_BY_SPARK_AT_ONCE = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["here", "spark"], default="here", help=_("where it is worked out (default: in this process)"))
    parser.add_argument("--workers", type=int, default=2, help=_("of Spark, on this machine (default 2)"))
    parser.add_argument("--json", type=Path, metavar="OUT", help=_("write what was found as lines of JSON: references, no names"))


def run(asked: argparse.Namespace) -> int:
    """Sweep, and say what was found."""
    if asked.engine == "spark":
        found = sweep(engine=_by_spark(asked.workers), at_once=_BY_SPARK_AT_ONCE, tell=_tell)
    else:
        found = sweep(engine=here, at_once=AT_ONCE, tell=_tell)
    _say(found)
    if asked.json:
        say(_("%(count)s prospects written to %(file)s.") % {"count": _write(asked.json), "file": asked.json})
    return 0


def _tell(done: int) -> None:
    remark(_("%(count)s households looked at") % {"count": done})


def _say(found: Swept) -> None:
    say(
        _("%(households)s households looked at; %(likely)s may be entitled to something; %(new)s prospects are new.")
        % {"households": found.households, "likely": found.with_prospect, "new": found.new}
    )


def _by_spark(workers: int) -> Engine:
    try:
        spark = import_module("huajie.rules.eligibility.spark")
    except ModuleNotFoundError:
        raise Refused(_("Spark is not installed. Install it with: pip install -r requirements/spark.txt (it needs Java 17).")) from None

    def judged(roster: Roster) -> Judgement:
        households, people = spark.swept_by_spark(folders(), roster, this_month(), workers)
        return judgement_of(households, people, this_month())

    return judged


def _write(file: Path) -> int:
    """A line for each open prospect; how many."""
    rows = Prospect.objects.filter(state=ProspectState.OPEN).order_by("household__ref", "programme", "person__ref")
    told = rows.values("household__ref", "person__ref", "area_id", "programme", "certainty", "low_fen", "high_fen")
    lines = [{name.replace("__ref", "").replace("_id", ""): value for name, value in row.items()} for row in told]
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return len(lines)
