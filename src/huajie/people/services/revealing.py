"""Showing one masked value to one person for a stated purpose. Every reveal is recorded."""

from enum import Enum
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.people.models import Fact, Identifier, Phone

M = TypeVar("M", bound=Model)
SHORTEST_PURPOSE = 4  # characters
LONGEST_PURPOSE = 200


class PurposeMissing(Refused):
    """Nobody sees a value without saying what for."""


class Revealable(Enum):
    """The kinds of value that are masked until revealed."""

    IDENTIFIER = "identifier"
    PHONE = "phone"
    FACT = "fact"


@transaction.atomic
def reveal(scope: Scope, staff: Staff, kind: Revealable, pk: int, purpose: str) -> str:
    """The value itself. The record keeps who, what kind, of whom and what for, but not the value."""
    found = revealable(scope, kind, pk)
    record_purpose(staff, subject_of(found), purpose, kind=kind.value, key=pk)
    return str(found.value)


def record_purpose(staff: Staff, subject: str, purpose: str, **detail: str | int) -> None:
    """The entry without which nobody sees a value. Raises PurposeMissing."""
    said = " ".join(purpose.split())
    if len(said) < SHORTEST_PURPOSE:
        raise PurposeMissing(_("Say in at least four characters what you need the value for."))
    record(Act.VALUE_REVEALED, by=staff, subject=subject, purpose=said[:LONGEST_PURPOSE], detail=detail)


def revealable(scope: Scope, kind: Revealable, pk: int) -> Identifier | Phone | Fact:
    """The masked value, if and only if the reader may reveal values where its person or household lives."""
    if kind is Revealable.IDENTIFIER:
        return _of_person(scope, Identifier.objects.select_related("person")).get(pk=pk)
    if kind is Revealable.PHONE:
        return _of_person(scope, Phone.objects.select_related("person")).get(pk=pk)
    facts = Fact.objects.select_related("person", "household")
    own = _of_person(scope, facts).values("pk")
    of_households = scope.narrow(facts, Permission.REVEAL_VALUES, "household__area_id").values("pk")
    return facts.get(Q(pk__in=own) | Q(pk__in=of_households), pk=pk)


def _of_person(scope: Scope, rows: QuerySet[M]) -> QuerySet[M]:
    """What hangs on someone who lives where values may be revealed, or on someone merged into them."""
    own = scope.narrow(rows, Permission.REVEAL_VALUES, "person__area_id").values("pk")
    of_standing = scope.narrow(rows, Permission.REVEAL_VALUES, "person__root__area_id").values("pk")
    return rows.filter(Q(pk__in=own) | Q(pk__in=of_standing))


def subject_of(found: Identifier | Phone | Fact) -> str:
    """The reference of the person or household whose value it is."""
    if isinstance(found, Fact) and found.household:
        return found.household.ref
    return found.person.ref if found.person else ""
