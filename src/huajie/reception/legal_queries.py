"""Reading consultations, requests for legal aid and joint receptions. What is fetched here may be shown to the one who asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.core.lifecycle import Move
from huajie.deadlines.said import told
from huajie.matters.models import Matter, Party
from huajie.matters.withheld import hidden_from
from huajie.people.models import Person
from huajie.people.trees import standing, within
from huajie.reception.models import Consultation, JointReception, LegalAid
from huajie.reception.states import LEGAL_AID
from huajie.rules.clocks.duties import duty


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline of a request as its page shows it."""

    name: str
    due_on: date
    stands_still: bool
    stopped_on: date | None
    met: bool | None


def aid_requests(staff: Staff, scope: Scope) -> QuerySet[LegalAid]:
    """Requests in the areas in which the reader examines them, and those that they took in themselves; the nearest deadline first."""
    rows = LegalAid.objects.exclude(matter__in=hidden_from(scope)).exclude(matter__root__in=hidden_from(scope))
    examined = scope.narrow(rows, Permission.DECIDE_LEGAL_AID, "area_id").values("pk")
    found = rows.filter(Q(pk__in=examined) | Q(steps__move="apply", steps__by=staff)).select_related("matter__root", "person__root")
    return found.annotate(due_on=Min("clocks__due_on", filter=Q(clocks__stopped_on=None))).order_by("due_on", "-pk")


def consultations(staff: Staff, scope: Scope) -> QuerySet[Consultation]:
    """What the reader recorded, and what was asked in the areas in which they examine requests; newest first."""
    rows = Consultation.objects.exclude(matter__in=hidden_from(scope)).exclude(matter__root__in=hidden_from(scope))
    examined = scope.narrow(rows, Permission.DECIDE_LEGAL_AID, "area_id").values("pk")
    return rows.filter(Q(pk__in=examined) | Q(recorded_by=staff)).select_related("matter__root", "person__root").order_by("-on", "-pk")


def question_for(scope: Scope, key: int) -> Consultation | None:
    """A question that belongs to no matter yet, if and only if the reader recorded it or examines requests in its area. One query."""
    rows = Consultation.objects.filter(matter=None)
    examined = scope.narrow(rows, Permission.DECIDE_LEGAL_AID, "area_id").values("pk")
    return rows.filter(Q(pk__in=examined) | Q(recorded_by=scope.staff_id or 0), pk=key).first()


def parties_of(matter: Matter) -> list[Person]:
    """Everyone whom the matter concerns, as they stand now. One query."""
    rows = Party.objects.filter(within("matter", [matter.pk]), role="subject").select_related("person__root").order_by("pk")
    return list({standing(row.person).pk: standing(row.person) for row in rows}.values())


def limits_of(aid: LegalAid) -> list[Limit]:
    """Every deadline of a request. One query."""
    return [
        Limit(told(duty(clock.code, clock.started_on).name), clock.due_on, clock.suspended_since is not None, clock.stopped_on, clock.met)
        for clock in aid.clocks.order_by("pk")
    ]


def moves_for(scope: Scope, aid: LegalAid) -> list[Move[Permission]]:
    """What the reader may do with a request now."""
    return [row for row in LEGAL_AID.from_state(aid.state) if scope.may_in(row.permission, aid.area_id)]


def legal_of(matter: Matter) -> tuple[list[LegalAid], list[Consultation]]:
    """What a matter's page shows of them. Two queries."""
    here = within("matter", [matter.pk])
    return list(LegalAid.objects.filter(here).order_by("-pk")), list(Consultation.objects.filter(here))


def joint_of(matter: Matter) -> list[JointReception]:
    """The joint receptions of a matter, the latest first, with the units invited. Two queries."""
    return list(JointReception.objects.filter(within("matter", [matter.pk])).prefetch_related("invited__unit"))
