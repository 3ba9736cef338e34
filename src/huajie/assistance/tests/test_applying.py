"""Applying: what the form must hold, what goes down to the register, and whom nobody applies for twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from huajie.accounts.roles import Role
from huajie.assistance.advice import told_advice
from huajie.assistance.errors import AlreadyApplied
from huajie.assistance.models import Application, Decision, Way
from huajie.assistance.services.applying import Declared, apply, apply_alone
from huajie.assistance.services.moving import move
from huajie.assistance.tests.making import applied, clerk, family, filled
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.people.models import Fact, FactKind, Person
from huajie.people.tests.making import OTHER_TOWN, OTHER_VILLAGE, VILLAGE, make_staff, register


def test_one_application_holds_several_programmes_and_its_facts_go_down_to_the_register() -> None:
    application = applied("low_income", "medical_aid", cause="因病", account="6222 0000 1111 2222")

    assert application.ref.startswith("HD-A")
    assert [one.programme for one in application.asked.all()] == ["low_income", "medical_aid"]
    incomes = Fact.objects.filter(kind=FactKind.INCOME)
    assert {(fact.value, fact.source) for fact in incomes} == {("40000", f"application:{application.ref}")}
    assert Fact.objects.get(kind=FactKind.BANK_ACCOUNT).value == "6222000011112222"
    assert application.statement.masked.endswith("2222")
    assert application.statement.masked.startswith("*")
    assert Entry.objects.filter(act=Act.AID_MOVED.value, subject=application.ref).count() == 1


def test_the_advice_of_the_rules_is_kept_as_it_stood_and_decides_nothing() -> None:
    asked = applied("low_income").asked.get()

    said = asked.advice["said"]
    assert [(one["person"], one["verdict"]) for one in said] == [("", "DEPENDS")]
    assert said[0]["reasons"]
    assert told_advice(asked, {})[0].said == "Depends"
    assert asked.decision == Decision.NONE


def test_the_household_applies_once_at_a_time_and_again_after_a_withdrawal() -> None:
    household = family()
    first = applied(household=household)
    with pytest.raises(AlreadyApplied) as refused:
        applied("housing_aid", household=household)
    assert refused.value.application == first
    assert first.ref in str(refused.value)

    move(first, "withdraw", by=clerk(), facts={"because": "已找到工作"})
    assert applied(household=household).pk != first.pk


def test_the_same_family_in_another_town_is_found_by_its_people() -> None:
    wei, ming = register("陈伟"), register("陈小明")
    applied(household=family(wei, ming))
    elsewhere = family(wei, ming, area=OTHER_VILLAGE)

    with pytest.raises(AlreadyApplied, match="东湖村"):
        apply(elsewhere, filled(elsewhere, counted_because="已搬到西岭村"), by=clerk(OTHER_TOWN))
    assert Application.objects.count() == 1


def test_whoever_stands_in_two_households_counts_for_a_stated_reason() -> None:
    wei, ming = register("陈伟"), register("陈小明")
    household = family(wei, ming)
    family(ming, area=OTHER_VILLAGE)

    with pytest.raises(Refused, match="another household"):
        applied(household=household)
    assert applied(household=household, counted_because="学生，户口未迁").counted_because == "学生，户口未迁"


def test_what_cannot_be_true_is_refused_and_nothing_is_lost() -> None:
    household, stranger, today = family(), register("李四"), timezone.localdate()
    wei = Person.objects.get(name="陈伟")
    wrong: list[tuple[dict[str, object], str]] = [
        ({"members": (Declared(wei, income_fen_per_month=-1),)}, "below zero"),
        ({"members": (Declared(wei, income_fen_per_month=100_000_000),)}, "million"),
        ({"members": (Declared(wei), Declared(wei))}, "twice"),
        ({"members": (Declared(wei), Declared(stranger))}, "Only members"),
        ({"applicant": stranger}, "applicant is one"),
        ({"members": ()}, "Nobody is known"),
        ({"programmes": ()}, "at least one"),
        ({"programmes": ("urgent_relief",)}, "at least one"),
        ({"programmes": ("disability_care",)}, "for which members"),
        ({"received_on": today + timedelta(days=1)}, "not come"),
        ({"way": Way.COMMITTEE}, "over their head"),
    ]
    for told, words in wrong:
        with pytest.raises(Refused, match=words):
            apply(household, filled(household, **told), by=clerk())
    Person.objects.filter(pk=wei.pk).update(birth_date=today + timedelta(days=1))
    with pytest.raises(Refused, match="born"):
        applied(household=household)
    assert not Application.objects.exists()
    assert not Fact.objects.exists()


def test_a_household_without_members_is_told_what_to_do_first() -> None:
    household = family()
    household.memberships.all().delete()
    with pytest.raises(Refused, match="Enter first"):
        apply(household, filled(household, applicant=register("李四")), by=clerk())


def test_hukou_is_not_asked_for_and_whoever_lives_alone_gets_a_household() -> None:
    lan = register("黄小兰", VILLAGE)

    application = apply_alone(lan, filled(family(lan), applicant=lan, counted_because="独居"), by=clerk())

    assert application.household.head == lan
    assert [member.person for member in application.members.all()] == [lan]


def test_an_adviser_and_a_community_worker_help_and_a_mediator_does_not() -> None:
    household = family()
    with pytest.raises(NotPermitted):
        apply(household, filled(household), by=make_staff(Role.MEDIATOR, VILLAGE))
    adviser = make_staff(Role.ASSISTANCE_ADVISER, VILLAGE)
    told = filled(household, way=Way.HELPER, mandate="陈伟 4 月 16 日请顾问代交")
    assert apply(household, told, by=adviser).helper == adviser
