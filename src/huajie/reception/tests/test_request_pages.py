"""The form, the suggestions beside it, and the receipt."""

import pytest
from django.test import Client
from django.urls import reverse

from huajie.accounts.roles import Role
from huajie.matters.models import Matter
from huajie.people.models import Person
from huajie.people.tests.making import ID_NUMBER, OTHER_VILLAGE, PHONE, id_card, make_staff, register
from huajie.reception.models import Request
from huajie.reception.queries import owed_receipt
from huajie.reception.tests.making import asked, filled_in, recorded

NEW, ALIKE = "/reception/new/", "/reception/new/alike/"


def signed_in(role: Role = Role.WINDOW_CLERK) -> Client:
    client = Client()
    client.force_login(make_staff(role))
    return client


def test_a_simple_request_is_recorded_in_one_step_and_leads_to_its_receipt() -> None:
    client = signed_in()

    response = client.post(NEW, filled_in(), follow=True)

    request = Request.objects.get()
    page = response.content.decode()
    assert request.matter.ref in page
    assert "陈伟" not in page
    assert response.redirect_chain == [(reverse("reception:receipt", args=[request.number]), 302)]


def test_without_script_what_is_known_is_shown_before_anything_is_written() -> None:
    wei = register("陈伟", identifiers=(id_card(),))
    client, typed = signed_in(), filled_in(id_number=ID_NUMBER)

    page = client.post(NEW, typed).content.decode()
    assert not Matter.objects.exists()
    assert f'id="person-{wei.ref}" name="person" value="{wei.ref}" checked' in page

    client.post(NEW, typed | {"seen": wei.ref, "person": wei.ref})
    assert Matter.objects.get().parties.get().person == wei
    assert Person.objects.count() == 1


def test_who_the_others_are_is_chosen_on_the_same_page_and_only_among_those_who_were_shown() -> None:
    wei, stranger = register("陈伟", identifiers=(id_card(),)), register("张三")
    client = signed_in()
    typed = filled_in(name="王五", other_name="赵六", representatives=f"陈伟 {ID_NUMBER} {PHONE}")

    page = client.post(NEW, typed).content.decode()
    assert f'name="beside-representative-1" value="{wei.ref}" checked' in page
    assert not Matter.objects.exists()

    client.post(NEW, typed | {"seen": wei.ref, "beside-representative-1": wei.ref, "beside-other": stranger.ref})
    parties = {party.person.name: party.person for party in Matter.objects.get().parties.all()}
    assert parties["陈伟"] == wei
    assert wei.phones.get().value == PHONE
    assert set(parties) == {"王五", "陈伟", "赵六"}


def test_a_matter_told_again_is_joined_from_the_form() -> None:
    first = recorded()
    wei = Person.objects.get()
    client = signed_in()

    client.post(NEW, filled_in(person=wei.ref, known=first.matter.ref) | {"seen": [wei.ref, first.matter.ref]})

    assert Matter.objects.get().times_told == 2


def test_suggestions_come_by_post_without_whole_numbers() -> None:
    register("陈伟", identifiers=(id_card(),), phones=(PHONE,))
    client = signed_in()

    page = client.post(ALIKE, {"phone": PHONE, "name": "陈"}).content.decode()

    assert "154****0001" in page
    assert PHONE not in page
    assert client.get(ALIKE).status_code == 405


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": " "}, "text"),
        ({"kind": "petition"}, "petition_class"),
        ({"area": OTHER_VILLAGE}, "area"),
        ({"id_number": "440190199112098001"}, "id_number"),
        ({"phone": "12"}, "phone"),
        ({"amount": "很多"}, "amount"),
        ({"told_on": "2999-01-01"}, "told_on"),
        ({"other_id_number": "440190199112098001"}, "other_id_number"),
        ({"representatives": "李四 440190199112098001"}, "representatives"),
        ({"representatives": "甲\n乙\n丙\n丁\n戊\n己"}, "representatives"),
        ({"person": "R99999999"}, "person"),
        ({"known": "HD-1999-000001"}, "known"),
        ({"form_key": "x"}, "form_key"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(typed: dict[str, str], field: str) -> None:
    response = signed_in().post(NEW, filled_in(**typed))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Matter.objects.exists()
    assert not Person.objects.exists()


def test_the_form_is_closed_to_whoever_may_not_record() -> None:
    assert signed_in(Role.UNIT_HEAD).get(NEW).status_code == 403


def test_a_receipt_is_found_by_who_recorded_it_and_by_colleagues_of_the_area_only() -> None:
    request = recorded()
    address = reverse("reception:receipt", args=[request.number])
    stranger = Client()
    stranger.force_login(make_staff(Role.WINDOW_CLERK, OTHER_VILLAGE[:9]))

    assert signed_in(Role.TOWN_COORDINATOR).get(address).status_code == 200
    assert stranger.get(address).status_code == 404


def test_a_receipt_that_was_handed_over_is_owed_no_longer() -> None:
    request = recorded()
    assert owed_receipt(request.matter) is not None

    signed_in().post(reverse("reception:handed_over", args=[request.number]))

    assert owed_receipt(request.matter) is None


def test_the_list_shows_what_the_clerk_recorded() -> None:
    recorded()
    recorded(asked(text="别人记的"), by=make_staff(Role.TOWN_COORDINATOR))

    page = signed_in().get("/reception/").content.decode()

    assert "楼上卫生间漏水" in page
    assert "别人记的" not in page
