"""A matter goes from state to state by the table alone: who may, what it needs, what follows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, NotFromHere, Overtaken
from huajie.matters.models import FAR, Handover, Kind, Matter, MatterClock, Notice, PetitionClass, Step
from huajie.matters.next_steps import next_step_of
from huajie.matters.queries import matter_for
from huajie.matters.readiness import offered_moves
from huajie.matters.services.moving import move
from huajie.matters.services.opening import open_matter
from huajie.matters.states import NoticeKind, State
from huajie.matters.tests.making import new_matter
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def opened(kind: Kind = Kind.DISPUTE, petition_class: str = "") -> Matter:
    return open_matter(new_matter(kind=kind, told_on=date(2026, 11, 20)), by=clerk(), petition_class=petition_class)


def clerk() -> Staff:
    return make_staff(Role.WINDOW_CLERK, TOWN)


def coordinator() -> Staff:
    return make_staff(Role.TOWN_COORDINATOR, TOWN)


def bureau(code: str = "rsj", *, active: bool = True) -> Unit:
    return Unit.objects.create(code=code, name="人社局", kind=UnitKind.BUREAU, area_id=TOWN[:6], active=active)


def test_opening_writes_a_step_a_deadline_an_owed_receipt_and_one_entry() -> None:
    matter = opened()

    assert [(step.move, step.to_state, step.by) for step in matter.steps.all()] == [("register", State.REGISTERED, clerk())]
    assert [clock.code for clock in matter.clocks.all()] == ["HD-ACCEPT"]
    assert matter.deadline == matter.clocks.get().due_on
    assert [notice.kind for notice in matter.notices.all()] == [NoticeKind.RECEIPT]
    assert Entry.objects.filter(act=Act.MATTER_OPENED.value, subject=matter.ref).count() == 1


def test_a_petition_has_its_own_deadlines_from_registration() -> None:
    matter = opened(Kind.PETITION)

    assert {clock.code for clock in matter.clocks.all()} == {"XF-REG", "XF-NOTICE-DIRECT"}


def test_a_petition_without_its_class_is_not_accepted_yet() -> None:
    with pytest.raises(Missing) as refused:
        move(opened(Kind.PETITION), "accept", by=clerk())

    assert refused.value.needs == ("petition_class",)
    assert Step.objects.filter(move="accept").count() == 0


def test_accepting_an_appeal_ends_its_registration_and_begins_its_sixty_days() -> None:
    matter = opened(Kind.PETITION, PetitionClass.APPEAL)

    move(matter, "accept", by=clerk())

    running = {clock.code for clock in MatterClock.objects.filter(matter=matter, stopped_on=None)}
    assert running == {"XF-NOTICE-DIRECT", "XF-CLOSE"}
    assert Notice.objects.filter(matter=matter, kind=NoticeKind.ACCEPTANCE).exists()


@pytest.mark.parametrize("route", ["litigation", "arbitration", "party_appeal", "administrative", "duty"])
def test_a_diverted_appeal_has_no_sixty_days(route: str) -> None:
    matter = opened(Kind.PETITION, PetitionClass.APPEAL)

    move(matter, "accept", by=clerk(), facts={"petition_route": route})

    assert not MatterClock.objects.filter(matter=matter, code="XF-CLOSE").exists()


def test_a_report_of_misconduct_is_withheld_from_the_beginning() -> None:
    matter = opened(Kind.PETITION, PetitionClass.REPORT)

    with pytest.raises(Matter.DoesNotExist):
        matter_for(scope_of(clerk()), matter.ref)
    assert matter_for(scope_of(coordinator()), matter.ref) == matter


def test_a_move_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(NotFromHere):
        move(opened(), "archive", by=coordinator(), facts={"retention": "10"})


def test_a_decline_without_the_open_route_is_refused_and_nothing_is_written() -> None:
    matter = opened()
    entries = Entry.objects.count()

    with pytest.raises(Missing):
        move(matter, "decline", by=clerk(), because="属于法院管辖")

    assert (matter.steps.count(), Entry.objects.count()) == (1, entries)


def test_of_two_who_move_it_at_once_the_second_is_told_what_changed() -> None:
    matter = opened()
    seen = matter.version
    move(matter, "accept", by=clerk(), version=seen)

    with pytest.raises(Overtaken) as refused:
        move(matter, "decline", by=coordinator(), version=seen, because="不属本级", facts={"next_route": "向法院起诉"})

    assert clerk().display_name in str(refused.value.message)
    assert matter.steps.count() == 2


def test_a_closed_unit_cannot_lead() -> None:
    matter = opened()
    move(matter, "accept", by=clerk())

    with pytest.raises(Refused, match="人社局"):
        move(matter, "assign", by=coordinator(), facts={"unit": bureau(active=False).code})

    matter.refresh_from_db()
    assert (matter.state, Handover.objects.count()) == (State.ACCEPTED, 0)


def test_assigning_hands_it_over_and_asks_for_a_signature() -> None:
    matter = opened()
    move(matter, "accept", by=clerk())

    move(matter, "assign", by=coordinator(), facts={"unit": bureau().code}, because="劳资纠纷")

    assert (matter.state, matter.lead_unit) == (State.ASSIGNED, Unit.objects.get(code="rsj"))
    assert matter.handovers.get().state == "sent"
    assert MatterClock.objects.filter(matter=matter, code="HD-SIGN", stopped_on=None).exists()


def test_a_bureau_sees_what_it_leads_and_nothing_else_of_its_area() -> None:
    leads, other = opened(), opened()
    move(leads, "accept", by=clerk())
    move(leads, "assign", by=coordinator(), facts={"unit": bureau().code})
    head = make_staff(Role.UNIT_HEAD, OTHER_TOWN)
    head.postings.update(unit=Unit.objects.get(code="rsj"), area_id=TOWN[:6])

    assert matter_for(scope_of(head), leads.ref) == leads
    with pytest.raises(Matter.DoesNotExist):
        matter_for(scope_of(head), other.ref)


def test_work_begins_only_once_signed_for_and_with_a_team() -> None:
    matter = opened()
    move(matter, "accept", by=clerk())
    move(matter, "assign", by=coordinator(), facts={"unit": bureau().code})

    with pytest.raises(Missing) as refused:
        move(matter, "start", by=coordinator())

    assert refused.value.needs == ("received", "team")


def test_a_clerk_of_another_town_may_not_move_it() -> None:
    with pytest.raises(NotPermitted):
        move(opened(), "accept", by=make_staff(Role.WINDOW_CLERK, OTHER_TOWN))


def test_suspending_lets_only_those_deadlines_stand_still_whose_rule_allows_it() -> None:
    matter = opened(Kind.PETITION, PetitionClass.APPEAL)
    move(matter, "accept", by=clerk())
    until = (timezone.localdate() + timedelta(days=20)).isoformat()

    move(matter, "suspend", by=coordinator(), because="补正材料", facts={"until": until, "ground": "supplement"})

    still = {clock.code: bool(clock.suspended_since) for clock in MatterClock.objects.filter(matter=matter, stopped_on=None)}
    assert still == {"XF-CLOSE": True, "XF-NOTICE-DIRECT": False}
    assert next_step_of(matter).on.isoformat() == until  # type: ignore[union-attr]  # it is open


def test_resuming_leads_back_to_where_it_stood() -> None:
    matter = opened()
    move(matter, "accept", by=clerk())
    until = (timezone.localdate() + timedelta(days=20)).isoformat()
    move(matter, "suspend", by=coordinator(), because="等待鉴定", facts={"until": until, "ground": "appraisal"})

    move(matter, "resume", by=coordinator())

    assert matter.state == State.ACCEPTED


def test_what_is_withdrawn_is_closed_and_can_be_opened_again() -> None:
    matter = opened()
    move(matter, "withdraw", by=clerk(), facts={"words": "我们自己商量好了", "way": "in person"})
    assert (matter.is_open, matter.due_on) == (False, FAR)

    move(matter, "reopen", by=clerk(), because="对方又反悔")

    assert (matter.state, matter.is_open, matter.closed_on) == (State.REOPENED, True, None)


def test_a_next_step_is_never_empty_while_it_is_open() -> None:
    matter = opened()

    step = next_step_of(matter)

    assert step is not None
    assert (bool(step.text), step.on) == (True, matter.deadline)


def test_moves_are_offered_to_those_who_may_with_what_they_still_lack() -> None:
    matter = opened(Kind.PETITION)

    offers = {offer.move.name: [need.name for need in offer.missing] for offer in offered_moves(scope_of(clerk()), matter)}

    assert offers == {"accept": [], "decline": [], "withdraw": []}


def test_answering_for_the_field_shows_a_matter_and_moves_nothing() -> None:
    field = bureau()
    matter = opened()
    Matter.objects.filter(pk=matter.pk).update(sector_unit=field)
    head = make_staff(Role.UNIT_HEAD, OTHER_TOWN)
    head.postings.update(unit=field, area_id=TOWN[:6])

    assert matter_for(scope_of(head), matter.ref) == matter
    assert offered_moves(scope_of(head), matter) == []
    with pytest.raises(NotPermitted):
        move(matter, "accept", by=head)


def test_a_leader_has_matters_of_their_own_and_not_those_of_the_unit_they_sit_in() -> None:
    matter = opened()
    Matter.objects.filter(pk=matter.pk).update(lead_unit=bureau())
    leader = make_staff(Role.RESPONSIBLE_LEADER, OTHER_TOWN)
    leader.postings.update(unit=Unit.objects.get(code="rsj"), area_id=TOWN[:6])

    with pytest.raises(Matter.DoesNotExist):
        matter_for(scope_of(leader), matter.ref)


def test_a_unit_is_given_no_day_that_has_passed() -> None:
    matter = opened()
    move(matter, "accept", by=clerk())

    with pytest.raises(Refused):
        move(matter, "assign", by=coordinator(), facts={"unit": bureau().code, "due_on": "2021-01-01"})
