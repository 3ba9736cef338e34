"""A statement that was written out once gives what the query set gives."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huajie.accounts.models import Posting
from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM, record
from huajie.core.written import Written
from huajie.deadlines.models import CalendarYear
from huajie.people.models import Phone
from huajie.people.tests.making import PHONE, make_areas, make_staff, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


def test_a_model_comes_with_what_was_joined_to_it() -> None:
    of_staff = Written(lambda staff: Posting.objects.filter(staff=staff).select_related("unit"), -1)
    for role in (Role.DISTRICT_COORDINATOR, Role.UNIT_HEAD):
        clerk = make_staff(role)
        with CaptureQueriesContext(connection) as captured:
            (posting,) = of_staff.all(clerk.pk)
            named = posting.unit.name
        assert len(captured) == 1
        held = clerk.postings.get()
        assert (posting, posting.role, posting.since, named) == (held, role, held.since, held.unit.name)


def test_values_are_read_as_python_knows_them() -> None:
    entry = record(Act.FACT_RECORDED, by=SYSTEM, detail={"count": 1})
    register("陈伟", phones=(PHONE,))
    said = Written(lambda number: Entry.objects.filter(number=number).values_list("at", "detail"), -1)
    phones = Written(lambda masked: Phone.objects.filter(masked=masked).values_list("value"), "(masked)")
    assert said.all(entry.number) == [(entry.at, {"count": 1})]
    assert phones.all("154****0001") == [(PHONE,)]


def test_a_list_of_values_may_have_any_length() -> None:
    people = [register(name) for name in ("陈伟", "黎二妹", "王芳")]
    among = Written(lambda keys, name: type(people[0]).objects.filter(pk__in=keys).exclude(name=name).order_by("pk"), -1, "(name)")
    assert among.all([one.pk for one in people], "王芳") == people[:2]
    assert among.all({people[2].pk}, "陈伟") == [people[2]]


def test_a_uuid_is_found_on_every_database() -> None:
    year = CalendarYear.objects.order_by("year")[0]
    of = Written(lambda revision: CalendarYear.objects.filter(revision=revision), uuid4())
    assert (of.first(year.revision), of.first(uuid4())) == (year, None)
