"""Reading teams of three: whom one is for, who is on it, who could be, and what goes along with a matter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Posting, Staff
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.scope import Scope
from huajie.areas.models import LENGTHS
from huajie.matters.loads import Load, leaves_on, loads_of, places_on
from huajie.matters.models import Handover, Leave, Matter, Party, PartyRole, Recusal, Team, TeamMember, Withholding
from huajie.matters.queries import matters_of_household, matters_of_people
from huajie.people.models import Household, Membership, Person
from huajie.people.trees import standing, within

Concerned = Person | Household
_WORKERS = [role for role in Role if Permission.WORK_MATTERS in PERMISSIONS[role]]
_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Place:
    """One place on a team as it stands today: who holds it, who stands in, who was asked to take it over, who keeps out of the matter."""

    member: TeamMember
    leave: Leave | None
    offer: TeamMember | None
    recusal: Recusal | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be on a team, where they are posted, and what they have to do already."""

    staff: Staff
    units: tuple[str, ...]
    load: Load


@dataclass(frozen=True, slots=True)
class Along:
    """Another open matter of the same people. A report of misconduct goes along only if somebody ticks it."""

    matter: Matter
    is_report: bool


def concerned_by(matter: Matter) -> list[Concerned]:
    """The households and people whom the matter concerns, the households first (一户一组, otherwise 一人一组). Two queries."""
    parties = Party.objects.filter(within("matter", [matter.pk]), role=PartyRole.SUBJECT).order_by("pk")
    found = list(parties.select_related("person__root", "household__root__head", "household__head"))
    homes = {home.pk: home for party in found if party.household and (home := standing(party.household))}
    people = {person.pk: person for party in found if (person := standing(party.person))}
    return [*homes.values(), *people.values()]


def words_for(whom: Concerned | None) -> str:
    """Whom a team is for, in words."""
    if whom is None:
        return _("for this matter alone")
    if isinstance(whom, Person):
        return _("for %(name)s") % {"name": whom.shown_name}
    head = f" ({standing(whom.head).shown_name})" if whom.head else ""
    return _("for the household %(ref)s") % {"ref": whom.ref} + head


def matters_along(scope: Scope, matter: Matter, whom: Concerned) -> list[Along]:
    """The other open matters of a person or a household that the reader sees. Three queries."""
    found = matters_of_household(scope, whom.pk) if isinstance(whom, Household) else matters_of_people(scope, [whom.pk])
    others = [other for other in found if other.is_open and other.pk != matter.pk]
    reports = set(Withholding.objects.filter(matter__in=others).values_list("matter_id", flat=True))
    return [Along(other, other.pk in reports) for other in others]


def team_of(whom: Concerned) -> Team | None:
    """The team that a person or a household has already."""
    name = "household" if isinstance(whom, Household) else "person"
    return Team.objects.filter(within(name, [whom.pk]), dissolved_at=None).order_by("-pk").first()


def members_of(team: Team) -> list[TeamMember]:
    """Who is on the team today, who leads first. One query."""
    return list(places_on(timezone.localdate()).filter(team=team).select_related("staff"))


def places_of(matter: Matter, recusals: Sequence[Recusal]) -> list[Place]:
    """The places on the team of a matter, with these recusals. Three queries."""
    if matter.team is None:
        return []
    members = members_of(matter.team)
    people = [member.staff_id for member in members]
    leaves = {leave.staff_id: leave for leave in leaves_on(timezone.localdate()).filter(staff__in=people).select_related("substitute")}
    asked = TeamMember.objects.filter(team=matter.team, accepted_at=None, until=None).select_related("staff")
    offers = {offer.takes_over_from_id: offer for offer in asked}
    apart = {recusal.staff_id: recusal for recusal in recusals}
    return [Place(member, leaves.get(member.staff_id), offers.get(member.pk), apart.get(member.staff_id)) for member in members]


def recusals_of(matter: Matter) -> list[Recusal]:
    """Who stays out of the matter. One query."""
    return list(Recusal.objects.filter(within("matter", [matter.pk]), lifted_because="").select_related("staff"))


def workers(day: date) -> QuerySet[Posting]:
    """The postings of a day in which somebody works on matters, in units that work, of accounts that are open."""
    held = Posting.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day, role__in=_WORKERS)
    return held.filter(unit__active=True, staff__is_active=True)


def candidates(matter: Matter, words: str = "") -> list[Candidate]:
    """Who could be on the team: those posted in the town of the matter and in the units that have to do with it; with words, whoever
    in the district bears them, too. By unit and name, never by load; leaders, who answer above teams, only by their name. Seven queries
    at most."""
    near = Q(area__gte=(town := matter.area_id[: LENGTHS["town"]]), area__lt=town + ":") | Q(unit__in=_units_of(matter))
    if words:
        county = matter.area_id[: LENGTHS["county"]]
        near |= Q(area__gte=county, area__lt=county + ":", staff__display_name__contains=words)
    else:
        near &= ~Q(role=Role.RESPONSIBLE_LEADER)
    postings = workers(timezone.localdate()).filter(near).select_related("staff", "unit").order_by("unit__area_id", "unit__name")
    return _candidates(postings[:_MOST_FOUND])


def _units_of(matter: Matter) -> list[int]:
    units = {matter.lead_unit_id, matter.territorial_unit_id, matter.sector_unit_id}
    units |= set(Handover.objects.filter(matter=matter, state__in=("sent", "received")).values_list("unit_id", flat=True))
    return [unit for unit in units if unit]


def _candidates(postings: Iterable[Posting]) -> list[Candidate]:
    units: dict[Staff, dict[str, None]] = defaultdict(dict)
    for posting in postings:
        units[posting.staff][posting.unit.name] = None
    loads = loads_of([staff.pk for staff in units])
    found = [Candidate(staff, tuple(names), loads[staff.pk]) for staff, names in units.items()]
    order = {unit: rank for rank, unit in enumerate(dict.fromkeys(candidate.units[0] for candidate in found))}
    return sorted(found, key=lambda candidate: (order[candidate.units[0]], str(candidate.staff)))


def namesakes(people: Iterable[Staff], matters: Sequence[Matter]) -> list[Staff]:
    """Those who bear the name of a party, or of somebody in a party's household. Whether it is the same person, a person answers."""
    parties = Party.objects.filter(within("matter", [matter.pk for matter in matters]))
    homes = parties.exclude(household=None).values("household")
    family = Membership.objects.filter(household__in=homes).values_list("person__name", flat=True)
    names = {*parties.values_list("person__name", flat=True), *family} - {""}
    return [staff for staff in people if staff.display_name in names]
