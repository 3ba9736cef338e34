"""What the rules advise on an application, kept as it stood on the day on which it was handed in. A person decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from huajie.assistance.household_facts import families_of
from huajie.assistance.in_force import rules, stamp
from huajie.assistance.models import Asked
from huajie.assistance.telling import verdict_said
from huajie.people.models import Household, Person
from huajie.rules.clocks.words import Words
from huajie.rules.eligibility.explaining import Explained, explain
from huajie.rules.eligibility.verdicts import Verdict

_FEN = 100
Advice = dict[str, list[dict[str, Any]]]  # Any: what JSON can hold


@dataclass(frozen=True, slots=True)
class ToldAdvice:
    """The advice on one programme for one person or the household, as a page shows it."""

    person: str
    said: str
    low_fen: int | None
    high_fen: int | None
    month: str
    reasons: tuple[tuple[str, str, str], ...]  # words, article, what is said of it


def advice_on(household: Household, month: date) -> Advice:
    """By programme what the rules say of the household and its people, with reasons, in both languages."""
    families = families_of([household])
    found: Advice = {}
    if families.families:
        people = families.families[0].people
        for one in explain(rules(), families.roster, month):
            person = None if one.member is None else people[one.member]
            found.setdefault(one.programme.code, []).append(_kept(one, person, month))
    return found


def _kept(one: Explained, person: Person | None, month: date) -> dict[str, Any]:  # Any: as above
    low, high = (round(yuan * _FEN) for yuan in one.amount) if one.amount else (None, None)
    return {
        "person": person.ref if person else "",
        "verdict": one.verdict.name,
        "low_fen": low,
        "high_fen": high,
        "month": f"{month:%Y-%m}",
        "rules": stamp(),
        "reasons": [[*_both(reason.condition.words), reason.condition.article.zh, reason.verdict.name] for reason in one.reasons],
    }


def _both(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def told_advice(asked: Asked, names: dict[str, str]) -> list[ToldAdvice]:
    """What was kept, in the reader's language; `names` by reference."""
    language = get_language() or ""
    return [
        ToldAdvice(
            names.get(one["person"], one["person"]),
            verdict_said(Verdict[one["verdict"]]),
            one["low_fen"],
            one["high_fen"],
            one["month"],
            tuple((Words(zh, en).told(language), article, verdict_said(Verdict[said])) for zh, en, article, said in one["reasons"]),
        )
        for one in asked.advice.get("said", [])
    ]
