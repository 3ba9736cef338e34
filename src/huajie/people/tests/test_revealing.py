"""Revealing a masked value for a stated purpose."""

import pytest

from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.people.models import Fact, FactKind, Identifier, Phone
from huajie.people.newcomers import NewFact, NewHousehold
from huajie.people.services.registering import record_facts, register_households
from huajie.people.services.revealing import PurposeMissing, Revealable, reveal
from huajie.people.tests.making import ID_NUMBER, OTHER_TOWN, PHONE, VILLAGE, id_card, make_areas, make_staff, register, scope_in


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_a_value_is_shown_and_the_record_keeps_the_purpose_but_not_the_value() -> None:
    person = register(identifiers=(id_card(),), phones=(PHONE,))
    staff = make_staff()

    shown = reveal(scope_in(), staff, Revealable.IDENTIFIER, person.identifiers.get().pk, "核对 低保申请")

    assert shown == ID_NUMBER
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.subject, entry.purpose) == (
        Act.VALUE_REVEALED.value,
        staff.audit_name,
        person.ref,
        "核对 低保申请",
    )
    assert ID_NUMBER not in str(entry.__dict__)


@pytest.mark.parametrize("purpose", ["", "   ", "核对", "a b"])
def test_without_a_purpose_nothing_is_shown_and_nothing_recorded(purpose: str) -> None:
    phone = register(phones=(PHONE,)).phones.get()

    with pytest.raises(PurposeMissing):
        reveal(scope_in(), make_staff(), Revealable.PHONE, phone.pk, purpose)
    assert not Entry.objects.exists()


def test_values_out_of_scope_do_not_exist() -> None:
    person = register(phones=(PHONE,), identifiers=(id_card(),))

    with pytest.raises(Phone.DoesNotExist):
        reveal(scope_in(OTHER_TOWN), make_staff(), Revealable.PHONE, person.phones.get().pk, "回访住户")
    with pytest.raises(Identifier.DoesNotExist):
        reveal(scope_in(role=Role.SUPERVISOR), make_staff(), Revealable.IDENTIFIER, person.identifiers.get().pk, "回访住户")


def test_facts_of_people_and_of_households_are_revealed_alike() -> None:
    person = register()
    [household] = register_households([NewHousehold(VILLAGE, "row:1")])
    record_facts(
        [
            NewFact(FactKind.HEALTH, "尿毒症", "row:1", person_id=person.pk),
            NewFact(FactKind.HEALTH, "肾病", "row:1", household_id=household.pk),
        ]
    )

    shown = [
        reveal(scope_in(), make_staff(area_code=area), Revealable.FACT, fact.pk, "核对救助申请")
        for area, fact in zip((VILLAGE, OTHER_TOWN), Fact.objects.order_by("pk"), strict=True)
    ]

    assert shown == ["尿毒症", "肾病"]
    assert list(Entry.objects.values_list("subject", flat=True)) == [person.ref, household.ref]
