"""The pages of matters: who gets which, what they show, and how many queries they take."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.matters.models import Kind
from huajie.matters.services.merging import merge_matters
from huajie.matters.services.moving import move
from huajie.matters.services.registering import register_matters
from huajie.matters.tests.making import APRIL, MAY, new_matter, register_matter, telling
from huajie.people.tests.making import (
    DISTRICT,
    ID_NUMBER,
    OTHER_TOWN,
    OTHER_VILLAGE,
    PHONE,
    VILLAGE,
    id_card,
    make_areas,
    make_staff,
    register,
)


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def signed_in(role: Role = Role.TOWN_COORDINATOR, area: str = "440190101") -> Client:
    client = Client()
    client.force_login(make_staff(role, area))
    return client


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_the_matters_of_the_own_town() -> None:
    register_matter(register("陈伟"), text="楼上漏水")
    register_matter(text="噪音扰民", area_code=OTHER_VILLAGE)

    page = shown(signed_in(), reverse("matters:index"))

    assert "楼上漏水" in page
    assert "陈伟" in page
    assert "噪音扰民" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=hardship", ["学费"]),
        ("category=房屋", ["楼上漏水"]),
        (f"area={VILLAGE}", ["楼上漏水", "学费"]),
        ("channel=ledger", ["楼上漏水", "学费", "噪音"]),
        ("channel=hotline", []),
        ("since=2021-05-01", ["学费"]),
        ("until=2021-04-30", ["楼上漏水", "噪音"]),
        ("words=漏水", ["楼上漏水"]),
        ("words=学", ["学费"]),
        ("kind=nonsense&since=never&area=x", ["楼上漏水", "学费", "噪音"]),
    ],
)
def test_filters_narrow_and_nonsense_narrows_nothing(query: str, found: list[str]) -> None:
    register_matter(text="楼上漏水", category="房屋")
    register_matter(text="学费", told_on=MAY, kind=Kind.HARDSHIP)
    register_matter(text="噪音", area_code=OTHER_VILLAGE)

    page = shown(signed_in(area=DISTRICT), f"{reverse('matters:index')}?{query}")

    assert [text for text in ("楼上漏水", "学费", "噪音") if f">{text}</a>" in page] == found


def test_pages_follow_each_other_oldest_first() -> None:
    register_matters([new_matter(text=f"第{number:03}件", told_on=APRIL) for number in range(51)])
    client = signed_in()

    first = client.get(reverse("matters:index"), {"sort": "oldest"})
    second = client.get(reverse("matters:index"), {"sort": "oldest", "after": first.context["page"].next_cursor})

    titles = [line.matter.title for answer in (first, second) for line in answer.context["lines"]]
    assert titles == [f"第{number:03}件" for number in range(51)]


def test_the_list_takes_the_same_queries_for_one_matter_and_for_fifty(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    chen = register("陈伟")
    register_matters([new_matter(chen, text=f"第{number}件") for number in range(50)])
    client = signed_in()
    shown(client, reverse("matters:index"))  # the commonest categories are remembered from here on

    with django_assert_max_num_queries(11):
        shown(client, reverse("matters:index"))


def test_a_matters_page_answers_with_what_the_list_says_and_honestly_with_nothing() -> None:
    said = telling(leader="刘副镇长", unit_lead="住建办", deadline="2021-05-30", progress="已化解")
    matter = register_matter(register("陈伟", identifiers=(id_card(),), phones=(PHONE,)), register("李娟"), telling=said)

    page = shown(signed_in(), reverse("matters:matter", args=[matter.ref]))

    for words in (
        "刘副镇长",
        "住建办",
        "30 May 2021",
        "已化解",
        "Decide whether it is accepted",
        "Registered",
        "陈伟",
        "李娟",
        "4401**********800X",
        "154****0001",
    ):
        assert words in page
    assert ID_NUMBER not in page
    assert PHONE not in page


def test_a_matters_page_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    matter = register_matter(*[register(name, phones=(PHONE,)) for name in ("陈一", "陈二", "陈三")])
    client = signed_in()

    with django_assert_max_num_queries(25):
        shown(client, reverse("matters:matter", args=[matter.ref]))


def test_a_matter_out_of_scope_is_not_found_and_a_merged_one_leads_on() -> None:
    kept, absorbed = register_matter(), register_matter()
    merge_matters(kept, absorbed, by=SYSTEM, because="same people")

    assert signed_in(area=OTHER_TOWN).get(reverse("matters:matter", args=[kept.ref])).status_code == 404
    response = signed_in().get(reverse("matters:matter", args=[absorbed.ref]))
    assert response.headers["Location"] == reverse("matters:matter", args=[kept.ref])


def test_a_supervisor_sees_the_matter_but_no_number_of_anyone() -> None:
    matter = register_matter(register("陈伟", phones=(PHONE,)))

    page = shown(signed_in(Role.SUPERVISOR), reverse("matters:matter", args=[matter.ref]))

    assert "陈伟" in page
    assert "154****" not in page


def test_a_party_who_lives_elsewhere_is_seen_and_reached_on_the_matter_but_has_no_page_here() -> None:
    chen = register("陈伟", OTHER_VILLAGE, identifiers=(id_card(),), phones=(PHONE,))
    matter, client = register_matter(chen, register("李娟")), signed_in()
    address = reverse("matters:reveal", args=[matter.ref, "identifier", chen.identifiers.get().pk])

    page = shown(client, reverse("matters:matter", args=[matter.ref]))
    revealed = client.post(address, {"purpose": "联系当事人调解"}, headers={"hx-request": "true"})

    assert ("陈伟" in page, ID_NUMBER in page, address in page) == (True, False, True)
    assert reverse("people:person", args=[chen.ref]) not in page
    assert ID_NUMBER in revealed.content.decode()
    entry = Entry.objects.get(act=Act.VALUE_REVEALED.value)
    assert (entry.subject, entry.detail["matter"]) == (chen.ref, matter.ref)


@pytest.mark.parametrize("kind", ["identifier", "phone", "fact", "nonsense"])
def test_a_number_of_somebody_who_is_no_party_is_not_found_on_a_matter(kind: str) -> None:
    stranger = register("王五", OTHER_VILLAGE, identifiers=(id_card(),), phones=(PHONE,))
    matter = register_matter(register("李娟"))

    for key in {stranger.identifiers.get().pk, stranger.phones.get().pk}:
        assert signed_in().get(reverse("matters:reveal", args=[matter.ref, kind, key])).status_code == 404


def test_a_merge_is_undone_after_a_page_that_says_what_will_happen() -> None:
    kept, absorbed = register_matter(), register_matter(text="天花板滴水")
    merge = merge_matters(kept, absorbed, by=SYSTEM, because="same people")
    address = reverse("matters:undo_merge", args=[kept.ref, merge.pk])

    assert absorbed.ref in shown(signed_in(), address)
    response = signed_in().post(address)

    assert response.headers["Location"] == reverse("matters:matter", args=[absorbed.ref])
    absorbed.refresh_from_db()
    assert not absorbed.is_merged
    assert signed_in(area=OTHER_TOWN).get(address).status_code == 404
    assert signed_in(Role.GRID_WORKER).get(address).status_code == 403


def test_the_export_holds_what_the_list_shows_and_is_on_record() -> None:
    register_matter(register("陈伟"), text='=HYPERLINK("http://x.example")', told_on=MAY)
    register_matter(text="噪音")

    response = signed_in().post(reverse("matters:export"), {"since": "2021-05-01"})

    sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
    assert sheet.max_row == 2
    assert (sheet.cell(2, 5).value, sheet.cell(2, 5).data_type) == ('=HYPERLINK("http://x.example")', "s")
    assert sheet.cell(2, 10).value == "陈伟"
    entry = Entry.objects.get(act=Act.REGISTER_EXPORTED.value)
    assert entry.detail == {"rows": 1, "filters": {"since": "2021-05-01"}, "by_words": False}


def test_whoever_may_not_export_is_refused() -> None:
    assert signed_in(Role.GRID_WORKER).post(reverse("matters:export")).status_code == 403


def test_the_panel_of_matters_is_for_those_who_see_the_person() -> None:
    person = register("陈伟")
    address = reverse("matters:of_person", args=[person.ref])

    assert "No matter" in shown(signed_in(), address)
    assert signed_in(area=OTHER_TOWN).get(address).status_code == 404


class TestSearch:
    """One search for everything."""

    def test_a_reference_opens_its_page(self) -> None:
        person = register("陈伟")
        matter = register_matter(person)

        for typed, address in ((matter.ref.lower(), "matters:matter"), (person.ref, "people:person")):
            response = signed_in().post(reverse("matters:search"), {"q": typed})
            assert response.headers["Location"] == reverse(address, args=[typed.upper()])

    @pytest.mark.parametrize("typed", [ID_NUMBER, PHONE, "154 0000 0001"])
    @pytest.mark.parametrize("form", ["matters:search", "people:index", "matters:index"])
    def test_a_number_opens_its_holder_and_never_stands_in_an_address(self, typed: str, form: str) -> None:
        person = register("陈伟", identifiers=(id_card(),), phones=(PHONE,))

        response = signed_in().post(reverse(form), {"q": typed, "words": typed})

        assert response.headers["Location"] == reverse("people:person", args=[person.ref])

    def test_a_number_in_an_address_is_not_answered(self) -> None:
        response = signed_in().get(reverse("matters:search"), {"q": PHONE})

        assert response.headers["Location"] == reverse("matters:search")

    def test_a_number_that_nobody_has_is_not_repeated(self) -> None:
        response = signed_in().post(reverse("matters:search"), {"q": PHONE})

        assert response.status_code == 200
        assert PHONE not in response.content.decode()

    def test_words_find_matters_and_people_within_scope(self) -> None:
        register_matter(register("陈伟"), text="楼上漏水")

        for words in ("陈伟", "漏水"):
            response = signed_in().post(reverse("matters:search"), {"q": words}, follow=True)
            assert "楼上漏水" in response.content.decode()
        assert "楼上漏水" not in signed_in(area=OTHER_TOWN).post(reverse("matters:search"), {"q": "漏水"}, follow=True).content.decode()


@pytest.mark.parametrize("panel", ["units", "closing", "notices_of", "work"])
def test_a_panel_that_has_nothing_to_say_says_so_in_one_line(panel: str) -> None:
    matter, client = register_matter(), signed_in()
    matter.notices.all().delete()

    page = client.get(reverse(f"matters:{panel}", args=[matter.ref])).content.decode()

    assert "panel-none" in page
    assert "card-header" not in page


def test_deadlines_that_ended_are_folded_beneath_those_that_run() -> None:
    matter, client = register_matter(), signed_in()
    page = reverse("matters:deadlines", args=[matter.ref])
    assert "<details" not in client.get(page).content.decode()

    move(matter, "accept", by=make_staff(Role.TOWN_COORDINATOR, VILLAGE[:9]))

    running, _, ended = client.get(page).content.decode().partition("<details")
    assert "left" in running
    assert "1 ended" in ended
    assert "in time" in ended
