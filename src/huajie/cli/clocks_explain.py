"""`huajie clocks explain`: on which day a limit ends, and what part each day has in it."""

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from huajie.cli.terminal import remark, say, say_table
from huajie.core.errors import Refused
from huajie.deadlines import queries
from huajie.deadlines.explained import lines_of, marks_of, why_provisional
from huajie.deadlines.said import length_of, refusal_of, told
from huajie.rules.clocks.announced import announced
from huajie.rules.clocks.calendar import Calendar
from huajie.rules.clocks.counting import Count, Span
from huajie.rules.clocks.duties import Duty, Ground, duty
from huajie.rules.clocks.explaining import DayExplained, Explanation, explain
from huajie.rules.clocks.refusals import ClockRefused
from huajie.rules.clocks.words import Words

_BETWEEN = ".."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--clock", required=True, help=_("which duty, such as XF-CLOSE; `huajie clocks list` names them"))
    parser.add_argument(
        "--from", required=True, dest="start", metavar="DAY", help=_("the day it begins: 2026-09-20 (hours: 2026-09-20T10:20)")
    )
    parser.add_argument(
        "--suspend",
        action="append",
        default=[],
        metavar="A..B[:GROUND]",
        help=_("days that are not counted, first and last, and why; may be repeated"),
    )
    parser.add_argument("--extend", type=int, default=0, metavar="N", help=_("by how much it was extended, in the duty's own unit"))
    parser.add_argument("--json", action="store_true", help=_("the same for machines"))


def run(asked: argparse.Namespace) -> int:
    """The days as a table or as JSON."""
    start = _start(asked.start)
    calendar = _calendar()
    try:
        version = duty(asked.clock, start.date() if isinstance(start, datetime) else start)
        spans = tuple(_span(given, version) for given in asked.suspend)
        told_of = explain(Count(version, start, spans, asked.extend), calendar)
    except ClockRefused as refused:
        raise refusal_of(refused) from None
    if asked.json:
        say(json.dumps(_as_json(told_of, calendar), ensure_ascii=False, indent=1))
    else:
        _tell(told_of, calendar)
    return 0


def _calendar() -> Calendar:
    """The register's own; before there is a register, the one that was announced."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return announced()
    try:
        return queries.calendar()
    except DatabaseError:
        return announced()


def _start(given: str) -> date:
    moment = _moment(given)
    return moment if "T" in given or " " in given else moment.date()


def _moment(given: str) -> datetime:
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        raise Refused(_("“%(given)s” is no day. Write it as 2026-09-20.") % {"given": given}) from None


def _span(given: str, version: Duty) -> Span:
    """`2026-10-01..2026-10-07` or `…:hearing`; without a ground it is the duty's first."""
    days, _colon, ground = given.partition(":")
    first, between, last = days.partition(_BETWEEN)
    if not between:
        raise Refused(_("“%(given)s” is no span of days. Write it as 2026-10-01..2026-10-07.") % {"given": given})
    usual = version.suspends[0].code if version.suspends else ""
    return Span(_moment(first).date(), _moment(last).date(), ground or usual)


def _tell(told_of: Explanation, calendar: Calendar) -> None:
    """The duty, its days, and where they end."""
    count, ends = told_of.count, told_of.deadline
    version = count.duty
    say(f"{version.code}  {told(version.name)}")
    say(_("%(article)s · %(limit)s from: %(starts)s") % _said_of(version))
    if count.extended_by and version.extension:
        said = {"extension": version.extension.code, "length": length_of(count.extended_by, version.unit)}
        said |= {"by": told(version.extension.approved_by), "notice": told(version.extension.notice)}
        say(_("%(extension)s: extended by %(length)s · approved by: %(by)s · %(notice)s") % said)
    for span in count.suspensions:
        say(_suspended(span, version.ground(span.ground)))
    if told_of.days:
        lines = [(f"{line.day.isoformat()} {line.weekday}", line.kind, line.part, line.source) for line in lines_of(told_of)]
        say_table((_("day"), _("kind of day"), _("part in the count"), _("source")), lines)
    say(_("Half used up: %(day)s") % {"day": _written(ends.half_on)})
    say(_("Internal target: %(day)s") % {"day": _written(ends.target_on)})
    say(_("Hard limit: %(day)s") % {"day": _written(ends.due_on)})
    if ends.provisional:
        remark(why_provisional(ends.due_on, calendar))


def _suspended(span: Span, ground: Ground) -> str:
    """The days that were not counted, on what that rests, and whether it is certain."""
    said = {"first": span.first, "last": span.last, "ground": told(ground.name), "article": told(ground.article)}
    line = _("Suspended from %(first)s to %(last)s: %(ground)s · %(article)s") % said
    return " · ".join((line, _("provisional: no published rule that was verified provides for it"))) if ground.provisional else line


def _said_of(version: Duty) -> dict[str, str]:
    return {"article": told(version.article), "limit": length_of(version.limit, version.unit), "starts": told(version.starts)}


def _written(moment: date) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()


def _as_json(told_of: Explanation, calendar: Calendar) -> dict[str, Any]:
    count, ends = told_of.count, told_of.deadline
    version = count.duty
    return {
        "clock": version.code,
        "name": _both(version.name),
        "article": _both(version.article),
        "rule_source": _both(version.source),
        "starts_with": _both(version.starts),
        "from": count.started_on.isoformat(),
        "limit": version.limit,
        "unit": version.unit.value,
        "extended_by": count.extended_by,
        "suspensions": [_span_as_json(span, version.ground(span.ground)) for span in count.suspensions],
        "half_on": ends.half_on.isoformat(),
        "target_on": ends.target_on.isoformat(),
        "due_on": ends.due_on.isoformat(),
        "rolled": ends.rolled,
        "provisional": ends.provisional,
        "calendar_known_until": calendar.known_until.isoformat(),
        "days": [_day_as_json(each) for each in told_of.days],
    }


def _span_as_json(span: Span, ground: Ground) -> dict[str, Any]:
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "ground": ground.code,
        "name": _both(ground.name),
        "article": _both(ground.article),
        "provisional": ground.provisional,
    }


def _day_as_json(each: DayExplained) -> dict[str, Any]:
    day = each.counted
    return {
        "day": day.day.isoformat(),
        "kind": day.kind.value,
        "part": day.part.value,
        "number": day.number,
        "marks": list(marks_of(day)),
        "ground": day.ground.code if day.ground else None,
        "source": _both(each.source),
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
