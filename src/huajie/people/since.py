"""What was recorded on the kept side after a merge: it stays there when the merge is undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.people.models import Address, Fact, Household, Identifier, Membership, Merge, Person, PersonName, Phone
from huajie.people.trees import branch_ids


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing that was recorded: what it is, how it may be shown, where it was read, and when."""

    what: str | Promise
    shown: str
    source: str
    at: datetime


def recorded_since(merge: Merge) -> list[Recorded]:
    """Oldest first. Values that are masked on screen are masked here."""
    return sorted(_of_people(merge) if merge.kept_person_id else _of_households(merge), key=lambda one: one.at)


def _of_people(merge: Merge) -> Iterable[Recorded]:
    since = _kept_side(merge, "person")
    for name in PersonName.objects.filter(since):
        yield Recorded(pgettext_lazy("person", "Name"), name.name, name.source, name.recorded_at)
    for number in Identifier.objects.filter(since):
        yield Recorded(number.get_type_display(), number.masked, number.source, number.recorded_at)
    for phone in Phone.objects.filter(since):
        yield Recorded(_("Phone"), phone.masked, phone.source, phone.recorded_at)
    for address in Address.objects.filter(since):
        yield Recorded(_("Address"), address.text, address.source, address.recorded_at)
    yield from _facts(since)


def _of_households(merge: Merge) -> Iterable[Recorded]:
    since = _kept_side(merge, "household")
    for membership in Membership.objects.filter(since).select_related("person"):
        yield Recorded(_("Member"), membership.person.name, membership.source, membership.recorded_at)
    yield from _facts(since)


def _facts(since: Q) -> Iterable[Recorded]:
    for fact in Fact.objects.filter(since).defer("value"):
        yield Recorded(fact.get_kind_display(), "", fact.source, fact.recorded_at)


def _kept_side(merge: Merge, path: str) -> Q:
    """What hangs on the kept record alone or on what else was merged into it, recorded after the merge."""
    kept, absorbed = (
        (merge.kept_person_id, merge.absorbed_person_id) if path == "person" else (merge.kept_household_id, merge.absorbed_household_id)
    )
    rows = Person.objects.all() if path == "person" else Household.objects.all()
    mine = set(branch_ids(rows, kept or 0)) - set(branch_ids(rows, absorbed or 0))
    return Q(**{f"{path}__in": mine, "recorded_at__gt": merge.merged_at})
