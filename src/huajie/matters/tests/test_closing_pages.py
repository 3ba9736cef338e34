"""The pages on which a matter is closed: the outcome, the answer, the desks, the papers, reviews and the archive."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.matters.calls import calls_to_make, concerned_in, looks_to_take, notices_to_serve
from huajie.matters.models import CallBack, Confirmation, FollowUp, Matter, MatterClock, Notice, Review
from huajie.matters.services.afterwards import drawn_by
from huajie.matters.services.confirming import record_answer
from huajie.matters.services.following_up import record_follow_up
from huajie.matters.services.moving import move
from huajie.matters.states import NoticeKind, State
from huajie.matters.tests.closing import YES, Always, clerk, coordinator, in_progress, png, resolved, worker
from huajie.people.tests.making import OTHER_TOWN, PHONE, TOWN, make_areas, make_staff, register, scope_in


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def address(name: str, matter: Matter, *more: object) -> str:
    return reverse(f"matters:{name}", args=[matter.ref, *more])


def state_of(matter: Matter) -> str:
    return Matter.objects.get(pk=matter.pk).state


def test_an_outcome_is_written_with_its_evidence_and_then_submitted() -> None:
    matter, client = in_progress(), signed_in(worker())
    page = client.get(address("outcome", matter)).content.decode()
    assert "第二十六条" in page
    typed = {
        "version": Matter.objects.get(pk=matter.pk).version,
        "kind": "agreement",
        "request": "修好",
        "facts": "入户查看",
        "opinion": "同意修",
    }
    typed |= {"law": "《民法典》第二百八十八条", "next_route": "可以起诉", "evidence": SimpleUploadedFile("photo.png", png(), "image/png")}

    client.post(address("outcome", matter), typed)

    assert address("move", matter, "resolve") in client.get(address("outcome", matter)).content.decode()
    client.post(address("move", matter, "resolve"), {"version": typed["version"]})
    assert state_of(matter) == State.RESOLVED


def test_what_is_missing_in_an_outcome_is_said_on_its_form() -> None:
    response = signed_in(worker()).post(address("outcome", in_progress()), {"version": 1, "kind": "agreement"})

    assert response.status_code == 422


def test_a_signature_drawn_on_the_screen_confirms() -> None:
    matter = resolved()
    typed = {"settled": "yes", "way": "signature", "signature": "data:image/png;base64," + base64.b64encode(png()).decode()}

    signed_in(clerk()).post(address("answer", matter), typed)

    assert (state_of(matter), Confirmation.objects.get().signature is not None) == (State.CONFIRMED, True)


def test_an_answer_with_nothing_drawn_is_asked_for_again() -> None:
    matter = resolved()

    response = signed_in(clerk()).post(address("answer", matter), {"settled": "yes", "way": "signature"})

    assert (response.status_code, state_of(matter)) == (422, State.RESOLVED)


def test_the_team_can_write_down_an_objection_and_nothing_else() -> None:
    matter, client = resolved(register(phones=(PHONE,))), signed_in(worker())
    page = client.get(address("answer", matter)).content.decode()

    assert [way for way in ("signature", "code", "window", "call_back", "told") if f'value="{way}"' in page] == ["told"]
    client.post(address("answer", matter), {"settled": "no", "way": "told", "words": "没修好"})
    assert state_of(matter) == State.REOPENED


def test_no_page_shows_a_whole_phone() -> None:
    matter, client = resolved(register(phones=(PHONE,))), signed_in(clerk())

    for page in (address("answer", matter), reverse("matters:call_backs"), address("closing", matter)):
        assert PHONE not in client.get(page).content.decode()
    assert "154****0001" in client.get(reverse("matters:call_backs")).content.decode()


def test_a_call_without_an_answer_stays_on_the_desk() -> None:
    matter, client = resolved(), signed_in(clerk())
    call = CallBack.objects.get(matter=matter)

    client.post(address("call_tried", matter, call.pk), {"note": "没有人接"})

    assert (state_of(matter), list(calls_to_make(scope_in(TOWN, Role.WINDOW_CLERK)))) == (State.RESOLVED, [call])


def test_the_desk_of_calls_leaves_out_what_one_works_on_and_other_areas(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    matters = [resolved(register(f"居民{number}", phones=(f"1540000100{number}",))) for number in range(3)]
    scope = scope_in(TOWN, Role.WINDOW_CLERK)

    with django_assert_num_queries(3):
        calls = list(calls_to_make(scope))
        concerned = concerned_in([call.matter for call in calls])

    assert [call.matter for call in calls] == matters
    assert concerned[matters[0].pk].names == ("居民0",)
    assert not calls_to_make(scope_in(OTHER_TOWN, Role.WINDOW_CLERK)).exists()
    worker().postings.update(role=Role.WINDOW_CLERK)
    assert matters[0].shown_title not in signed_in(worker()).get(reverse("matters:call_backs")).content.decode()


def test_the_desks_of_notices_and_follow_ups_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    record_answer(resolved(), YES, by=clerk())
    scope = scope_in(TOWN, Role.TOWN_COORDINATOR)

    with django_assert_num_queries(1):
        assert {notice.kind for notice in notices_to_serve(scope)} == {"receipt", "acceptance"}
    with django_assert_num_queries(1):
        assert len(looks_to_take(scope)) == 2
    for desk in ("notices", "follow_ups"):
        assert signed_in(coordinator()).get(reverse(f"matters:{desk}")).status_code == 200


def test_a_notice_is_looked_at_downloaded_and_served() -> None:
    matter, client = resolved(register(), told=False), signed_in(worker())
    notice = Notice.objects.get(matter=matter, kind=NoticeKind.OUTCOME)

    page = client.get(address("served", matter, notice.pk)).content.decode()
    word = client.get(address("paper", matter, notice.pk, "notice", "docx"))
    paper = client.get(address("paper", matter, notice.pk, "proof", "pdf"))
    client.post(address("served", matter, notice.pk), {"on": timezone.localdate().isoformat(), "way": "hand"})

    assert f'value="{timezone.localdate().isoformat()}"' in page
    assert (notice.get_kind_display() in page, word.content[:2], paper.content[:5]) == (True, b"PK", b"%PDF-")
    assert Notice.objects.get(pk=notice.pk).served_on == timezone.localdate()
    assert client.get(address("paper", matter, notice.pk, "notice", "exe")).status_code == 404


def test_reviews_are_asked_for_and_decided_on_their_page() -> None:
    matter, client = resolved(kind="petition", petition_class="appeal", told=False), signed_in(coordinator())  # type: ignore[arg-type]  # its value
    notice = Notice.objects.get(matter=matter, kind=NoticeKind.OUTCOME)
    today = timezone.localdate().isoformat()
    client.post(address("served", matter, notice.pk), {"on": today, "way": "hand"})

    client.post(address("review", matter), {"act": "ask", "on": today, "body": "区信访局", "words": "不服"})
    decision = {
        "act": "decide",
        "on": today,
        "upheld": "no",
        "facts": "事实不清",
        "opinion": "重新办理",
        "law": "§35",
        "next_route": "复核",
    }
    client.post(address("review", matter), decision)

    assert (Review.objects.get().upheld, state_of(matter)) == (False, State.REOPENED)
    assert client.get(address("review", matter)).status_code == 200


def test_a_closed_matter_is_followed_up_and_archived_with_what_is_missing_said() -> None:
    matter, client = resolved(), signed_in(coordinator())
    record_answer(matter, YES, by=clerk())
    for _ in range(2):
        look = FollowUp.objects.filter(matter=matter, done_on=None)[0]
        client.post(address("follow_up", matter), {"look": look.pk, "holds": "yes", "text": "没有再漏"})
    move(matter, "follow_up", by=worker())

    page = client.get(address("archive", matter)).content.decode()
    client.post(address("archive", matter), {"version": Matter.objects.get(pk=matter.pk).version, "retention": "10"})

    assert f"December {timezone.localdate().year + 10}" in page
    assert "missing" in page
    kept = Matter.objects.get(pk=matter.pk)
    assert (kept.state, kept.retention) == (State.ARCHIVED, "10")


def test_the_panels_offer_only_what_their_reader_can_do() -> None:
    matter = resolved()

    of_supervisor = signed_in(make_staff(Role.SUPERVISOR, TOWN)).get(address("closing", matter)).content.decode()
    of_leader = signed_in(make_staff(Role.RESPONSIBLE_LEADER, TOWN)).get(address("closing", matter)).content.decode()

    assert (address("answer", matter) in of_supervisor, address("answer", matter) in of_leader) == (True, False)
    for page in ("answer", "archive"):
        assert signed_in(make_staff(Role.RESPONSIBLE_LEADER, TOWN)).get(address(page, matter)).status_code in {403, 404}
    assert signed_in(make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN)).get(address("outcome", matter)).status_code == 404


def test_a_look_that_finds_nothing_wrong_leaves_it_closed() -> None:
    matter = resolved()
    record_answer(matter, YES, by=clerk())

    record_follow_up(FollowUp.objects.filter(matter=matter)[0], by=worker(), holds=True, text="没有再漏")

    assert state_of(matter) == State.CONFIRMED


def test_at_the_window_the_statement_is_served_and_then_answered() -> None:
    matter, client = resolved(register(), told=False), signed_in(clerk())
    notice = Notice.objects.get(matter=matter, kind=NoticeKind.OUTCOME)
    serving = f"{address('served', matter, notice.pk)}?then=answer"
    yes = {"settled": "yes", "way": "window", "words": "修好了"}
    assert serving in client.get(address("answer", matter)).content.decode()
    assert "Serve the statement" in client.post(address("answer", matter), yes).content.decode()

    back = client.post(serving, {"on": timezone.localdate().isoformat(), "way": "hand"})

    assert back.headers["Location"] == address("answer", matter)
    assert serving not in client.get(address("answer", matter)).content.decode()
    client.post(address("answer", matter), yes)
    assert state_of(matter) == State.CONFIRMED


def test_the_team_does_not_learn_that_its_matter_was_drawn() -> None:
    matter = resolved()
    with drawn_by(Always()):
        record_answer(matter, YES, by=clerk())
    clock = MatterClock.objects.get(matter=matter, code="HD-RECHECK")
    worker().postings.update(role=Role.WINDOW_CLERK)

    for staff, told in ((worker(), False), (make_staff(Role.SUPERVISOR, TOWN), True)):
        client = signed_in(staff)
        panels = [client.get(address(page, matter)).content.decode() for page in ("closing", "deadlines")]
        assert ["drawn at random" in panels[0].lower(), address("deadline", matter, clock.pk) in panels[1]] == [told, told]
        assert (client.get(address("answer", matter)).status_code == 200) is told
        assert (client.get(address("deadline", matter, clock.pk)).status_code == 200) is told
