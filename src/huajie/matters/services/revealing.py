"""Showing one masked value of a party to somebody who works on the matter, wherever the party lives."""

from django.db import transaction

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.models import Matter, Party
from huajie.people.models import Identifier, Phone
from huajie.people.services.revealing import Revealable, record_purpose, subject_of
from huajie.people.trees import within


@transaction.atomic
def reveal(scope: Scope, staff: Staff, matter: Matter, kind: Revealable, pk: int, purpose: str) -> str:
    """The value itself. The record keeps on which matter it was needed, beside who, whose and what for."""
    found = of_party(scope, matter, kind, pk)
    record_purpose(staff, subject_of(found), purpose, kind=kind.value, key=pk, matter=matter.ref)
    return str(found.value)


def of_party(scope: Scope, matter: Matter, kind: Revealable, pk: int) -> Identifier | Phone:
    """A number of a party, if and only if the reader may reveal values where the matter lies. Facts stay with the person's page."""
    parties = Party.objects.filter(within("matter", [matter.pk])).select_related("person")
    there = [party.person.standing_id for party in parties] if scope.may_in(Permission.REVEAL_VALUES, matter.area_id) else []
    rows = Identifier.objects if kind is Revealable.IDENTIFIER else Phone.objects
    if kind is Revealable.FACT:
        raise Phone.DoesNotExist
    return rows.select_related("person").get(within("person", there), pk=pk)
