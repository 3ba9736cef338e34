"""Whom the register knows by nothing but reports of misconduct: they are not shown to those from whom the reports are withheld.

Otherwise whoever is reported would find in the list of people who came to report them (信访工作条例 §30).
"""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from huajie.accounts.scope import Scope
from huajie.matters.models import Party
from huajie.matters.withheld import hiding
from huajie.people.models import Membership, Person, PersonName


def without_unseen(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:  # Any: people or households
    """People (or households) but for those whom nothing names but matters withheld from the reader.

    Each row is looked up by itself, so that a page costs what it shows.
    """
    record, said = ("person", PersonName) if rows.model is Person else ("household", Membership)
    reports = hiding(scope).values("pk")
    parties = Party.ever.filter(Q(matter__withholding__in=reports) | Q(matter__root__withholding__in=reports))
    told_only_there = parties.filter(**{record: OuterRef(f"{record}_id")}).values("source")
    known = {f"{model.__name__}_names_them": model.objects.exclude(source__in=told_only_there).values("pk") for model in (said, Party)}
    own = {name: found.filter(**{record: OuterRef("pk")}) for name, found in known.items()}
    merged = {f"{name}_merged": found.filter(**{f"{record}__root": OuterRef("pk")}) for name, found in known.items()}
    in_report = parties.filter(**{record: OuterRef("pk")}).values("pk")
    looked_up = {name: Subquery(found[:1]) for name, found in ({"in_report": in_report} | own | merged).items()}
    seen = Q(in_report=None)
    for name in (*own, *merged):
        seen |= Q(**{f"{name}__isnull": False})
    shown: QuerySet[Any] = rows.alias(**looked_up).filter(seen)
    return shown
