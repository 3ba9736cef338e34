"""The table of moves: every move × every state × every role, and the page that is drawn from it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tools.lifecycle_page import PAGE, page

from huajie.accounts.roles import PERMISSIONS, Role
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted
from huajie.core.lifecycle import BEFORE, NotFromHere
from huajie.matters.models import (
    Attachment,
    Confirmation,
    ConfirmedBy,
    FollowUp,
    Handover,
    HandoverDuty,
    HandoverState,
    Matter,
    Outcome,
    OutcomeKind,
    Team,
    TeamMember,
)
from huajie.matters.services.moving import move
from huajie.matters.states import LIFECYCLE, OPEN, State, is_open
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.routing import bureau
from huajie.people.tests.making import TOWN, make_areas, make_staff, scope_in

R = Role
COORDINATORS = {R.TOWN_COORDINATOR, R.DISTRICT_COORDINATOR}
HEADS = {R.UNIT_HEAD}
LEADERS = {R.RESPONSIBLE_LEADER}
DESKS = {R.WINDOW_CLERK, R.HOTLINE_OPERATOR}
FIELD = {
    R.GRID_WORKER,
    R.COMMUNITY_WORKER,
    R.ASSISTANCE_WORKER,
    R.MEDIATOR,
    R.CIVIL_AFFAIRS_CLERK,
    R.ASSISTANCE_ADVISER,
    R.LEGAL_SERVICE_CLERK,
}
OPENERS = COORDINATORS | DESKS | FIELD
WORKERS = OPENERS | HEADS | LEADERS | {R.CIVIL_AFFAIRS_APPROVER}
ROUTERS = COORDINATORS | HEADS

# who may make which move, and from where: written by hand, beside the table
MOVES: dict[str, tuple[set[Role], str]] = {
    "accept": (COORDINATORS | HEADS | {R.WINDOW_CLERK}, "registered not_accepted"),
    "decline": (COORDINATORS | HEADS | {R.WINDOW_CLERK}, "registered"),
    "assign": (ROUTERS, "accepted reopened"),
    "reassign": (ROUTERS, "assigned in_progress"),
    "return": (WORKERS, "assigned"),
    "start": (WORKERS, "assigned"),
    "resolve": (WORKERS, "in_progress"),
    "confirm": (COORDINATORS | DESKS | {R.SUPERVISOR}, "resolved"),
    "object": (OPENERS, "resolved"),
    "reopen": (OPENERS, "confirmed followed_up archived withdrawn"),
    "take_up": (WORKERS, "reopened"),
    "follow_up": (WORKERS, "confirmed"),
    "archive": (COORDINATORS, "followed_up not_accepted transferred withdrawn"),
    "transfer": (ROUTERS, "registered accepted assigned in_progress suspended reopened"),
    "take_back": (ROUTERS, "transferred"),
    "suspend": (ROUTERS, "registered accepted assigned in_progress reopened"),
    "resume": (ROUTERS, "suspended"),
    "withdraw": (COORDINATORS | DESKS | {R.SUPERVISOR}, "registered accepted assigned in_progress suspended resolved reopened"),
}


def test_every_move_from_every_state_for_every_role_is_as_written_by_hand() -> None:
    wrong = []
    for role in Role:
        scope = scope_in(TOWN, role)
        for state in State:
            offered = {row.name for row in LIFECYCLE.from_state(state) if scope.may_in(row.permission, TOWN)}
            expected = {name for name, (roles, sources) in MOVES.items() if role in roles and state.value in sources.split()}
            wrong += [(role.value, state.value, name) for name in offered ^ expected]
    assert wrong == []
    assert {row.name for row in LIFECYCLE.moves} == MOVES.keys() | {"register"}


def test_every_state_can_be_reached_and_left() -> None:
    assert {row.target for row in LIFECYCLE.moves} - {BEFORE} == set(State)
    assert [state for state in State if not LIFECYCLE.from_state(state)] == []


def test_nobody_who_holds_no_permission_on_matters_makes_any_move() -> None:
    needed = {row.permission for row in LIFECYCLE.moves}
    assert [role for role in (R.AUDITOR, R.OPERATOR, R.CHARITY_MEMBER) if PERMISSIONS[role] & needed] == []


def test_only_the_resident_or_a_call_back_closes_what_was_resolved() -> None:
    closing = {row.name for row in LIFECYCLE.from_state(State.RESOLVED) if row.target not in OPEN}
    assert closing == {"confirm", "withdraw"}


def test_the_page_says_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


SAID = {
    "unit": "zjj",
    "next_route": "向人民法院起诉",
    "words": "我们商量好了",
    "body": "区人民法院",
    "way": "当面",
    "retention": "10",
    "ground": "absence",
}


def ready_for_everything() -> Matter:
    """A matter that holds every fact that some move needs."""
    matter, today = register_matter(), timezone.localdate()
    members = [make_staff(role, TOWN) for role in (R.GRID_WORKER, R.MEDIATOR, R.COMMUNITY_WORKER)]
    team = Team.objects.create()
    TeamMember.objects.bulk_create(
        TeamMember(team=team, staff=one, is_lead=not place, duty="联络", since=today, accepted_at=timezone.now())
        for place, one in enumerate(members)
    )
    Handover.objects.create(matter=matter, unit=bureau(), duty=HandoverDuty.LEAD, state=HandoverState.RECEIVED)
    said = {"request": "修好漏水", "facts": "管道老化", "opinion": "物业修复", "law": "民法典 §942", "next_route": "向人民法院起诉"}
    outcome = Outcome.objects.create(matter=matter, kind=OutcomeKind.AGREEMENT, told_on=today, **said)
    Attachment.objects.create(matter=matter, name="协议.pdf", content_type="application/pdf", size=1, sha256="0" * 64, key="k")
    Confirmation.objects.create(outcome=outcome, settled=True, way=ConfirmedBy.WINDOW)
    FollowUp.objects.create(matter=matter, due_on=today, done_on=today)
    Matter.objects.filter(pk=matter.pk).update(team=team, lead_unit=bureau())
    bureau("zjj")
    return matter


def attempt(matter: Matter, name: str) -> str:
    """What became of a move; nothing of it stays."""
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    try:
        with transaction.atomic():
            step = move(matter, name, by=SYSTEM, because="表中所列", facts=SAID | {"until": until})
            transaction.set_rollback(True)
            return step.to_state
    except NotFromHere:
        return ""


def test_each_move_works_from_its_states_and_from_no_other_in_the_register(db: None) -> None:
    make_areas()
    matter, wrong = ready_for_everything(), []
    for state in State:
        Matter.objects.filter(pk=matter.pk).update(state=state, is_open=is_open(state))
        for name, (_roles, sources) in MOVES.items():
            row = LIFECYCLE.move(name)
            target = State.REGISTERED if row.target == BEFORE else row.target
            expected = target if state.value in sources.split() else ""
            if (found := attempt(matter, name)) != expected:
                wrong.append((state.value, name, found, expected))
    assert wrong == []


def test_whoever_lacks_the_permission_is_refused_in_the_register(db: None) -> None:
    make_areas()
    matter = ready_for_everything()
    roles = {name: next(role for role in (R.SUPERVISOR, R.GRID_WORKER, R.AUDITOR) if role not in held) for name, (held, _) in MOVES.items()}
    for name, role in roles.items():
        with pytest.raises(NotPermitted):
            move(matter, name, by=make_staff(role, TOWN), because="试一试", facts=SAID)
