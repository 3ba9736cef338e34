"""Work on a matter: notes, comments, next steps, tasks and files."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.core.uploads import UploadRefused, Why
from huajie.matters.models import FAR, Attachment, CaseNote, Matter, NoteKind, Task, Team, TeamMember
from huajie.matters.services.attaching import attach
from huajie.matters.services.merging import merge_matters
from huajie.matters.services.noting import add_note, take_note_back
from huajie.matters.services.planning import finish_task, set_next_step, set_task
from huajie.matters.services.withholding import withhold
from huajie.matters.since import recorded_since
from huajie.matters.tests.making import register_matter
from huajie.matters.timeline import timeline_of
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, TOWN, make_areas, make_staff

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"  # noqa: E501  # one pixel


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def worker() -> Staff:
    return make_staff(Role.COMMUNITY_WORKER, TOWN)


def with_team(matter: Matter, *people: Staff) -> Matter:
    team = Team.objects.create()
    for number, person in enumerate(people):
        TeamMember.objects.create(
            team=team, staff=person, is_lead=not number, duty="联络", since=timezone.localdate(), accepted_at=timezone.now()
        )
    Matter.objects.filter(pk=matter.pk).update(team=team)
    matter.refresh_from_db()
    return matter


def headings(staff: Staff, matter: Matter) -> list[str]:
    return [str(line.text) for line in timeline_of(scope_of(staff), matter, [])]


def test_a_note_stands_in_the_course_and_in_the_record() -> None:
    matter = register_matter()

    add_note(matter, NoteKind.CALL, "电话约好周三上门", by=worker())

    assert "电话约好周三上门" in headings(worker(), matter)
    assert Entry.objects.filter(act=Act.NOTE_ADDED.value, subject=matter.ref).count() == 1


def test_files_and_the_team_stand_in_the_course() -> None:
    matter = with_team(register_matter(), worker())
    attach(matter, BytesIO(PICTURE), "现场.png", by=worker())

    lines = timeline_of(scope_of(worker()), matter, [])

    assert [file.name for line in lines for file in line.files] == ["现场.png"]
    assert f"{worker()}(联络)" in [line.text for line in lines]


def test_speaking_with_the_resident_ends_a_silence() -> None:
    matter = register_matter()
    assert matter.silent_on < FAR

    add_note(matter, NoteKind.VISIT, "入户走访,已当面了解", by=worker(), with_resident=True)

    matter.refresh_from_db()
    assert (matter.last_contact_on, matter.silent_on) == (timezone.localdate(), FAR)


def test_a_contact_that_is_taken_back_counts_no_longer() -> None:
    matter = register_matter()
    note = add_note(matter, NoteKind.CALL, "通话", by=worker(), with_resident=True)

    take_note_back(note, by=worker(), because="打错电话")

    matter.refresh_from_db()
    assert matter.last_contact_on is None
    assert matter.silent_on < FAR


def test_a_comment_stays_inside_the_team() -> None:
    matter = with_team(register_matter(), worker())
    add_note(matter, NoteKind.COMMENT, "先找村里老人家了解", by=worker())

    outsider = make_staff(Role.TOWN_COORDINATOR, TOWN)
    assert "先找村里老人家了解" in headings(worker(), matter)
    assert "先找村里老人家了解" not in headings(outsider, matter)
    with pytest.raises(NotPermitted):
        add_note(matter, NoteKind.COMMENT, "我也来说", by=outsider)


@pytest.mark.parametrize("days", [1, -3650])
def test_a_note_of_a_day_to_come_or_before_the_matter_is_refused(days: int) -> None:
    with pytest.raises(Refused):
        add_note(register_matter(), NoteKind.NOTE, "记录", by=worker(), on=timezone.localdate() + timedelta(days=days))
    assert not CaseNote.objects.exists()


def test_somebody_of_another_town_notes_nothing() -> None:
    with pytest.raises(NotPermitted):
        add_note(register_matter(), NoteKind.NOTE, "记录", by=make_staff(Role.COMMUNITY_WORKER, OTHER_TOWN))


def test_a_next_step_in_the_past_is_refused() -> None:
    with pytest.raises(Refused):
        set_next_step(register_matter(), "补交材料", timezone.localdate() - timedelta(days=1), by=worker())


def test_a_task_lets_its_assignee_see_the_matter_and_is_finished_once() -> None:
    matter, helper = register_matter(), make_staff(Role.ASSISTANCE_WORKER, TOWN)
    task = set_task(matter, "送申请表", helper, timezone.localdate(), by=worker())

    finish_task(task, by=helper, result="已送到")

    assert Task.objects.get().result == "已送到"
    with pytest.raises(Refused):
        finish_task(task, by=helper, result="再送")


def test_a_task_for_somebody_posted_nowhere_is_refused() -> None:
    helper = make_staff(Role.ASSISTANCE_WORKER, TOWN)
    helper.postings.update(until=timezone.localdate())

    with pytest.raises(Refused):
        set_task(register_matter(), "送申请表", helper, timezone.localdate(), by=worker())


def test_a_file_is_kept_and_only_readable_through_the_case() -> None:
    matter = register_matter()
    attachment = attach(matter, BytesIO(PICTURE), "现场.png", by=worker())
    address = reverse("matters:attachment", args=[matter.ref, attachment.pk])
    client, stranger = Client(), Client()
    client.force_login(worker())
    stranger.force_login(make_staff(Role.COMMUNITY_WORKER, OTHER_TOWN))

    answer = client.post(address)

    assert b"".join(answer.streaming_content) == PICTURE  # type: ignore[attr-defined]  # it streams
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert stranger.post(address).status_code == 404
    assert Entry.objects.filter(act=Act.FILE_READ.value, subject=matter.ref).count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"MZ\x90\x00" + b"\0" * 200, "照片.jpg"), (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "图.svg")],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(content: bytes, name: str) -> None:
    with pytest.raises(UploadRefused):
        attach(register_matter(), BytesIO(content), name, by=worker())
    assert not Attachment.objects.exists()


def test_a_hundred_mebibytes_are_refused_and_nothing_is_kept() -> None:
    with pytest.raises(UploadRefused) as refused:
        attach(register_matter(), BytesIO(bytes(100 * 1024 * 1024)), "录像.mp4", by=worker())
    assert (refused.value.why, Attachment.objects.exists()) == (Why.TOO_LARGE, False)


def test_the_same_file_twice_is_refused() -> None:
    matter = register_matter()
    attach(matter, BytesIO(PICTURE), "现场.png", by=worker())

    with pytest.raises(Refused):
        attach(matter, BytesIO(PICTURE), "又一次.png", by=worker())


def test_a_note_with_a_bad_file_is_written_and_the_file_named() -> None:
    matter, client = register_matter(), Client()
    client.force_login(worker())
    form = {
        "kind": "visit",
        "on": timezone.localdate().isoformat(),
        "text": "入户",
        "attached": SimpleUploadedFile("病毒.jpg", b"MZ" + b"\0" * 100),
    }

    page = client.post(reverse("matters:note", args=[matter.ref]), form, follow=True)

    assert CaseNote.objects.get().text == "入户"
    assert "病毒.jpg" in page.content.decode()


def test_a_note_made_since_a_merge_is_told_before_it_is_undone() -> None:
    kept, absorbed = register_matter(), register_matter()
    merge = merge_matters(kept, absorbed, by=SYSTEM, because="同一件事")
    add_note(kept, NoteKind.CALL, "合并后的通话", by=worker())

    assert "合并后的通话" in [recorded.shown for recorded in recorded_since(merge)]


@pytest.mark.parametrize("by_unit", [False, True])
def test_nobody_is_given_a_task_in_what_reports_them_or_their_unit(by_unit: bool) -> None:
    matter, reported = register_matter(), make_staff(Role.GRID_WORKER, TOWN)
    units, people = ([reported.postings.get().unit], []) if by_unit else ([], [reported])
    withhold(matter, units, people=people, by=SYSTEM, because="反映干部")

    with pytest.raises(Refused) as refusal, override("en"):
        set_task(matter, "上门", reported, timezone.localdate(), by=make_staff(Role.DISTRICT_COORDINATOR, DISTRICT))

    assert "entrusted" in str(refusal.value.message) and "report" not in str(refusal.value.message)
