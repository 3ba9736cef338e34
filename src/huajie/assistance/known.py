"""What the register holds of a household: to fill a form with, and to set beside what the family states."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huajie.assistance.models import Application
from huajie.people.models import Fact, FactKind
from huajie.people.sources import Source, named
from huajie.people.trees import within
from huajie.ui.templatetags.huajie import money

_FILLED = {FactKind.INCOME: "income", FactKind.EMPLOYMENT: "work"}
"""Health and accounts are not filled in: they are shown only after a purpose was stated."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a member stated, and what was known before, from where."""

    person: str
    stated_fen: int
    held_fen: int
    source: Source
    on: date | None


def known_of(people: Iterable[int]) -> dict[int, dict[str, str]]:
    """The newest income and work of each standing person, as a form takes them: yuan and words. One query."""
    found: dict[int, dict[str, str]] = {}
    for fact in _facts(people, _FILLED):
        assert fact.person is not None  # noqa: S101 — they hang on people
        name = _FILLED[FactKind(fact.kind)]
        found.setdefault(fact.person.standing_id, {})[name] = _yuan(fact.value) if name == "income" else fact.value
    return found


def differences(application: Application) -> list[Difference]:
    """Incomes as stated that another source told otherwise; the newest of each source's. Two queries, and one for each kind of source."""
    members = {row.person.ref: row.person for row in application.members.select_related("person__root")}
    own = f"application:{application.ref}"
    held: dict[int, Fact] = {}
    for known in _facts([person.standing_id for person in members.values()], [FactKind.INCOME]):
        if known.source != own and known.person and known.value.isdigit():
            held[known.person.standing_id] = known
    sources = named([fact.source for fact in held.values()])
    return [
        Difference(person.standing.shown_name, stated, int(fact.value), sources[fact.source], fact.observed_on)
        for row in application.statement.declared["members"]
        if (stated := row["income_fen_per_month"]) is not None
        and (person := members.get(row["person"]))
        and (fact := held.get(person.standing_id))
        and int(fact.value) != stated
    ]


def stated(application: Application) -> list[tuple[str, str, str, str, str]]:
    """Each member as the statement has them: name, relation, income, work, health."""
    names = {row.person.ref: row.person.standing.shown_name for row in application.members.select_related("person__root")}
    return [
        (names.get(row["person"], row["person"]), row["relation"], money(row["income_fen_per_month"]), row["work"], row["health"])
        for row in application.statement.declared["members"]
    ]


def _facts(people: Iterable[int], kinds: Iterable[FactKind]) -> list[Fact]:
    """The oldest first, so that the newest stands at last."""
    rows = Fact.objects.filter(within("person", people), kind__in=list(kinds)).select_related("person")
    return sorted(rows, key=lambda fact: (fact.observed_on or date.min, fact.pk))


def _yuan(fen: str) -> str:
    return f"{int(fen) / 100:.2f}".removesuffix(".00") if fen.isdigit() else ""
