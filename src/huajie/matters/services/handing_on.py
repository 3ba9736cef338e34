"""A place on a team is offered to a colleague, who takes it over or declines; until then whoever holds it keeps it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.access import demand, may
from huajie.matters.loads import places_on
from huajie.matters.models import Matter, TeamMember
from huajie.matters.services.appointable import demand_appointable
from huajie.matters.services.moving import demand_version
from huajie.matters.services.teams import demand_duty, hold


@transaction.atomic
def offer_place(
    matter: Matter,
    place: TeamMember,
    to: Staff,
    *,
    by: Actor,
    because: str,
    due_on: date | None = None,
    version: int | None = None,
    not_the_same: Collection[int] = (),
) -> TeamMember:
    """Ask a colleague to take over a place, duty and rhythm with it. Whoever holds it may ask, and whoever may set teams there."""
    matters = _hold_all(place)
    first = next((held for held in matters if held.pk == matter.standing_id), None)
    if first is None:
        raise Refused(_("This place is not on the team of that matter."))
    if not (isinstance(by, Staff) and by.pk == place.staff_id):
        demand(by, Permission.SET_TEAMS, first)
    demand_version(first, version)
    _demand_free(place, to)
    if not because.strip():
        raise Refused(_("Say why, in a few words. The reason goes into the record."))
    day = due_on or place.due_on
    demand_duty(to, place.duty, day, place.rhythm)
    demand_appointable([to], matters, not_the_same=not_the_same)
    offer = TeamMember.objects.create(
        team=place.team,
        staff=to,
        is_lead=place.is_lead,
        duty=place.duty,
        due_on=day,
        rhythm=place.rhythm,
        since=timezone.localdate(),
        takes_over_from=place,
        offered_at=timezone.now(),
        because=because.strip()[:200],
    )
    _touch(matters)
    detail = {"team": place.team_id, "from": place.staff.username, "to": to.username}
    record(Act.PLACE_OFFERED, by=by, subject=first.ref, purpose=offer.because, detail=detail)
    return offer


@transaction.atomic
def accept_place(offer: TeamMember, *, by: Staff) -> None:
    """Take the place over: the one who held it is on the team no longer."""
    matters = _hold_all(offer)
    held = _demand_waiting(offer)
    if by.pk != held.staff_id:
        raise NotPermitted(_("Only the one who was asked answers."))
    former = held.takes_over_from
    if former is None or not places_on(timezone.localdate()).filter(pk=former.pk).exists():
        raise Refused(_("The place is not there any more. Nothing was changed."))
    demand_appointable([by], matters, not_the_same={by.pk})  # whoever offered it has answered that
    former.until = held.since = timezone.localdate()
    former.save(update_fields=["until"])
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at", "since"])
    _touch(matters)
    record(Act.PLACE_ACCEPTED, by=by, subject=_subject(matters), detail={"team": held.team_id, "from": former.staff.username})


@transaction.atomic
def decline_place(offer: TeamMember, *, by: Staff, because: str) -> None:
    """The one who was asked says no; or whoever may set teams there withdraws the question. The place stays with who holds it."""
    matters = _hold_all(offer)
    held = _demand_waiting(offer)
    scope = scope_of(by)
    if by.pk != held.staff_id and not any(may(scope, Permission.SET_TEAMS, matter) for matter in matters):
        raise NotPermitted(_("Only the one who was asked answers."))
    if not because.strip():
        raise Refused(_("Say why, in a few words. The reason goes into the record."))
    held.until, held.answer = timezone.localdate(), because.strip()[:200]
    held.save(update_fields=["until", "answer"])
    _touch(matters)
    record(
        Act.PLACE_DECLINED,
        by=by,
        subject=_subject(matters),
        purpose=held.answer,
        detail={"team": held.team_id, "asked": held.staff.username},
    )


def _hold_all(place: TeamMember) -> list[Matter]:
    """Every matter of the team, closed ones with it: the team is for all of them."""
    return hold(list(Matter.objects.filter(team=place.team_id, merged_into=None)))


def _demand_free(place: TeamMember, to: Staff) -> None:
    team = TeamMember.objects.filter(team=place.team_id)
    today = timezone.localdate()
    if not places_on(today).filter(pk=place.pk).exists():
        raise Refused(_("%(name)s is not on this team any more.") % {"name": place.staff})
    if places_on(today).filter(team=place.team_id, staff=to).exists():
        raise Refused(_("%(name)s is on this team already. A team has three different people.") % {"name": to})
    if team.filter(accepted_at=None, until=None, takes_over_from=place).exists():
        raise Refused(_("Somebody was asked already. Withdraw that question first."))
    if team.filter(accepted_at=None, until=None, staff=to).exists():
        raise Refused(_("%(name)s was asked already to take over another place on this team.") % {"name": to})


def _demand_waiting(offer: TeamMember) -> TeamMember:
    held = TeamMember.objects.select_for_update(of=("self",)).select_related("staff").get(pk=offer.pk)
    if not held.is_offered:
        raise Refused(_("This question has been answered or withdrawn."))
    return held


def _touch(matters: Collection[Matter]) -> None:
    """Whoever had one of these on the screen looks again before changing it."""
    Matter.objects.filter(pk__in=[matter.pk for matter in matters]).update(version=F("version") + 1)


def _subject(matters: Collection[Matter]) -> str:
    return next((matter.ref for matter in matters if matter.is_open), next((matter.ref for matter in matters), ""))
