"""A team of three: who may be on it, what goes along, and what becomes of the team before."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from huajie.accounts.models import Posting, Staff
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Overtaken
from huajie.matters.models import Matter, Team, TeamMember, Withholding
from huajie.matters.my_teams import my_teams
from huajie.matters.newcomers import NewParty
from huajie.matters.readiness import held
from huajie.matters.responsible import responsible_for
from huajie.matters.services.appointable import SameName
from huajie.matters.services.moving import move
from huajie.matters.services.recusing import declare_recusal, lift_recusal
from huajie.matters.services.registering import register_matters
from huajie.matters.services.teams import NewMember, appoint, dissolve, entrust
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import new_matter, register_matter
from huajie.matters.tests.staffing import office, worker
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewHousehold
from huajie.people.services.registering import register_households
from huajie.people.tests.making import OTHER_TOWN, TOWN, VILLAGE, make_areas, make_staff, register

Three = list[NewMember]


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with translation.override("en"):  # the reasons are read
        yield


def coordinator() -> Staff:
    return make_staff(Role.TOWN_COORDINATOR, TOWN)


def three(*names: str) -> Three:
    people = [worker(name) for name in names or ("阿兰", "阿伦", "阿萍")]
    return [NewMember(staff, "联络", number == 0, rhythm="每周一次") for number, staff in enumerate(people)]


def test_three_different_people_are_the_team() -> None:
    matter = register_matter()

    team = appoint(matter, three(), by=coordinator())

    assert (matter.team, matter.version, held(matter, ["team"])) == (team, 2, frozenset({"team"}))
    entry = Entry.objects.get(act=Act.TEAM_APPOINTED.value)
    assert (entry.subject, entry.detail["members"], entry.detail["also"]) == (matter.ref, ["阿兰", "阿伦", "阿萍"], [])


def _two(members: Three) -> Three:
    return members[:2]


def _one_twice(members: Three) -> Three:
    return [members[0], members[1], NewMember(members[1].staff, "救助", rhythm="每月一次")]


def _nobody_leads(members: Three) -> Three:
    return [NewMember(member.staff, member.duty, rhythm=member.rhythm) for member in members]


def _no_duty(members: Three) -> Three:
    return [*members[:2], NewMember(members[2].staff, " ", rhythm="每月一次")]


def _no_day(members: Three) -> Three:
    return [*members[:2], NewMember(members[2].staff, "陪伴")]


def _a_day_gone_by(members: Three) -> Three:
    return [*members[:2], NewMember(members[2].staff, "陪伴", due_on=timezone.localdate() - timedelta(days=1))]


def _closed(members: Three) -> Three:
    Staff.objects.filter(pk=members[2].staff.pk).update(is_active=False)
    members[2].staff.refresh_from_db()
    return members


def _posted_until_yesterday(members: Three) -> Three:
    Posting.objects.filter(staff=members[2].staff).update(until=timezone.localdate())
    return members


def _an_auditor(members: Three) -> Three:
    Posting.objects.filter(staff=members[2].staff).update(role=Role.AUDITOR)
    return members


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (_two, "2 are named"),
        (_one_twice, "named twice"),
        (_nobody_leads, "Exactly one"),
        (_no_duty, "Name what 阿萍"),
        (_no_day, "by when"),
        (_a_day_gone_by, "in the past"),
        (_closed, "account of 阿萍 is closed"),
        (_posted_until_yesterday, "not posted today"),
        (_an_auditor, "not posted today"),
    ],
)
def test_what_is_no_team_is_refused_with_a_reason_and_written_nowhere(spoilt: Callable[[Three], Three], told: str) -> None:
    matter = register_matter()
    members = spoilt(three())

    with pytest.raises(Refused, match=told):
        appoint(matter, members, by=coordinator())

    assert (Team.objects.count(), Entry.objects.filter(act=Act.TEAM_APPOINTED.value).count()) == (0, 0)


def test_the_database_itself_refuses_one_person_twice() -> None:
    team = appoint(register_matter(), three(), by=SYSTEM)
    place = TeamMember.objects.filter(team=team).latest("pk")

    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=team, staff=place.staff, duty="救助", since=place.since, accepted_at=timezone.now())


def test_whoever_has_declared_a_recusal_is_not_appointed_until_somebody_else_lifts_it() -> None:
    matter, members = register_matter(), three()
    own = members[0].staff
    recusal = declare_recusal(matter, own, by=own, because="是我表弟")

    with pytest.raises(Refused, match="阿兰 has declared a recusal"):
        appoint(matter, members, by=coordinator())
    with pytest.raises(NotPermitted):
        lift_recusal(recusal, by=own, because="不是亲戚")
    lift_recusal(recusal, by=coordinator(), because="同名不同人")
    appoint(matter, members, by=coordinator())


def test_whoever_bears_a_partys_name_is_asked_about_and_never_decided_upon() -> None:
    matter = register_matter(chen := register("阿兰"))
    members = three()

    with pytest.raises(SameName) as question:
        appoint(matter, members, by=coordinator(), whom=chen)

    assert question.value.people == [members[0].staff]
    appoint(matter, members, by=coordinator(), whom=chen, not_the_same={members[0].staff.pk})


def test_nobody_whom_it_reports_and_nobody_of_a_unit_that_it_reports_is_on_the_team() -> None:
    matter, members = register_matter(), three()
    withhold(matter, [], by=SYSTEM, because="反映干部")
    Withholding.objects.get().people.add(members[1].staff)

    with pytest.raises(Refused, match="entrusted to 阿伦"):
        appoint(matter, members, by=SYSTEM)
    Withholding.objects.get().people.clear()
    Withholding.objects.get().units.add(office())
    with pytest.raises(Refused, match="entrusted to 阿兰"):
        appoint(matter, members, by=SYSTEM)


def test_a_member_who_is_reported_later_does_not_count_and_learns_nothing_of_it() -> None:
    chen, members = register(), three()
    matter, other = register_matter(chen), register_matter(chen)
    appoint(matter, members, by=SYSTEM, whom=chen, along=[other])
    assert "team" in held(matter, ["team"])

    withhold(matter, [], by=SYSTEM, because="反映干部", people=[members[1].staff])

    matter.refresh_from_db()
    other.refresh_from_db()
    assert "team" not in held(matter, ["team"])
    assert "appoint another" in matter.next_step
    assert ("team" in held(other, ["team"]), other.next_step) == (True, "")
    reported = scope_of(members[1].staff)
    assert [one.matters for one in my_teams(reported)] == [(other,)]
    assert responsible_for(scope_of(coordinator()), matter).is_short
    assert not responsible_for(reported, other).is_short


def test_a_households_other_matters_go_along_and_a_team_left_with_nothing_is_dissolved() -> None:
    chen = register("陈伟")
    home = register_households([NewHousehold(VILLAGE, "row:1")])[0]
    first, second = told_by(chen, home, "漏水"), told_by(chen, home, "学费")
    before = appoint(second, three(), by=SYSTEM, whom=home)

    team = appoint(first, three("甲", "乙", "丙"), by=coordinator(), whom=home, along=[second])

    second.refresh_from_db()
    before.refresh_from_db()
    assert (second.team, team.household, before.dissolved_at is None) == (team, home, False)
    assert not TeamMember.objects.filter(team=before, until=None).exists()


def told_by(person: Person, home: Household, text: str) -> Matter:
    return register_matters([replace(new_matter(text=text), parties=(NewParty(person.pk, home.pk),))])[0]


def test_a_matter_joins_the_team_that_the_person_has_already() -> None:
    chen = register("陈伟")
    first, second = register_matter(chen), register_matter(chen, text="学费")
    team = appoint(first, three(), by=coordinator(), whom=chen)

    entrust(second, team, by=coordinator())

    assert second.team == team
    with pytest.raises(Refused, match="does not concern"):
        entrust(register_matter(), team, by=coordinator())


def test_of_two_who_appoint_at_once_the_second_is_told_who_was_faster() -> None:
    matter = register_matter()
    seen = matter.version
    appoint(matter, three(), by=coordinator(), version=seen)

    with pytest.raises(Overtaken, match="Appointed a team of three"):
        appoint(matter, three("甲", "乙", "丙"), by=coordinator(), version=seen)
    with pytest.raises(Overtaken):
        move(matter, "accept", by=coordinator(), version=seen)


def test_only_who_may_set_teams_there_appoints() -> None:
    with pytest.raises(NotPermitted):
        appoint(register_matter(), three(), by=make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN))
    with pytest.raises(NotPermitted):
        appoint(register_matter(), three("甲", "乙", "丙"), by=make_staff(Role.GRID_WORKER, TOWN))


def test_a_team_is_dissolved_once_nothing_is_open_and_not_before() -> None:
    matter = register_matter()
    team = appoint(matter, three(), by=coordinator())
    with pytest.raises(Refused, match="open matters"):
        dissolve(matter, by=coordinator(), because="已办结")
    move(matter, "withdraw", by=coordinator(), facts={"words": "自己解决了", "way": "当面"})

    dissolve(matter, by=coordinator(), because="已办结")

    team.refresh_from_db()
    assert (team.dissolved_at is not None, held(matter, ["team"])) == (True, frozenset())
