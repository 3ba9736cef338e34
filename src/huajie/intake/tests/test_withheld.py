"""A report of misconduct is never shown to those it reports: every page and export, walked."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.audit.services import SYSTEM
from huajie.intake.models import Delivery, ListRow, Question
from huajie.intake.tests.making import EAST, LAKE, WEI, hand_in, make_coordinator
from huajie.matters.models import Matter, Withholding
from huajie.matters.services.merging import merge_matters
from huajie.people.models import Household, Person

TITLE, SECRET, CALLED = "村主任私分征地款", "私分征地款", "检举控告"
PETITIONS = f"""信访日期,信访人,身份证号码,联系电话,所属村(社区),信访类别,反映事项
2021-03-05,陈伟,{{number}},15400000011,东湖村,{CALLED},{TITLE}，要求查处并公开账目
2021-03-06,黄小兰,,15400000022,东湖村,求决,路灯不亮，夜间出行不便
"""
ROOMS = ("config", "people", "matters", "intake")
WORDS = "公开账目"  # found by, and not what is looked for: a page repeats what was searched for
HARMLESS = "路灯不亮"
NEVER_SHOWN = {403, 404, 405}  # decided before a view asks whether it is to show the whole page or a fragment


@pytest.fixture
def committee(unit: Unit) -> Unit:
    """The village committee that is reported. It handed in the list itself, so that the rows lie within its area, too."""
    return Unit.objects.create(code="lake", name="东湖村委会", kind=UnitKind.VILLAGE_COMMITTEE, area_id=LAKE)


@pytest.fixture
def delivery(committee: Unit, tmp_path: Path) -> Delivery:
    file = tmp_path / "信访台账.csv"
    file.write_text(PETITIONS.format(number=WEI.id_number), encoding="utf-8")
    return hand_in(committee, file)


def browser(role: Role, unit: Unit, area: str, *more: tuple[Role, Unit, str]) -> Client:
    """Somebody with these postings, signed in."""
    staff = Staff.objects.create(username=f"{role}-{unit.code}", display_name="测试", language="en")
    for held, where, code in ((role, unit, area), *more):
        Posting.objects.create(staff=staff, unit=where, role=held, area_id=code, since=date(2021, 1, 1))
    client = Client()
    client.force_login(staff)
    return client


def of_the_committee(committee: Unit) -> Client:
    """Whoever sees most: a coordinator of the whole district who also works for the committee."""
    return browser(Role.COMMUNITY_WORKER, committee, LAKE, (Role.DISTRICT_COORDINATOR, Unit.objects.get(code="district-440190"), "440190"))


def routes(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def values_of(name: str, room: str) -> list[str]:
    """Everything that stands for a part of an address of a room."""
    if name == "reference":
        models = (Matter,) if room == "matters" else (Person, Household)
        return [ref for model in models for ref in model.objects.values_list("ref", flat=True)]
    if name == "pk":
        models_of_rows = (ListRow, Delivery, Question) if room == "intake" else (Matter,)
        keys = {pk for model in models_of_rows for pk in model.objects.values_list("pk", flat=True)}
        return [str(pk) for pk in sorted(keys)]
    if name == "position":
        return [str(position) for position in range(12)]
    return {"kind": ["person", "household", "matter", "identifier", "phone", "fact"], "name": ["accept"]}.get(name, ["docx"])


def addresses() -> Iterator[str]:
    """Every address of the rooms that show matters, with every record in its place."""
    for pattern, route in routes():
        room = route.callback.__module__.split(".")[1]
        if room in ROOMS:
            names = list(route.pattern.converters)
            of_people = "people" if "/of-" in pattern else room
            for values in product(*(values_of(name, of_people) for name in names)):
                known = dict(zip(names, values, strict=True))
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda part: known[part[1]], pattern)  # noqa: B023  # used at once


def shown(client: Client) -> list[str]:
    """The addresses at which the report shows, asked for and posted to, whole and as a fragment, searched, and as workbooks."""
    found = []
    for address in addresses():
        answers = [client.get(address)]
        if answers[0].status_code not in NEVER_SHOWN:
            answers.append(client.get(address, headers={"HX-Request": "true"}))
        if not re.search(r"\d", address):
            answers += [client.get(address, {"words": WORDS, "q": WORDS}), client.get(address, {"words": "陈伟", "q": "陈伟"})]
        if address.endswith(("export/", "search/")):
            answers += [client.post(address, {"q": WORDS}, follow=True), client.post(address)]
        found += [address for answer in answers if SECRET in said(answer) or CALLED in said(answer)]
    return sorted(set(found))


def said(answer: Any) -> str:  # Any: what the test client answers with, a page or a download
    content = answer.getvalue()
    if content[:2] != b"PK":
        return str(content.decode(errors="replace"))
    with ZipFile(BytesIO(content)) as parts:  # a workbook or a document
        return " ".join(re.sub(r"<[^>]+>", "", parts.read(name).decode(errors="replace")) for name in parts.namelist())


def test_what_a_list_calls_a_report_of_misconduct_is_withheld_from_the_village_committee(delivery: Delivery, committee: Unit) -> None:
    held = Withholding.objects.get()

    assert held.matter.title == TITLE
    assert (list(held.units.all()), held.because, held.by) == ([committee], CALLED, None)


def test_whoever_may_see_reports_sees_it_in_the_list_on_its_page_and_with_its_row(delivery: Delivery, unit: Unit) -> None:
    client = browser(Role.DISTRICT_COORDINATOR, unit, "440190")
    matter = Matter.objects.get(title=TITLE)

    places = shown(client)

    row = ListRow.objects.get(matter=matter)
    for address in ("/", "/matters/", "/matters/search/", "/matters/export/", f"/matters/{matter.ref}/", f"/lists/rows/{row.pk}/"):
        assert address in places


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.WINDOW_CLERK, Role.UNIT_HEAD])
def test_nobody_without_the_permission_sees_it_anywhere(delivery: Delivery, committee: Unit, role: Role) -> None:
    client = browser(role, committee, LAKE)

    assert shown(client) == []
    assert HARMLESS in said(client.get("/matters/"))


def test_nobody_posted_to_the_unit_reported_sees_it_anywhere_whatever_else_they_may(delivery: Delivery, committee: Unit) -> None:
    left, right = Matter.objects.order_by("pk")
    Question.objects.create(subject="matter", left_matter=left, right_matter=right, probability=0.5, area_id=EAST)
    client = of_the_committee(committee)

    assert shown(client) == []
    assert HARMLESS in said(client.get("/matters/"))
    assert client.get(f"/matters/{Matter.objects.get(title=TITLE).ref}/").status_code == 404
    assert TITLE in said(client_of(make_coordinator(Unit.objects.get(code="district-440190"))).get("/lists/questions/"))


def test_it_is_in_no_figure_of_theirs(delivery: Delivery, committee: Unit, unit: Unit) -> None:
    assert of_the_committee(committee).get("/").context["figures"].matters == 1
    assert browser(Role.DISTRICT_COORDINATOR, unit, "440190").get("/").context["figures"].matters == 2


def test_it_stays_withheld_when_it_is_merged_into_a_matter_that_is_not(delivery: Delivery, committee: Unit) -> None:
    merge_matters(Matter.objects.get(title__contains=HARMLESS), Matter.objects.get(title=TITLE), by=SYSTEM, because="same")

    assert shown(of_the_committee(committee)) == []


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client
