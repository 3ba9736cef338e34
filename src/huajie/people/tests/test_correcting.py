"""Correcting what is known of a person, and recording facts."""

from datetime import date

import pytest

from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.people.models import FactKind
from huajie.people.queries import people_list
from huajie.people.services.correcting import Correction, NothingToCorrect, correct, record_fact
from huajie.people.tests.making import OTHER_PHONE, PHONE, make_areas, make_staff, register, scope_in


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_a_correction_stands_beside_what_was_read_and_its_name_is_shown() -> None:
    person, staff = register("陈添福", phones=(PHONE,)), make_staff()

    correct(person, Correction("陈天福", (OTHER_PHONE,), "东湖村8号"), by=staff)

    assert (person.name, person.pinyin) == ("陈天福", "chen tian fu")
    assert sorted(person.names.values_list("name", "source")) == [("陈天福", staff.audit_name), ("陈添福", "row:1")]
    assert sorted(person.phones.values_list("masked", flat=True)) == ["154****0001", "154****0002"]
    assert [found.pk for found in people_list(scope_in(), words="陈添福")] == [person.pk]
    entry = Entry.objects.get()
    assert (entry.act, entry.detail) == (Act.PERSON_CORRECTED.value, {"fields": ["name", "phones", "address"]})


def test_an_empty_correction_is_refused() -> None:
    with pytest.raises(NothingToCorrect):
        correct(register(), Correction(), by=make_staff())


def test_a_fact_is_recorded_with_its_day_and_its_source() -> None:
    person, staff = register(), make_staff()

    record_fact(person, FactKind.HEALTH, "尿毒症", observed_on=date(2021, 4, 20), by=staff)

    assert list(person.facts.values_list("value", "observed_on", "source")) == [("尿毒症", date(2021, 4, 20), staff.audit_name)]
    assert "尿毒症" not in str(Entry.objects.get().detail)
