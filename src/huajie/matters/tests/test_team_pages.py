"""The pages of teams: the panel, appointing, handing on, one's own teams, leaves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.audit.services import SYSTEM
from huajie.matters.models import Leave, Matter, Recusal, TeamMember
from huajie.matters.services.moving import move
from huajie.matters.services.teams import NewMember, appoint
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.staffing import office, worker
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_areas, make_staff, register

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def coordinator() -> Client:
    return client_of(make_staff(Role.TOWN_COORDINATOR, TOWN))


def filled(people: list[Staff], matter: Matter, **said: object) -> dict[str, object]:
    told: dict[str, object] = {"version": matter.version, "lead": 2}
    for number, staff in enumerate(people, start=1):
        told |= {f"staff{number}": staff.pk, f"duty{number}": "联络", f"rhythm{number}": "每周一次"}
    return told | said


def with_team(matter: Matter) -> list[Staff]:
    people = [worker(name) for name in ("阿兰", "阿伦", "阿萍")]
    appoint(matter, [NewMember(staff, "联络", staff.username == "阿兰", rhythm="每周一次") for staff in people], by=SYSTEM)
    return people


def test_a_coordinator_chooses_three_and_what_goes_along() -> None:
    chen = register("陈伟")
    matter, other, report = (register_matter(chen, text=text) for text in ("漏水", "学费", "举报会计"))
    withhold(report, [], by=SYSTEM, because="反映干部")
    client, address = coordinator(), reverse("matters:team", args=[matter.ref])
    people = [worker(name) for name in ("阿兰", "阿伦", "阿萍")]

    page = client.get(address).content.decode()
    response = client.post(address, filled(people, matter, whom=f"person-{chen.ref}", along=[other.ref]))

    assert response.headers["Location"] == reverse("matters:matter", args=[matter.ref])
    assert (f'value="{other.ref}" checked' in page, f'value="{report.ref}" checked' in page) == (True, False)
    matter.refresh_from_db()
    other.refresh_from_db()
    report.refresh_from_db()
    assert (matter.team, report.team) == (other.team, None)
    assert TeamMember.objects.get(is_lead=True).staff == people[1]


def test_a_refused_team_comes_back_with_the_reason_and_what_was_typed() -> None:
    matter, same = register_matter(), worker("阿兰")

    response = coordinator().post(reverse("matters:team", args=[matter.ref]), filled([same, same, worker("阿伦")], matter))

    assert response.status_code == 422
    assert "named twice" in (page := response.content.decode())
    assert 'value="每周一次"' in page


def test_a_namesake_of_a_party_is_put_as_a_question() -> None:
    matter = register_matter(chen := register("阿兰"))
    people = [worker(name) for name in ("阿兰", "阿伦", "阿萍")]
    client, address = coordinator(), reverse("matters:team", args=[matter.ref])
    told = filled(people, matter, whom=f"person-{chen.ref}")

    assert f'name="not_the_same" value="{people[0].pk}"' in client.post(address, told).content.decode()
    assert client.post(address, told | {"not_the_same": [people[0].pk]}).status_code == 302


def test_people_stand_by_unit_and_name_with_their_load_and_never_by_it() -> None:
    busy, idle = worker("甲忙"), worker("乙闲")
    for number in range(2):
        members = [NewMember(staff, "联络", staff == busy, rhythm="每周") for staff in (busy, worker(f"丙{number}"), worker(f"丁{number}"))]
        appoint(register_matter(), members, by=SYSTEM)
    Leave.objects.create(staff=idle, substitute=busy, since=TODAY, until=TODAY + timedelta(days=2))

    page = coordinator().get(reverse("matters:team", args=[register_matter().ref])).content.decode()

    assert "甲忙 · 2 open matters" in page
    assert "乙闲 · 0 open matters · away until" in page
    shown = [name for name in ("丁0", "丁1", "丙0", "丙1", "乙闲", "甲忙") if f">{name} · " in page]
    assert sorted(shown, key=page.index) == sorted(shown)


def test_a_found_colleague_of_another_town_is_added_to_the_choices() -> None:
    worker("西镇阿明", unit=office(OTHER_TOWN))
    client, address = coordinator(), reverse("matters:team", args=[register_matter().ref])

    assert "西镇阿明" not in client.get(address).content.decode()
    assert "西镇阿明" in client.get(address, {"find": "阿明"}).content.decode()


def test_the_panel_says_who_answers_and_that_nobody_does(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    matter, client = register_matter(), coordinator()
    address = reverse("matters:team_panel", args=[matter.ref])
    empty = client.get(address).content.decode()
    with_team(matter)

    with django_assert_max_num_queries(17):
        page = client.get(address).content.decode()

    assert ("No unit leads yet" in empty, "Appoint a team of three" in empty) == (True, True)
    assert all(name in page for name in ("阿兰", "阿伦", "阿萍", "leads", "Hand on"))


def test_a_member_hands_on_and_the_colleague_answers_on_their_own_page() -> None:
    matter = register_matter()
    lan, *_others = with_team(matter)
    colleague = worker("阿强")
    matter.refresh_from_db()
    address = reverse("matters:hand_on", args=[matter.ref, TeamMember.objects.get(staff=lan).pk])

    client_of(lan).post(address, {"version": matter.version, "to": colleague.pk, "because": "产假"})
    offer = TeamMember.objects.get(staff=colleague)
    client = client_of(colleague)
    assert "Will you take over from 阿兰?" in client.get(reverse("matters:my_teams")).content.decode()
    assert client_of(lan).post(reverse("matters:accept_place", args=[offer.pk])).status_code == 404
    client.post(reverse("matters:accept_place", args=[offer.pk]))

    assert matter.shown_title in client.get(reverse("matters:my_teams")).content.decode()


def test_a_member_of_the_staff_stays_out_of_what_is_their_own() -> None:
    matter, staff = register_matter(), worker("阿兰")

    client_of(staff).post(reverse("matters:recuse", args=[matter.ref]), {"because": "我叔叔"})

    assert Recusal.objects.get().staff == staff
    assert "阿兰 stays out of this matter" in coordinator().get(reverse("matters:team_panel", args=[matter.ref])).content.decode()


def test_a_leave_is_entered_and_a_refused_one_says_why() -> None:
    staff, colleague = worker("阿兰"), worker("阿强")
    client, address = client_of(staff), reverse("matters:leaves")
    told = {"staff": staff.pk, "since": TODAY.isoformat(), "until": TODAY.isoformat(), "substitute": colleague.pk}

    assert client.post(address, told).status_code == 302
    refused = client.post(address, told)

    assert (refused.status_code, "a leave already" in refused.content.decode()) == (422, True)
    client.post(reverse("matters:end_leave", args=[Leave.objects.get().pk]))
    assert Leave.objects.get().ended_early


def test_a_closed_matter_offers_to_dissolve_its_team() -> None:
    matter = register_matter()
    with_team(matter)
    move(matter, "withdraw", by=SYSTEM, facts={"words": "自己解决了", "way": "当面"})
    client = coordinator()

    assert "Dissolve the team" in client.get(reverse("matters:team_panel", args=[matter.ref])).content.decode()
    client.post(reverse("matters:dissolve_team", args=[matter.ref]), {"because": "已办结"})

    assert not TeamMember.objects.filter(until=None).exists()


def test_a_stranger_finds_none_of_it() -> None:
    matter = register_matter()
    with_team(matter)
    stranger = client_of(make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN))

    for name in ("team", "team_panel"):
        assert stranger.get(reverse(f"matters:{name}", args=[matter.ref])).status_code == 404
    assert client_of(make_staff(Role.GRID_WORKER, TOWN)).get(reverse("matters:team", args=[matter.ref])).status_code == 403
