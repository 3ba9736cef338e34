"""More time for a deadline: who asks, who decides, how much, and that the resident is told."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries as Queries

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.deadlines.models import ChangeKind
from huajie.matters.course_of_clocks import deadlines_of
from huajie.matters.desk import desk_of
from huajie.matters.extensions import extensions_for
from huajie.matters.models import Kind, Matter, MatterClock, Notice, PetitionClass, Withholding
from huajie.matters.services.extending import ask_extension, decide_extension, may_decide
from huajie.matters.services.withholding import withhold
from huajie.matters.states import NoticeKind
from huajie.matters.tests.routing import assigned, bureau, coordinator, posted
from huajie.people.tests.making import make_areas


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def sixty_days() -> tuple[Matter, MatterClock]:
    matter = assigned(kind=Kind.PETITION, petition_class=PetitionClass.APPEAL)
    return matter, matter.clocks.get(code="XF-CLOSE")


def head() -> Staff:
    return posted(bureau())


def worker() -> Staff:
    return posted(bureau(), Role.CIVIL_AFFAIRS_CLERK)


def test_the_head_approves_the_deadline_moves_and_the_petitioner_is_owed_the_reason() -> None:
    matter, clock = sixty_days()
    before = clock.due_on
    asked = ask_extension(clock, 30, by=worker(), because="案情复杂，需要鉴定")

    decide_extension(asked, approve=True, by=head())

    clock.refresh_from_db()
    assert clock.target_on == clock.started_on + timedelta(days=90)
    assert clock.changes.get(kind=ChangeKind.EXTENDED).because == "案情复杂，需要鉴定"
    notice = Notice.objects.get(matter=matter, kind=NoticeKind.EXTENSION)
    assert (notice.facts["because"], notice.facts["due_on"]) == ("案情复杂，需要鉴定", before.isoformat())
    assert [Entry.objects.filter(act=act.value).count() for act in (Act.EXTENSION_ASKED, Act.EXTENSION_DECIDED)] == [1, 1]


def test_more_than_the_article_allows_is_refused_before_anybody_is_asked() -> None:
    _matter, clock = sixty_days()

    with pytest.raises(Refused, match="30"):
        ask_extension(clock, 31, by=worker(), because="复杂")

    assert not clock.extension_requests.exists()


@pytest.mark.parametrize("code", ["XF-OBJECT", "HD-SIGN"])
def test_a_duty_whose_article_knows_no_extension_has_none(code: str) -> None:
    matter, _clock = sixty_days()

    with pytest.raises(Refused, match=code):
        ask_extension(matter.clocks.get(code=code), 1, by=worker(), because="来不及")


def test_nobody_approves_their_own_request_and_no_other_unit_does() -> None:
    _matter, clock = sixty_days()
    asked = ask_extension(clock, 10, by=head(), because="复杂")

    for other in (head(), posted(bureau("zjj")), coordinator()):
        with pytest.raises(NotPermitted):
            decide_extension(asked, approve=True, by=other)


def test_a_refusal_needs_a_reason_and_changes_no_date() -> None:
    _matter, clock = sixty_days()
    asked, before = ask_extension(clock, 10, by=worker(), because="复杂"), clock.due_on
    with pytest.raises(Refused):
        decide_extension(asked, approve=False, by=head(), words=" ")

    decide_extension(asked, approve=False, by=head(), words="可以按期办结")

    clock.refresh_from_db()
    assert clock.due_on == before
    assert not Notice.objects.filter(kind=NoticeKind.EXTENSION).exists()
    with pytest.raises(Refused):
        decide_extension(asked, approve=True, by=head())


def test_what_is_late_is_not_extended_and_one_request_waits_at_a_time() -> None:
    _matter, clock = sixty_days()
    ask_extension(clock, 10, by=worker(), because="复杂")
    with pytest.raises(Refused):
        ask_extension(clock, 5, by=worker(), because="再多一点")
    clock.extension_requests.all().delete()
    day = date(2026, 1, 5)
    MatterClock.objects.filter(pk=clock.pk).update(started_on=day, half_on=day, target_on=day, due_on=day)
    clock.refresh_from_db()

    with pytest.raises(Refused, match="2026"):
        ask_extension(clock, 10, by=worker(), because="复杂")


def test_a_stranger_asks_for_nothing() -> None:
    _matter, clock = sixty_days()

    with pytest.raises(NotPermitted):
        ask_extension(clock, 10, by=posted(bureau("zjj"), Role.CIVIL_AFFAIRS_CLERK), because="复杂")


def test_a_request_waits_in_the_inbox_and_on_the_desk_of_whoever_decides_it_alone() -> None:
    matter, clock = sixty_days()
    ask_extension(clock, 10, by=worker(), because="鉴定未完成")
    address = reverse("matters:deadline", args=[matter.ref, clock.pk])
    everybody = (head(), worker(), posted(bureau("zjj")), coordinator())

    waits = [[waiting.url for waiting in desk_of(scope_of(staff)).waiting].count(address) for staff in everybody]

    assert waits == [1, 0, 0, 0]
    assert "鉴定未完成" in signed_in(head()).get(reverse("matters:inbox")).content.decode()
    for staff in everybody:
        asked = clock.extension_requests.get()
        assert extensions_for(scope_of(staff)).exists() == may_decide(staff, asked, matter)


def test_what_is_withheld_or_asked_by_oneself_waits_for_nobody_and_nothing_waits_once_decided() -> None:
    matter, clock = sixty_days()
    own = ask_extension(clock, 10, by=head(), because="复杂")
    assert not extensions_for(scope_of(head())).exists()
    own.delete()
    asked = ask_extension(clock, 10, by=worker(), because="复杂")
    withhold(matter, [bureau()], by=SYSTEM, because="反映该局")
    assert not extensions_for(scope_of(head())).exists()
    Withholding.objects.all().delete()
    assert extensions_for(scope_of(head())).get() == asked

    decide_extension(asked, approve=True, by=head())

    assert not extensions_for(scope_of(head())).exists()


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_the_panel_shows_every_deadline_with_both_dates_and_why_one_may_change(django_assert_num_queries: Queries) -> None:
    matter, _clock = sixty_days()
    matter.clocks.filter(code="XF-OBJECT").update(suspended_since=timezone.localdate())

    page = signed_in(head()).get(reverse("matters:deadlines", args=[matter.ref])).content.decode()

    for words in ("Handle a petition for remedy to its end", "art. 34", "60 days", "stands still", "Provisional", "人社局"):
        assert words in page
    with django_assert_num_queries(3):
        deadlines_of(matter)


def test_a_page_explains_the_deadline_day_by_day_and_takes_request_and_decision() -> None:
    matter, clock = sixty_days()
    address = reverse("matters:deadline", args=[matter.ref, clock.pk])
    asks, decides = signed_in(worker()), signed_in(head())
    assert "first day, not counted" in asks.get(address).content.decode()

    asks.post(reverse("matters:ask_extension", args=[matter.ref, clock.pk]), {"extra": "20", "because": "鉴定未完成"})
    asked = clock.extension_requests.get()
    assert "Approve" in decides.get(address).content.decode()
    decides.post(reverse("matters:decide_extension", args=[matter.ref, clock.pk]), {"request": asked.pk, "decision": "approve"})

    clock.refresh_from_db()
    assert clock.extended_by == 20
    stranger = signed_in(posted(bureau("zjj")))
    assert stranger.get(address).status_code == 404
