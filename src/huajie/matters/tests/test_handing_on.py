"""A place on a team goes to a colleague who takes it over; during a leave somebody stands in."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.access import may
from huajie.matters.models import Leave, Matter, NoteKind, TeamMember
from huajie.matters.my_teams import my_teams, offered_to
from huajie.matters.readiness import held
from huajie.matters.services.handing_on import accept_place, decline_place, offer_place
from huajie.matters.services.leaves import end_leave, enter_leave
from huajie.matters.services.noting import add_note
from huajie.matters.services.recusing import declare_recusal
from huajie.matters.services.teams import NewMember, appoint
from huajie.matters.teams import members_of
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.staffing import worker
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, TOWN, make_areas, make_staff

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with translation.override("en"):  # the reasons are read
        yield


@pytest.fixture
def matter() -> Matter:
    """A matter with a team: 阿兰 leads, 阿伦, 阿萍. They work in a bureau, and so see nothing but what is theirs."""
    matter = register_matter()
    members = [NewMember(bureau_worker(name), "联络", name == "阿兰", rhythm="每周一次") for name in ("阿兰", "阿伦", "阿萍")]
    appoint(matter, members, by=SYSTEM)
    return matter


def bureau_worker(name: str) -> Staff:
    named = {"name": "民政局", "kind": UnitKind.BUREAU, "area_id": DISTRICT}
    return worker(name, Role.ASSISTANCE_WORKER, Unit.objects.get_or_create(code="mzj", defaults=named)[0])


def coordinator() -> Staff:
    return make_staff(Role.TOWN_COORDINATOR, TOWN)


def place_of(name: str) -> TeamMember:
    return TeamMember.objects.get(staff__username=name, until=None)


def sees(name: str, matter: Matter) -> bool:
    return may(scope_of(Staff.objects.get(username=name)), Permission.WORK_MATTERS, matter)


def on_team(matter: Matter) -> set[str]:
    return {str(member.staff) for member in members_of(matter.team)}  # type: ignore[arg-type]  # it has one


def test_until_the_colleague_answers_the_old_one_stays(matter: Matter) -> None:
    offer_place(matter, place_of("阿兰"), colleague := bureau_worker("阿强"), by=coordinator(), because="调离")

    assert (on_team(matter), sees("阿强", matter)) == ({"阿兰", "阿伦", "阿萍"}, False)
    assert [one.place.staff for one in offered_to(scope_of(colleague))] == [colleague]


def test_whoever_accepts_takes_place_duty_and_lead(matter: Matter) -> None:
    offer = offer_place(matter, place_of("阿兰"), bureau_worker("阿强"), by=coordinator(), because="调离")

    accept_place(offer, by=offer.staff)

    assert (on_team(matter), place_of("阿强").is_lead, held(matter, ["team"])) == ({"阿强", "阿伦", "阿萍"}, True, frozenset({"team"}))
    assert (sees("阿强", matter), sees("阿兰", matter)) == (True, False)
    assert Entry.objects.get(act=Act.PLACE_ACCEPTED.value).subject == matter.ref
    with pytest.raises(Refused, match="answered or withdrawn"):
        accept_place(offer, by=offer.staff)


def test_whoever_declines_says_why_and_nothing_changes(matter: Matter) -> None:
    offer = offer_place(matter, place_of("阿兰"), bureau_worker("阿强"), by=place_of("阿兰").staff, because="产假")

    with pytest.raises(NotPermitted):
        accept_place(offer, by=place_of("阿伦").staff)
    with pytest.raises(Refused):
        decline_place(offer, by=offer.staff, because=" ")
    decline_place(offer, by=offer.staff, because="手上事项太多")

    assert on_team(matter) == {"阿兰", "阿伦", "阿萍"}
    offer_place(matter, place_of("阿兰"), offer.staff, by=coordinator(), because="再次商量")


@pytest.mark.parametrize(("to", "told"), [("阿伦", "on this team already"), ("阿强", "declared a recusal"), ("阿珍", "not posted today")])
def test_whoever_cannot_be_on_the_team_is_not_asked(matter: Matter, to: str, told: str) -> None:
    if to == "阿强":
        declare_recusal(matter, bureau_worker(to), by=coordinator(), because="当事人亲属")
    if to == "阿珍":
        Posting.objects.filter(staff=bureau_worker(to)).update(until=TODAY)

    with pytest.raises(Refused, match=told):
        offer_place(matter, place_of("阿兰"), Staff.objects.get(username=to), by=coordinator(), because="调离")


def test_a_second_question_waits_for_the_first_to_be_withdrawn(matter: Matter) -> None:
    first = offer_place(matter, place_of("阿兰"), bureau_worker("阿强"), by=coordinator(), because="调离")
    other = bureau_worker("阿珍")

    with pytest.raises(Refused, match="asked already"):
        offer_place(matter, place_of("阿兰"), other, by=coordinator(), because="调离")
    decline_place(first, by=coordinator(), because="久未答复")
    offer_place(matter, place_of("阿兰"), other, by=coordinator(), because="调离")


def test_a_substitute_sees_and_acts_on_the_days_of_the_leave_alone(matter: Matter) -> None:
    colleague = bureau_worker("阿强")
    leave = enter_leave(place_of("阿兰").staff, TODAY, TODAY + timedelta(days=3), colleague, by=place_of("阿兰").staff)

    assert (sees("阿强", matter), [str(team.place.staff) for team in my_teams(scope_of(colleague))]) == (True, ["阿兰"])
    end_leave(leave, by=coordinator_of_the_district())
    assert not sees("阿强", matter)
    with pytest.raises(Refused, match="over already"):
        end_leave(leave, by=place_of("阿兰").staff)


def test_whoever_stands_in_works_on_the_matter_until_the_last_day_of_the_leave_and_not_on_the_day_after(matter: Matter) -> None:
    lan, colleague = place_of("阿兰").staff, bureau_worker("阿强")
    enter_leave(lan, TODAY, TODAY + timedelta(days=3), colleague, by=lan)
    address = reverse("matters:matter", args=[matter.ref])

    with time_machine.travel(noon(3)):
        assert client_of(colleague).get(address).status_code == 200
        add_note(matter, NoteKind.CALL, "代为联络", by=colleague)
    with time_machine.travel(noon(4)):
        assert client_of(colleague).get(address).status_code == 404
        with pytest.raises(NotPermitted):
            add_note(matter, NoteKind.CALL, "已经回来了", by=colleague)


def noon(days: int) -> datetime:
    return timezone.now().replace(hour=4) + timedelta(days=days)


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def coordinator_of_the_district() -> Staff:
    return make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)


@pytest.mark.parametrize(
    ("first_day", "last_day", "told"), [(3, 1, "before it begins"), (-5, -1, "in the past"), (2, 9, "a leave already")]
)
def test_days_that_make_no_leave_are_refused(matter: Matter, first_day: int, last_day: int, told: str) -> None:
    lan, qiang = place_of("阿兰").staff, bureau_worker("阿强")
    enter_leave(lan, _day(5), _day(7), qiang, by=lan)

    with pytest.raises(Refused, match=told):
        enter_leave(lan, _day(first_day), _day(last_day), qiang, by=lan)


def test_a_substitute_has_no_substitute_in_either_direction(matter: Matter) -> None:
    lan, lun, ping = (place_of(name).staff for name in ("阿兰", "阿伦", "阿萍"))
    enter_leave(lan, _day(1), _day(5), lun, by=lan)

    with pytest.raises(Refused, match="stand in for somebody else"):
        enter_leave(lun, _day(3), _day(4), ping, by=lun)
    with pytest.raises(Refused, match="阿兰 is away"):
        enter_leave(ping, _day(3), _day(4), lan, by=ping)


def test_a_substitute_works_in_the_same_unit_and_has_not_recused_themselves(matter: Matter) -> None:
    lan = place_of("阿兰").staff
    with pytest.raises(Refused, match="same unit"):
        enter_leave(lan, _day(1), _day(2), worker("阿明"), by=lan)
    declare_recusal(matter, qiang := bureau_worker("阿强"), by=coordinator(), because="亲属")
    with pytest.raises(Refused, match="recusal"):
        enter_leave(lan, _day(1), _day(2), qiang, by=lan)


def test_only_those_who_set_teams_there_send_others_away(matter: Matter) -> None:
    lan, lun = place_of("阿兰").staff, place_of("阿伦").staff
    for by in (lun, make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN)):
        with pytest.raises(NotPermitted):
            enter_leave(lan, _day(1), _day(2), lun, by=by)
    enter_leave(lan, _day(1), _day(2), lun, by=coordinator_of_the_district())
    assert Leave.objects.count() == Entry.objects.filter(act=Act.LEAVE_ENTERED.value).count() == 1


def _day(days: int) -> date:
    return TODAY + timedelta(days=days)
