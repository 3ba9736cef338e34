"""What another number would mean for the households of the register, by town."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from huajie.areas.models import Area
from huajie.assistance.household_facts import families_of
from huajie.assistance.in_force import folders, rules
from huajie.core.errors import Refused
from huajie.people.models import Household
from huajie.people.services.registering import chunks
from huajie.rules.eligibility.explaining import rules_begin
from huajie.rules.eligibility.loading import read_rules, values_in
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.whatif import MONTHLY, Effect, NoSuchNumber, Value, changed, compared

_TOWN_DIGITS = 9
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Numbers:
    """Households entitled and fen a month, now and then; `at_most` counts those, too, for whom something certain speaks."""

    families: int = 0
    families_then: int = 0
    at_most: int = 0
    at_most_then: int = 0
    fen: int = 0
    fen_then: int = 0
    fen_at_most: int = 0
    fen_at_most_then: int = 0

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def more(self) -> int:
        """Families more, or fewer, at most."""
        return self.at_most_then - self.at_most

    @property
    def fen_more(self) -> int:
        """Fen a month more, or fewer, at most."""
        return self.fen_at_most_then - self.fen_at_most


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change: by programme; and by town for all that is paid by the month, each household once."""

    households: int
    by_programme: Mapping[str, Numbers]
    by_town: Mapping[str, Numbers]


def number_names() -> list[str]:
    """Every number of the rules in force that can be supposed otherwise."""
    return sorted(values_in(read_rules(folders())))


def value_of(name: str, told: str) -> Value:
    """A value as it was typed."""
    if told.lower() in {"true", "false"}:
        return told.lower() == "true"
    try:
        return float(Decimal(told))
    except ArithmeticError:
        raise Refused(_("%(name)s must be a number, or true or false; this is “%(told)s”.") % {"name": name, "told": told[:40]}) from None


def what_if(households: QuerySet[Household], numbers: Mapping[str, Value], month: date) -> WhatIf:
    """These standing households by the rules in force and with other numbers, on the first day of a month."""
    now = rules()
    if month < rules_begin(now):
        raise Refused(_("The rules hold from %(month)s on: choose a later month.") % {"month": f"{rules_begin(now):%Y-%m}"})
    try:
        then = changed(folders(), numbers, month)
    except NoSuchNumber as error:
        words = _("“%(name)s” takes another kind of value.") if error.known else _("The rules have no number “%(name)s”.")
        raise Refused(words % {"name": error.name[:80]}) from None
    found: list[Effect] = []
    count = 0
    for chunk in chunks(list(households.order_by("pk")), _AT_ONCE):
        families = families_of(chunk)
        count += len(families.families)
        if families.families:
            towns = [family.household.area_id[:_TOWN_DIGITS] for family in families.families]
            found += compared(now, then, families.roster, towns, month)
    return _summed(found, count)


def _summed(effects: list[Effect], households: int) -> WhatIf:
    by_programme: dict[str, Numbers] = {code: Numbers() for code in PROGRAMMES}
    by_town: dict[str, Numbers] = defaultdict(Numbers)
    for one in effects:
        numbers = Numbers(*(getattr(one, name) for name in Numbers.__slots__))
        if one.programme == MONTHLY:
            by_town[one.place] += numbers
        else:
            by_programme[one.programme] += numbers
    names = dict(Area.objects.filter(code__in=by_town).values_list("code", "name"))
    return WhatIf(households, by_programme, {names.get(code, code): by_town[code] for code in sorted(by_town)})
