"""`huajie programmes whatif`: what another number of the rules would mean for the families of the register, and cost."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.assistance.whatif import Numbers, WhatIf, value_of, what_if
from huajie.cli.terminal import say, say_table
from huajie.core.errors import Refused
from huajie.deadlines.said import told
from huajie.people.models import Household
from huajie.rules.eligibility.programmes import PROGRAMMES

_FEN = 100
_BAR = 24  # characters of the longest bar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set", required=True, action="append", metavar="NAME=VALUE", help=_("a number, such as low_income.standard=1400; may be repeated")
    )
    parser.add_argument("--from", dest="month", metavar="MONTH", help=_("the month to look at: 2027-01 (default: this one)"))
    parser.add_argument("--json", action="store_true", help=_("the same for machines"))


def run(asked: argparse.Namespace) -> int:
    """Programmes and towns, now and then."""
    numbers = dict(_pair(given) for given in asked.set)
    found = what_if(Household.objects.filter(root=None), numbers, _month(asked.month))
    if asked.json:
        say(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
    else:
        _tell(found)
    return 0


def _pair(given: str) -> tuple[str, float | bool]:
    name, equals, value = given.partition("=")
    if not equals:
        raise Refused(_("Write the number with its value: low_income.standard=1400"))
    return name.strip(), value_of(name.strip(), value.strip())


def _month(given: str | None) -> date:
    try:
        return date.fromisoformat(f"{given}-01") if given else timezone.localdate().replace(day=1)
    except ValueError:
        raise Refused(_("“%(given)s” is no month. Write it as 2027-01.") % {"given": given}) from None


def _as_json(found: WhatIf) -> dict[str, Any]:
    return {
        "households": found.households,
        "programmes": {code: asdict(numbers) for code, numbers in found.by_programme.items()},
        "towns": {town: asdict(numbers) for town, numbers in found.by_town.items()},
    }


def _tell(found: WhatIf) -> None:
    say(_("%(count)s households.") % {"count": found.households})
    say(_("Families and yuan a month: entitled by what is known – at most, with all for whom something certain speaks."))
    say()
    programmes = {told(PROGRAMMES[code].name): numbers for code, numbers in found.by_programme.items() if numbers != Numbers()}
    say_table((_("Programme of aid"), _("Families now"), _("Then"), _("Yuan now"), _("Then"), _("More")), _rows(programmes))
    say()
    say_table((_("Town"), _("Families now"), _("Then"), _("Yuan now"), _("Then"), _("More")), _rows(found.by_town))
    say()
    most = max((abs(numbers.fen_more) for numbers in found.by_town.values()), default=0)
    for town, numbers in found.by_town.items():
        say(f"{town:　<10} {_bar(numbers.fen_more, most)} {numbers.fen_more / _FEN:+,.2f}")


def _rows(lines: Mapping[str, Numbers]) -> Iterator[tuple[str, ...]]:
    for name, numbers in lines.items():
        yield (
            name,
            _range(numbers.families, numbers.at_most),
            _range(numbers.families_then, numbers.at_most_then),
            _range(numbers.fen / _FEN, numbers.fen_at_most / _FEN),
            _range(numbers.fen_then / _FEN, numbers.fen_at_most_then / _FEN),
            f"{numbers.more:+d}",
        )


def _range(low: float, high: float) -> str:
    return f"{low:,.0f}" if low == high else f"{low:,.0f} – {high:,.0f}"


def _bar(value: float, most: float) -> str:
    length = round(abs(value) / most * _BAR) if most else 0
    return ("█" if value >= 0 else "░") * length
