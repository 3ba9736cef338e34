"""What the rules name by code, in the reader's language."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from huajie.core.errors import Refused
from huajie.rules.clocks.calendar import DayKind
from huajie.rules.clocks.counting import Part
from huajie.rules.clocks.duties import Ground, Unit
from huajie.rules.clocks.refusals import ClockRefused, Why
from huajie.rules.clocks.words import Words

REFUSALS = {
    Why.UNKNOWN_DUTY: gettext_lazy("There is no clock %(code)s. `huajie clocks list` names them all."),
    Why.NOT_IN_FORCE: gettext_lazy("%(code)s had no such limit on %(on)s: it holds from %(since)s."),
    Why.NO_EXTENSION: gettext_lazy("%(code)s cannot be extended: %(article)s does not provide for it."),
    Why.EXTENSION_OVER_LIMIT: gettext_lazy("%(code)s can be extended by %(limit)s at most (%(article)s), not by %(asked)s."),
    Why.EXTENSION_NOT_POSITIVE: gettext_lazy("A limit is extended by one or more, not by %(asked)s."),
    Why.GROUND_NOT_ALLOWED: gettext_lazy("%(code)s is not suspended by “%(ground)s” (%(article)s), only by: %(allowed)s."),
    Why.NEVER_SUSPENDED: gettext_lazy("%(code)s is never suspended: %(article)s does not provide for it."),
    Why.SPAN_BACKWARDS: gettext_lazy("A suspension cannot end (%(last)s) before it begins (%(first)s)."),
    Why.SPAN_BEFORE_START: gettext_lazy("Nothing can be suspended (%(first)s) before it began (%(started_on)s)."),
}

KINDS = {
    DayKind.WORKDAY: gettext_lazy("workday"),
    DayKind.WEEKEND: gettext_lazy("weekend"),
    DayKind.HOLIDAY: gettext_lazy("holiday"),
    DayKind.MAKE_UP: gettext_lazy("make-up workday"),
}

PARTS = {
    Part.START: gettext_lazy("first day, not counted"),
    Part.COUNTED: gettext_lazy("counted"),
    Part.SUSPENDED: gettext_lazy("suspended"),
    Part.NOT_WORKED: gettext_lazy("not counted"),
    Part.ROLLED: gettext_lazy("moves on"),
    Part.ROLLED_TO: gettext_lazy("moved here"),
}


def told(words: Words) -> str:
    """The text in the language that is spoken now."""
    return words.told(get_language() or "")


def refusal_of(refused: ClockRefused) -> Refused:
    """The same refusal as a sentence."""
    return Refused(REFUSALS[refused.why] % {name: _fact(fact) for name, fact in refused.facts.items()})


def length_of(number: int, unit: Unit) -> str:
    """A limit as one says it: 60 days, 5 working days."""
    return _length(number, unit) % {"number": number}


def _length(number: int, unit: Unit) -> str:
    match unit:
        case Unit.DAYS:
            return ngettext("%(number)s day", "%(number)s days", number)
        case Unit.WORKDAYS:
            return ngettext("%(number)s working day", "%(number)s working days", number)
        case Unit.HOURS:
            return ngettext("%(number)s hour", "%(number)s hours", number)
        case Unit.MONTHS:
            return ngettext("%(number)s month", "%(number)s months", number)


def _fact(fact: Any) -> str:
    if isinstance(fact, Words):
        return told(fact)
    if isinstance(fact, date):
        return date_format(fact, "Y-m-d")
    if isinstance(fact, tuple):
        return _("; ").join(f"{ground.code} ({told(ground.name)})" for ground in fact if isinstance(ground, Ground))
    return str(fact)
