"""An outcome has its four elements, fits the matter, and always shows the route that stays open."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing
from huajie.core.uploads import UploadRefused
from huajie.matters.models import Attachment, Kind, Outcome, OutcomeKind, PetitionClass, PetitionRoute
from huajie.matters.next_routes import next_route_of
from huajie.matters.outcomes import draft_for, kinds_for, outcome_of
from huajie.matters.services.moving import move
from huajie.matters.services.outcomes import write_outcome
from huajie.matters.tests.closing import in_progress, resolved, said, worker
from huajie.matters.tests.making import LEAK, register_matter
from huajie.people.tests.making import OTHER_TOWN, make_areas, make_staff

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with override("en"):
        yield


@pytest.mark.parametrize("element", ["request", "facts", "opinion", "law", "next_route"])
def test_an_outcome_without_one_of_its_elements_is_refused(element: str) -> None:
    with pytest.raises(Refused):
        write_outcome(in_progress(), replace(said(), **{element: "  "}), by=worker())
    assert not Outcome.objects.exists()


def test_giving_up_is_no_outcome() -> None:
    every = {kind.value for kind in OutcomeKind}

    assert not [kind for kind in every if any(word in kind for word in ("give", "gave", "stop", "quit", "silent", "abandon"))]
    with pytest.raises(Refused, match="fit"):
        write_outcome(in_progress(), said(OutcomeKind.SUPPORTED), by=worker())


def test_the_kinds_follow_the_matter() -> None:
    dispute, suggestion = register_matter(), register_matter(kind=Kind.PETITION)
    suggestion.petition_class = PetitionClass.SUGGESTION

    assert OutcomeKind.AGREEMENT in kinds_for(dispute)
    assert kinds_for(suggestion) == (OutcomeKind.TAKEN_UP, OutcomeKind.NOTED)


def test_a_new_outcome_takes_the_place_of_the_one_before_in_one_act() -> None:
    matter = in_progress()
    first = write_outcome(matter, said(), by=worker())
    second = write_outcome(matter, said(OutcomeKind.NO_AGREEMENT), by=worker())

    first.refresh_from_db()
    assert (outcome_of(matter), first.superseded) == (second, True)
    assert Entry.objects.filter(act=Act.OUTCOME_WRITTEN.value, subject=matter.ref).count() == 2


def test_evidence_that_is_not_what_its_name_says_writes_nothing() -> None:
    with pytest.raises(UploadRefused):
        write_outcome(in_progress(), said(), by=worker(), evidence=((io.BytesIO(b"MZ\x90\x00"), "photo.jpg"),))
    assert (Outcome.objects.count(), Attachment.objects.count()) == (0, 0)


def test_it_is_not_resolved_without_evidence() -> None:
    matter = in_progress()
    write_outcome(matter, said(), by=worker())

    with pytest.raises(Missing) as refused:
        move(matter, "resolve", by=worker())

    assert refused.value.needs == ("evidence",)


def test_an_outcome_that_the_resident_was_told_is_not_rewritten() -> None:
    with pytest.raises(Refused):
        write_outcome(resolved(), said(), by=worker())


def test_nobody_writes_it_who_has_nothing_to_do_with_it() -> None:
    with pytest.raises(NotPermitted):
        write_outcome(in_progress(), said(), by=make_staff(area_code=OTHER_TOWN))


def test_a_new_outcome_begins_with_what_was_told() -> None:
    matter = in_progress()
    draft = draft_for(matter, TODAY)

    assert (draft.request, "第二十六条" in draft.next_route) == (LEAK, True)


@pytest.mark.parametrize(
    ("kind", "petition_class", "route", "named"),
    [
        (Kind.PETITION, PetitionClass.APPEAL, "", "30日内"),
        (Kind.PETITION, PetitionClass.APPEAL, PetitionRoute.PETITION, "复查"),
        (Kind.PETITION, PetitionClass.APPEAL, PetitionRoute.LITIGATION, "人民法院"),
        (Kind.PETITION, PetitionClass.APPEAL, PetitionRoute.ARBITRATION, "仲裁"),
        (Kind.PETITION, PetitionClass.APPEAL, PetitionRoute.PARTY_APPEAL, "党组织"),
        (Kind.PETITION, PetitionClass.APPEAL, PetitionRoute.ADMINISTRATIVE, "60日内申请行政复议"),
        (Kind.PETITION, PetitionClass.APPEAL, PetitionRoute.DUTY, "法定职责"),
        (Kind.PETITION, PetitionClass.SUGGESTION, "", "上一级"),
        (Kind.PETITION, PetitionClass.REPORT, "", "纪检监察"),
        (Kind.PETITION, "", PetitionRoute.PETITION, "复查"),
        (Kind.DISPUTE, "", "", "起诉"),
        (Kind.HARDSHIP, "", "", "第六十五条"),
    ],
)
def test_every_outcome_shows_the_route_that_stays_open(kind: Kind, petition_class: str, route: str, named: str) -> None:
    matter = register_matter(kind=kind)
    matter.petition_class, matter.petition_route = petition_class, route

    assert named in next_route_of(matter, TODAY)
