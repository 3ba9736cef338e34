"""What a request becomes: people, a household, a matter or one more telling, and one entry in the record."""

import uuid

import pytest

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted
from huajie.matters.models import Channel, Kind, Matter, Party, PartyRole, PetitionClass, Telling
from huajie.matters.queries import matters_list
from huajie.people.dossier import person_dossier
from huajie.people.models import Membership, Person
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.services.registering import register_households
from huajie.people.tests.making import OTHER_VILLAGE, PHONE, VILLAGE, make_staff, register
from huajie.reception.asked import Named
from huajie.reception.models import Request
from huajie.reception.services.recording import record_request
from huajie.reception.tests.making import LEAK, asked, recorded, window_clerk


def test_a_request_opens_a_matter_with_one_entry_in_the_record() -> None:
    request = recorded(asked(channel=Channel.LETTER, amount_fen=120_000))

    matter = request.matter
    assert (matter.title, matter.summary, matter.amount_fen) == ("楼上卫生间漏水", LEAK, 120_000)
    assert [(telling.channel, telling.source) for telling in matter.tellings.all()] == [("letter", request.source)]
    assert [party.person.name for party in matter.parties.all()] == ["陈伟"]
    entry = Entry.objects.get()
    assert (entry.act, entry.subject, entry.detail) == (
        Act.MATTER_OPENED.value,
        matter.ref,
        {"kind": "dispute", "channel": "letter"},
    )


def test_a_matter_told_again_gains_a_telling_and_no_second_matter_is_opened() -> None:
    first = recorded()

    again = recorded(asked(text="还是漏水"), person=Person.objects.get(), known=first.matter)

    assert Matter.objects.get().times_told == 2
    assert Person.objects.count() == 1
    assert again.told_again
    assert again.code != first.code
    assert Entry.objects.latest("number").act == Act.MATTER_TOLD_AGAIN.value


def test_a_known_person_gains_what_they_say_now() -> None:
    person = register("陈伟")

    recorded(asked(teller=Named(name="陈伟", phones=(PHONE,))), person=person)

    assert [phone.value for phone in person.phones.all()] == [PHONE]


def test_nobody_is_registered_for_an_anonymous_request() -> None:
    request = recorded(asked(teller=Named()))

    assert not Person.objects.exists()
    assert not request.matter.parties.exists()


def test_the_household_is_the_one_they_live_in_or_a_new_one() -> None:
    wei = register("陈伟")
    (home,) = register_households([NewHousehold(VILLAGE, "row:1", "东湖村1号", wei.pk, (NewMember(wei.pk),))])

    known = recorded(asked(is_for_household=True), person=wei)
    new = recorded(asked("李四", is_for_household=True))

    assert known.matter.parties.get().household == home
    assert new.matter.parties.get().household.memberships.get().person.name == "李四"  # type: ignore[union-attr]
    assert Membership.objects.count() == 2


def test_those_on_the_other_side_are_parties_and_bodies_are_noted() -> None:
    person = recorded(asked(other=Named(name="赵六")))
    body = recorded(asked(other=Named(name="东湖物业公司")))

    assert [party.person.name for party in person.matter.parties.filter(role=PartyRole.OTHER_PARTY)] == ["赵六"]
    assert Telling.objects.get(matter=body.matter).noted == {"other_organisation": "东湖物业公司"}
    assert not body.matter.parties.filter(role=PartyRole.OTHER_PARTY).exists()


def test_representatives_of_a_group_are_concerned() -> None:
    request = recorded(asked(representatives=(Named(name="李四"), Named(name="王五")), people_came=12))

    assert [party.person.name for party in Party.objects.order_by("pk")] == ["陈伟", "李四", "王五"]
    assert request.people_came == 12


def test_further_people_whom_the_register_knows_are_not_registered_again() -> None:
    wei, li = register("陈伟"), register("李四")
    group = (Named(name="李四", phones=(PHONE,)), Named(name="李四"), Named(name="赵六"))
    told = asked("王五", other=Named(name="陈伟"), representatives=group)

    request = recorded(told, beside={"other": wei, "representative-1": li, "representative-2": li})

    parties = [(party.person.name, party.role) for party in request.matter.parties.order_by("pk")]
    assert parties == [("王五", "subject"), ("李四", "subject"), ("赵六", "subject"), ("陈伟", "other_party")]
    assert Person.objects.count() == 4
    assert li.phones.get().value == PHONE


def test_a_report_of_misconduct_is_hidden_at_once_from_the_clerk_and_from_those_reported() -> None:
    committee = Unit.objects.create(code="lake", name="东湖村委会", kind=UnitKind.VILLAGE_COMMITTEE, area_id=VILLAGE)
    clerk = window_clerk()

    request = recorded(asked(kind=Kind.PETITION, petition_class=PetitionClass.REPORT, other=Named(name="东湖村委会")), by=clerk)

    assert list(request.matter.withholding.units.all()) == [committee]
    assert not matters_list(scope_of(clerk)).exists()


def test_whoever_is_reported_becomes_no_resident_and_a_colleague_of_that_name_does_not_see_it() -> None:
    colleague = make_staff(Role.DISTRICT_COORDINATOR, VILLAGE[:6])

    request = recorded(asked(kind=Kind.PETITION, petition_class=PetitionClass.REPORT, other=Named(name=colleague.display_name)))

    assert [person.name for person in Person.objects.all()] == ["陈伟"]
    assert request.matter.tellings.get().noted == {"reported": colleague.display_name}
    assert colleague in request.matter.withholding.people.all()
    assert not matters_list(scope_of(colleague)).exists()


def test_where_a_person_was_read_does_not_pair_them_with_others_of_the_request() -> None:
    request = recorded()

    source = person_dossier(request.matter.parties.get().person).names[0].source

    assert (str(request.number) in str(source.label), source.url) == (False, "")


def test_the_same_form_sent_twice_is_one_request() -> None:
    clerk, key = window_clerk(), uuid.uuid4()

    first = record_request(asked(), by=clerk, form_key=key)

    assert record_request(asked(), by=clerk, form_key=key) == first
    assert Request.objects.count() == 1


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.CIVIL_AFFAIRS_APPROVER])
def test_whoever_may_not_record_records_nothing(role: Role) -> None:
    with pytest.raises(NotPermitted):
        recorded(by=make_staff(role))
    assert not Person.objects.exists()


def test_nothing_is_recorded_in_another_town() -> None:
    with pytest.raises(NotPermitted):
        recorded(asked(area_code=OTHER_VILLAGE))
    assert not Matter.objects.exists()
