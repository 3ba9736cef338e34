"""What a clerk is shown while typing: people and matters that the register knows, never what is withheld or lies elsewhere."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.scope import NO_SCOPE, scope_of
from huajie.audit.services import SYSTEM
from huajie.intake.views.evidence import WORDS
from huajie.linkage.reasons import Reason
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import register_matter
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.services.registering import register_households
from huajie.people.tests.making import ID_NUMBER, OTHER_VILLAGE, PHONE, VILLAGE, id_card, register
from huajie.reception.alike import Alike, alike_to, certain_person
from huajie.reception.asked import Asked, Named
from huajie.reception.tests.making import asked, recorded, window_clerk


def shown(what: Asked, person: object = None) -> Alike:
    return alike_to(scope_of(window_clerk()), what, person)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("teller", "reason"),
    [
        (Named(identifier=id_card()), Reason.ID_NUMBER_EQUAL),
        (Named(name="陈伟", phones=(PHONE,)), Reason.PHONE_EQUAL),
        (Named(name="陈伟"), Reason.SAME_VILLAGE),
        (Named(name="陈炜", phones=(PHONE,)), Reason.NAME_HOMOPHONE),
        (Named(name="陈伟", birth_date=date(1991, 12, 9)), Reason.BIRTH_DATE_EQUAL),
    ],
)
def test_a_known_person_is_found_by_any_of_these(teller: Named, reason: Reason) -> None:
    wei = register("陈伟", identifiers=(id_card(),), phones=(PHONE,))

    (found,) = shown(asked(text="", teller=teller)).people

    assert found.ref == wei.ref
    assert WORDS[reason] in found.grounds
    assert found.is_certain == (reason is Reason.ID_NUMBER_EQUAL)
    assert ID_NUMBER not in found.line.identifiers


def test_two_different_id_numbers_are_two_people() -> None:
    register("陈伟", identifiers=(id_card(),))

    assert shown(asked(text="", teller=Named(name="陈伟", identifier=id_card("440190198001011238")))).people == ()


def test_the_same_matter_comes_first_and_other_matters_of_the_person_follow() -> None:
    wei = register("陈伟", phones=(PHONE,))
    other = register_matter(wei, text="孩子上学没有学位")
    leak = register_matter(wei, text="楼上卫生间漏水没有修好")

    found = shown(asked(teller=Named(name="陈伟", phones=(PHONE,)))).matters

    assert [one.ref for one in found] == [leak.ref, other.ref]
    assert WORDS[Reason.TEXT_ALIKE] in found[0].grounds


def test_matters_of_the_household_are_shown() -> None:
    wei, lan = register("陈伟"), register("黄兰", phones=(PHONE,))
    members = (NewMember(wei.pk), NewMember(lan.pk))
    register_households([NewHousehold(VILLAGE, "row:1", "东湖村1号", wei.pk, members)])
    told = recorded(asked(text="家里没有收入", is_for_household=True), person=wei).matter

    found = shown(asked(text="丈夫生病", teller=Named(name="黄兰", phones=(PHONE,))))

    assert [one.ref for one in found.matters] == [told.ref]


def test_what_is_withheld_or_lies_in_another_town_is_not_shown() -> None:
    wei = register("陈伟", source="row:2", phones=(PHONE,))  # known otherwise, too
    withhold(register_matter(wei), [], by=SYSTEM, because="检举")
    register("陈伟", OTHER_VILLAGE, phones=(PHONE,))

    found = shown(asked(teller=Named(name="陈伟", phones=(PHONE,))))

    assert [one.ref for one in found.people] == [wei.ref]
    assert found.matters == ()
    assert WORDS[Reason.TOLD_SAME_RARE] not in found.people[0].grounds


def test_the_same_words_of_someone_without_a_name_are_shown() -> None:
    told = register_matter()

    assert [one.ref for one in shown(asked(teller=Named())).matters] == [told.ref]


def test_the_other_party_and_representatives_are_found_the_same_way_each_at_their_place() -> None:
    wei, li = register("陈伟", identifiers=(id_card(),)), register("李四", phones=(PHONE,))

    beside = (Named(name="赵六"), Named(name="李四", phones=(PHONE,)))
    what = asked("吴七", other=Named(name="陈伟", identifier=id_card()), representatives=beside)
    found = shown(what)

    assert [(one.place, one.people[0].ref, one.people[0].is_certain) for one in found.beside] == [
        ("other", wei.ref, True),
        ("representative-2", li.ref, False),
    ]
    assert {wei.ref, li.ref} <= found.refs
    assert shown(asked("吴七", kind="petition", petition_class="report", other=Named(name="陈伟", identifier=id_card()))).beside == ()


def test_nobody_is_certain_without_a_number(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    register("陈伟", phones=(PHONE,))
    with django_assert_num_queries(0):
        assert certain_person(NO_SCOPE, Named(name="陈伟", phones=(PHONE,)), VILLAGE) is None
