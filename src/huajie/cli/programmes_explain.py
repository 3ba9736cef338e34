"""`huajie programmes explain`: what a household may be entitled to, why, and what would have to be asked."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huajie.assistance.in_force import rules
from huajie.assistance.said import refusal_of
from huajie.cli.terminal import remark, say
from huajie.core.errors import Refused
from huajie.deadlines.said import told
from huajie.rules.clocks.words import Words
from huajie.rules.eligibility.deciding import Missing
from huajie.rules.eligibility.explaining import Explained, Number, Reason, explain
from huajie.rules.eligibility.facts import ALL_INCOME, CEILING, FACTS, INCOMES, Level
from huajie.rules.eligibility.households import HouseholdFacts, read_household
from huajie.rules.eligibility.refusals import FactsRefused
from huajie.rules.eligibility.verdicts import Verdict

VERDICTS = {
    Verdict.ENTITLED: gettext_lazy("entitled"),
    Verdict.NOT_ENTITLED: gettext_lazy("not entitled"),
    Verdict.DEPENDS: gettext_lazy("depends"),
}
_MARKS = {Verdict.ENTITLED: "✓", Verdict.NOT_ENTITLED: "✗", Verdict.DEPENDS: "?"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--facts", required=True, type=Path, metavar="FILE.yaml", help=_("what is known of the household"))
    parser.add_argument("--json", action="store_true", help=_("the same for machines"))


def run(asked: argparse.Namespace) -> int:
    """Every programme with its verdict, for the eye or as JSON. Nothing of the file is kept."""
    try:
        household = read_household(_text(asked.facts), timezone.localdate())
        found = explain(rules(), household.roster, household.month)
    except FactsRefused as refused:
        raise refusal_of(refused) from None
    if asked.json:
        say(json.dumps(_as_json(household, found), ensure_ascii=False, indent=1))
    else:
        _tell(household, found)
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("%(path)s is not UTF-8. Save it as UTF-8.") % {"path": path}) from None
    except OSError as error:
        raise Refused(_("%(path)s cannot be read (%(why)s).") % {"path": path, "why": error.strerror}) from None


def _tell(household: HouseholdFacts, found: tuple[Explained, ...]) -> None:
    size = ngettext("%(count)s person", "%(count)s people", len(household.members)) % {"count": len(household.members)}
    say(" · ".join((date_format(household.month, "Y-m"), size, _("; ").join(household.members))))
    if household.apart:
        say(_("Not counted as of the household: %(names)s") % {"names": _("; ").join(household.apart)})
    for one in found:
        say()
        say(_headline(household, one))
        for better in one.comes_first:
            say("  " + _("%(programme)s comes first.") % {"programme": told(better.name)})
        for reason in one.reasons:
            say(f"  {_MARKS[reason.verdict]} {_sentence(reason)}")
            _tell_numbers(reason.numbers)
        _tell_numbers(one.numbers)
        for question in dict.fromkeys(_questions(household, one)):
            say(f"  → {question}")
    if any(one.provisional for one in found):
        remark(_("Provisional: rests on numbers that nobody has verified yet. Ask civil affairs before you rely on it."))
    remark(_("This is advice by the rules; a named person decides. Religion and criminal records are never asked here."))


def _headline(household: HouseholdFacts, one: Explained) -> str:
    name = told(one.programme.name)
    parts = [name if one.member is None else f"{name} · {household.members[one.member]}", str(VERDICTS[one.verdict])]
    if one.amount and one.amount[1] > 0:
        monthly = one.programme.per_month
        per = _("%(yuan)s yuan a month") if monthly else _("at most %(yuan)s yuan")
        parts.append(per % {"yuan": _between(one.amount) if monthly else _yuan(one.amount[1])})
    if one.provisional:
        parts.append(_("provisional"))
    return "  ".join(parts)


def _sentence(reason: Reason) -> str:
    parts = [told(reason.condition.words)]
    if reason.value:
        whole = reason.condition.level is Level.HOUSEHOLD
        said = _("the whole household: %(value)s") if whole else _("this person: %(value)s")
        parts.append(said % {"value": _between(reason.value)})
    if reason.limit:
        parts.append(_("limit: %(limit)s") % {"limit": _between(reason.limit)})
    return " · ".join((*parts, told(reason.condition.article)))


def _tell_numbers(numbers: tuple[Number, ...]) -> None:
    for number in numbers:
        value = (_("yes") if number.value else _("no")) if isinstance(number.value, bool) else f"{number.value:.10g}"
        said = {"what": told(number.words), "value": value, "since": number.since}
        line = _("%(what)s: %(value)s, since %(since)s") % said
        say("      " + (f"{line} · {_('provisional')}" if number.provisional else line))


def _between(ends: tuple[float, float]) -> str:
    """One amount, or from the least to the most; beyond the ceiling nobody can say."""
    least, most = ends
    if most >= CEILING:
        return _("%(least)s or more") % {"least": _yuan(least)} if least else _("not known")
    return _yuan(least) if least == most else _("%(least)s to %(most)s") % {"least": _yuan(least), "most": _yuan(most)}


def _yuan(amount: float) -> str:
    return f"{amount:.2f}".removesuffix(".00")


def _questions(household: HouseholdFacts, one: Explained) -> Iterator[str]:
    """What would decide, as one asks it; who has told of no income at all is asked for the whole of it."""
    silent = {missing.member for missing in one.missing if missing.fact == INCOMES[0]}
    whole = {member for member in silent if all(Missing(fact, member) in one.missing for fact in INCOMES)}
    for missing in one.missing:
        question = ALL_INCOME if missing.fact in INCOMES and missing.member in whole else FACTS[missing.fact].question
        if missing.member is None:
            yield told(question)
        else:
            yield _("%(member)s: %(question)s") % {"member": household.members[missing.member], "question": told(question)}


def _as_json(household: HouseholdFacts, found: tuple[Explained, ...]) -> dict[str, Any]:
    return {
        "month": date_format(household.month, "Y-m"),
        "members": list(household.members),
        "apart": list(household.apart),
        "programmes": [_programme_as_json(household, one) for one in found],
    }


def _programme_as_json(household: HouseholdFacts, one: Explained) -> dict[str, Any]:
    programme = one.programme
    return {
        "programme": programme.code,
        "name": _both(programme.name),
        "gives": _both(programme.gives),
        "article": _both(programme.article),
        "member": None if one.member is None else household.members[one.member],
        "verdict": one.verdict.name.lower(),
        "amount": {"least": one.amount[0], "most": one.amount[1], "per_month": programme.per_month} if one.amount else None,
        "provisional": one.provisional,
        "comes_first": [better.code for better in one.comes_first],
        "reasons": [_reason_as_json(reason) for reason in one.reasons],
        "numbers": [_number_as_json(number) for number in one.numbers],
        "missing": [
            {
                "fact": missing.fact,
                "member": None if missing.member is None else household.members[missing.member],
                "question": _both(FACTS[missing.fact].question),
            }
            for missing in one.missing
        ],
    }


def _reason_as_json(reason: Reason) -> dict[str, Any]:
    return {
        "condition": reason.condition.name,
        "words": _both(reason.condition.words),
        "article": _both(reason.condition.article),
        "verdict": {Verdict.ENTITLED: "holds", Verdict.NOT_ENTITLED: "fails", Verdict.DEPENDS: "depends"}[reason.verdict],
        "value": _ends(reason.value),
        "limit": _ends(reason.limit),
        "numbers": [_number_as_json(number) for number in reason.numbers],
    }


def _ends(ends: tuple[float, float] | None) -> list[float | None] | None:
    """The least and the most; null where there is no most."""
    return None if ends is None else [ends[0], ends[1] if ends[1] < CEILING else None]


def _number_as_json(number: Number) -> dict[str, Any]:
    return {
        "name": number.name,
        "description": number.description,
        "value": number.value,
        "since": number.since,
        "source": number.source,
        "provisional": number.provisional,
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
