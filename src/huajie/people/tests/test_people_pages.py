"""The pages of people and households: who gets which, what they show, and how many queries they take."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.people.models import FactKind, Person
from huajie.people.newcomers import NewFact, NewHousehold, NewMember
from huajie.people.services.merging import merge_people
from huajie.people.services.registering import record_facts, register_households, register_people
from huajie.people.tests.making import (
    DISTRICT,
    ID_NUMBER,
    OTHER_ID_NUMBER,
    OTHER_PHONE,
    OTHER_TOWN,
    OTHER_VILLAGE,
    PHONE,
    TOWN,
    VILLAGE,
    id_card,
    make_areas,
    make_staff,
    mention,
    register,
)


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def signed_in(role: Role = Role.TOWN_COORDINATOR, area: str = TOWN) -> Client:
    client = Client()
    client.force_login(make_staff(role, area))
    return client


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_the_people_of_the_own_town_by_pinyin_with_masked_numbers() -> None:
    register("王五", phones=(PHONE,), identifiers=(id_card(),))
    register("陈伟")
    register("李娟", OTHER_VILLAGE)

    page = shown(signed_in(), reverse("people:index"))

    assert page.index("陈伟") < page.index("王五")
    assert "4401**********800X" in page
    assert PHONE not in page
    assert "李娟" not in page


def test_a_name_is_searched_by_characters_or_pinyin() -> None:
    register("陈伟")
    register("李娟")

    for words in ("陈", "chenwei"):
        page = signed_in().post(reverse("people:index"), {"words": words}, follow=True).content.decode()
        assert (">陈伟</a>" in page, ">李娟</a>" in page) == (True, False)


def test_a_number_held_by_two_shows_both_to_choose_from() -> None:
    register("陈伟", phones=(PHONE,))
    register("李娟", phones=(PHONE,))

    page = signed_in().post(reverse("people:index"), {"words": PHONE}).content.decode()

    assert ">陈伟</a>" in page
    assert ">李娟</a>" in page
    assert PHONE not in page


def test_lists_take_the_same_queries_for_one_and_for_fifty(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    people = register_people([mention(f"陈{number}", phones=(f"154{number:08d}",)) for number in range(50)])
    register_households([NewHousehold(VILLAGE, "row:1", head_id=one.pk, members=(NewMember(one.pk),)) for one in people])
    client = signed_in()

    for address, most in (("people:index", 11), ("people:households", 8)):
        with django_assert_max_num_queries(most):
            shown(client, reverse(address))


def test_a_persons_page_shows_what_is_known_and_hides_health(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    person = register("陈伟", phones=(PHONE,), identifiers=(id_card(),), addresses=(("东湖村8号", VILLAGE),))
    facts = ((FactKind.HEALTH, "尿毒症"), (FactKind.HOUSING, "租住"), (FactKind.HOUSING, "自建房"), (FactKind.INCOME, "112000"))
    record_facts([NewFact(kind, value, "row:1", person_id=person.pk) for kind, value in facts])
    client = signed_in()

    with django_assert_max_num_queries(14):
        page = shown(client, reverse("people:person", args=[person.ref]))

    for words in ("东湖村8号", "租住", "自建房", "Statements differ", "1,120", "154****0001", "list row no. 1"):
        assert words in page
    for hidden in ("尿毒症", PHONE, ID_NUMBER):
        assert hidden not in page


def test_people_out_of_scope_are_not_found_and_merged_ones_lead_on() -> None:
    kept, absorbed = register("陈天福"), register("陈添福")
    merge_people(kept, absorbed, by=SYSTEM, because="same phone")

    assert signed_in(area=OTHER_TOWN).get(reverse("people:person", args=[kept.ref])).status_code == 404
    assert signed_in(Role.SUPERVISOR).get(reverse("people:person", args=[kept.ref])).status_code == 403
    assert signed_in().get(reverse("people:person", args=[absorbed.ref])).headers["Location"] == reverse("people:person", args=[kept.ref])
    assert "陈添福" in shown(signed_in(), reverse("people:person", args=[kept.ref]))


class TestRevealing:
    """A value is asked for, then shown once."""

    def test_the_question_comes_first_and_the_value_after_the_purpose(self) -> None:
        person = register("陈伟", phones=(PHONE,))
        address, client = reverse("people:reveal", args=["phone", person.phones.get().pk]), signed_in()

        asked = client.get(address, headers={"HX-Request": "true"})
        refused = client.post(address, {"purpose": "看"}, headers={"HX-Request": "true"})
        answered = client.post(address, {"purpose": "回访住户"}, headers={"HX-Request": "true"})

        assert [PHONE in answer.content.decode() for answer in (asked, refused, answered)] == [False, False, True]
        assert answered.headers["Cache-Control"] == "no-store"
        assert list(Entry.objects.values_list("act", "subject", "purpose")) == [(Act.VALUE_REVEALED.value, person.ref, "回访住户")]

    def test_without_script_it_is_a_page(self) -> None:
        address = reverse("people:reveal", args=["phone", register("陈伟", phones=(PHONE,)).phones.get().pk])

        assert "<html" in shown(signed_in(), address)
        assert PHONE in signed_in().post(address, {"purpose": "回访住户"}).content.decode()

    @pytest.mark.parametrize("kind", ["fact", "name", "identifier"])
    def test_what_is_not_there_is_not_found(self, kind: str) -> None:
        assert signed_in().get(reverse("people:reveal", args=[kind, 999])).status_code == 404

    def test_others_do_not_find_it(self) -> None:
        address = reverse("people:reveal", args=["phone", register("陈伟", phones=(PHONE,)).phones.get().pk])

        assert signed_in(area=OTHER_TOWN).post(address, {"purpose": "回访住户"}).status_code == 404
        assert signed_in(Role.SUPERVISOR).post(address, {"purpose": "回访住户"}).status_code == 403


class TestCorrecting:
    """Staff put right what a list had wrong."""

    def test_a_correction_is_shown_with_its_source(self) -> None:
        person, client = register("陈添福", phones=(PHONE,)), signed_in()

        response = client.post(reverse("people:correct", args=[person.ref]), {"name": "陈 天福", "phones": "154-0000-0002"}, follow=True)

        page = response.content.decode()
        assert ">陈天福</h1>" in page.replace("\n", "")
        assert person.phones.filter(value_index=person.phones.latest("pk").value_index).get().value == OTHER_PHONE

    def test_a_wrong_phone_is_explained_and_changes_nothing(self) -> None:
        person = register("陈伟")

        response = signed_in().post(reverse("people:correct", args=[person.ref]), {"phones": "123"})

        assert response.status_code == 422
        assert "11 digits" in response.content.decode()
        assert not person.phones.exists()

    def test_a_fact_in_yuan_is_kept_in_fen(self) -> None:
        person = register("陈伟")
        told = {"kind": FactKind.INCOME.value, "value": "1,120.50", "observed_on": "2021-04-20"}

        signed_in().post(reverse("people:add_fact", args=[person.ref]), told)

        assert person.facts.get().value == "112050"

    @pytest.mark.parametrize("amount", ["-20", "1e3000", "nan", "1.005", "很少"])
    def test_an_amount_that_makes_no_sense_is_refused(self, amount: str) -> None:
        person = register("陈伟")
        told = {"kind": FactKind.INCOME.value, "value": amount, "observed_on": "2021-04-20"}

        assert signed_in().post(reverse("people:add_fact", args=[person.ref]), told).status_code == 422
        assert not person.facts.exists()

    def test_an_id_number_and_the_sex_are_corrected_beside_what_was_read(self) -> None:
        person, client = register("陈伟", identifiers=(id_card(OTHER_ID_NUMBER),), sex="male"), signed_in()
        address = reverse("people:correct", args=[person.ref])

        wrong = client.post(address, {"id_number": "440190199112098001"})
        client.post(address, {"id_number": ID_NUMBER.lower(), "sex": "female"})

        person.refresh_from_db()
        assert (wrong.status_code, "digit by digit" in wrong.content.decode()) == (422, True)
        assert (person.sex, person.birth_date) == ("female", date(1991, 12, 9))
        assert [(held.value, held.source) for held in person.identifiers.order_by("pk")] == [
            (OTHER_ID_NUMBER, "row:1"),
            (ID_NUMBER, make_staff().audit_name),
        ]

    def test_a_fact_from_tomorrow_is_refused(self) -> None:
        person = register("陈伟")
        told = {"kind": FactKind.HOUSING.value, "value": "租住", "observed_on": timezone.localdate() + timedelta(days=1)}

        assert signed_in().post(reverse("people:add_fact", args=[person.ref]), told).status_code == 422

    def test_whoever_may_not_edit_cannot(self) -> None:
        address = reverse("people:correct", args=[register("陈伟").ref])

        assert signed_in(Role.GRID_WORKER).post(address, {"name": "陈维"}).status_code == 403
        assert signed_in(area=OTHER_TOWN).post(address, {"name": "陈维"}).status_code == 404


def test_a_merge_is_undone_after_a_page_that_says_what_stays() -> None:
    kept, absorbed = register("陈天福"), register("陈添福")
    merge = merge_people(kept, absorbed, by=SYSTEM, because="same phone")
    record_facts([NewFact(FactKind.HOUSING, "租住", "row:9", person_id=kept.pk)])
    address = reverse("people:undo_merge", args=[merge.pk])

    assert "Housing" in shown(signed_in(), address)
    assert signed_in(area=OTHER_TOWN).post(address).status_code == 404
    assert signed_in().post(address).headers["Location"] == reverse("people:person", args=[absorbed.ref])
    assert not Person.objects.get(pk=absorbed.pk).is_merged


def test_a_household_shows_its_members_and_takes_facts() -> None:
    chen, li = register("陈伟"), register("李娟")
    [home] = register_households(
        [NewHousehold(VILLAGE, "row:1", "东湖村8号", chen.pk, (NewMember(chen.pk, "户主"), NewMember(li.pk, "配偶")))]
    )
    told = {"kind": FactKind.HOUSING.value, "value": "危房", "observed_on": "2021-04-20"}

    signed_in().post(reverse("people:add_household_fact", args=[home.ref]), told)

    page = shown(signed_in(), reverse("people:household", args=[home.ref]))
    for words in ("陈伟", "李娟", "配偶", "东湖村8号", "危房"):
        assert words in page
    assert signed_in(area=OTHER_TOWN).get(reverse("people:household", args=[home.ref])).status_code == 404
    assert home.ref in shown(signed_in(), reverse("people:households"))


def test_a_households_fact_that_makes_no_sense_is_shown_beside_what_was_typed() -> None:
    [home] = register_households([NewHousehold(VILLAGE, "row:1", "东湖村8号")])
    told = {"kind": FactKind.INCOME.value, "value": "很少", "observed_on": "2021-04-20"}

    response = signed_in().post(reverse("people:add_household_fact", args=[home.ref]), told)

    assert response.status_code == 422
    assert "yuan, for example 1120" in response.content.decode()


def test_the_export_is_complete_masked_and_on_record() -> None:
    register("陈伟", phones=(PHONE,), addresses=(("东湖村8号", VILLAGE),))
    register("李娟", OTHER_VILLAGE)

    response = signed_in(area=DISTRICT).post(reverse("people:export"))

    sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert [row[1] for row in rows[1:]] == ["陈伟", "李娟"]
    assert rows[1][5:9] == ["154****0001", "东镇", "东湖村", "东湖村8号"]
    assert PHONE not in str(rows)
    assert Entry.objects.get(act=Act.PEOPLE_EXPORTED.value).detail == {"rows": 2, "area": "", "by_words": False}
