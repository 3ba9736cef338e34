"""A family referred by its adviser and claimed by a charity, page by page; and that a charity sees nothing else of the house."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.access import Door, access_of
from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Permission, Role
from huajie.assistance.models import Claim, Organisation, Referral
from huajie.assistance.services.releasing import release_overdue
from huajie.assistance.states_referral import ClaimState, ReferralState
from huajie.assistance.tests.making_referrals import (
    PDF,
    WORDS,
    adviser,
    charity,
    code_of,
    home,
    led_to,
    member,
    open_referral,
    pass_term,
)
from huajie.core.paging import PAGE_SIZE
from huajie.matters.models import Kind
from huajie.matters.tests.making import register_matter
from huajie.people.models import Household
from huajie.people.tests.making import DISTRICT, VILLAGE, make_areas, make_staff
from tests.architecture.test_routes import routes

C, R = ClaimState, ReferralState
NAMING = ("陈伟", "小明", "东湖", "15400000001", "1985")
PRIVATE = (*NAMING, "R0000", "H0000", "HD-")
OWN = {"", "account/", "matters/search/"}


@pytest.fixture(autouse=True)
def _house(db: None, tmp_path: Path) -> Iterator[None]:
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "storage"}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        make_areas()
        yield


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def says(client: Client, address: str, status: int = 200, /, **sent: Any) -> str:  # Any: whatever a form takes
    """What a page says; posted if something is sent along."""
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return str(answer.content.decode())


def test_referral_claim_outcome_page_by_page() -> None:
    household = home()
    verifier, ours = signed_in(make_staff(Role.CIVIL_AFFAIRS_APPROVER, DISTRICT)), signed_in(adviser())
    unit = Unit.objects.create(code="charity", name="爱心会", kind=UnitKind.CHARITY, area_id=DISTRICT)
    until = timezone.localdate() + timedelta(days=90)
    assert "check digit" in says(verifier, "/organisations/", 422, unit=unit.pk, credit_code="51440190MJ00000010")
    says(verifier, "/organisations/", unit=unit.pk, credit_code=code_of(1))
    organisation = Organisation.objects.get()
    theirs = signed_in(member(organisation))
    assert "not verified" in says(theirs, "/board/")
    says(verifier, f"/organisations/{organisation.pk}/verify/", seen="登记证书", until=until.isoformat())
    assert "Nothing is open now" in says(theirs, "/board/")

    refused = says(ours, f"/referrals/new/?household={household.ref}", 422, kind="care", words="陈伟需要轮椅", amount="")
    assert "“陈伟”" in refused
    says(ours, f"/referrals/new/?household={household.ref}", kind="care", words=WORDS, amount="6000")
    referral = Referral.objects.get()
    page = f"/referrals/{referral.pk}/"
    assert household.head
    told: dict[str, Any] = {
        "person": household.head.pk,
        "fields_told": ["name", "phone"],
        "how": "paper",
        "on": timezone.localdate().isoformat(),
    }
    says(ours, f"{page}consent/", **told)
    says(ours, f"{page}publish/", sure="1")
    assert WORDS in says(ours, f"/referrals/of-household/{household.ref}/")

    assert WORDS in says(theirs, "/board/")
    says(theirs, f"/board/{referral.pk}/", said="轮椅，两周内送到")
    claim = Claim.objects.get()
    own = f"/board/claims/{claim.pk}/"
    assert "Show who it is" not in says(theirs, own)
    says(ours, f"/referrals/claims/{claim.pk}/accept/", said="当面问过本人")
    assert "当面问过本人" not in says(theirs, own)
    says(theirs, f"{own}take_on/", said="on")
    who = says(theirs, f"{own}look/", sure="1")
    assert "陈伟" in who
    assert "15400000001" in who
    assert "东湖" not in who
    proof = BytesIO(PDF)
    proof.name = "收条.pdf"
    says(theirs, f"{own}give/", kind="goods", what="轮椅一部", amount="", on=timezone.localdate().isoformat(), proof=proof)
    gift = claim.gifts.get()
    assert ours.post(f"/referrals/gifts/{gift.pk}/proof/").status_code == 200
    says(theirs, f"{own}report/", said="已送到家，会用了")
    assert theirs.post(f"/board/gifts/{gift.pk}/proof/").status_code == 404
    assert "已送到家" in says(ours, page)
    says(ours, f"/referrals/claims/{claim.pk}/confirm/", said="谢谢，能出门了")
    assert "能出门了" in says(theirs, own)
    assert not [word for word in PRIVATE if word in says(theirs, own)]
    referral.refresh_from_db()
    assert referral.state == R.DONE


def test_claim_silence_release_and_another_organisation_helps() -> None:
    claim = led_to(C.ACCEPTED)
    first, other = signed_in(member(claim.organisation)), charity("助学基金")
    pass_term(claim)
    assert release_overdue() == 1

    assert "nothing happened" in says(first, f"/board/claims/{claim.pk}/")
    assert "nothing happened" in says(signed_in(adviser()), f"/referrals/{claim.referral_id}/")
    assert WORDS in says(signed_in(member(other)), "/board/")
    led_to(C.DONE, claim.referral, other)
    claim.referral.refresh_from_db()
    assert claim.referral.state == R.DONE


def test_consent_withdrawn_in_the_middle_closes_every_page_of_the_organisation() -> None:
    claim = led_to(C.REVEALED)
    theirs = signed_in(member(claim.organisation))
    assert "陈伟" in says(theirs, f"/board/claims/{claim.pk}/look/", sure="1")

    says(signed_in(adviser()), f"/referrals/{claim.referral_id}/withdraw_consent/", said="本人来电")

    says(theirs, f"/board/claims/{claim.pk}/look/", 409, sure="1")
    shown = says(theirs, f"/board/claims/{claim.pk}/")
    assert not [word for word in PRIVATE if word in shown]
    assert WORDS not in says(theirs, "/board/").split('id="open-title"')[1]


def test_the_slower_of_two_is_told_and_a_lapsed_organisation_has_nothing() -> None:
    referral, fast, slow = open_referral(), charity(), charity("助学基金")
    page = f"/board/{referral.pk}/"
    says(signed_in(member(slow)), page)
    says(signed_in(member(fast)), page, said="轮椅")

    assert "quicker" in says(signed_in(member(slow)), page, 409, said="轮椅")
    assert signed_in(member(slow)).get(page).status_code == 404
    claim = Claim.objects.get()
    assert signed_in(member(slow)).get(f"/board/claims/{claim.pk}/").status_code == 404
    lapse = f"/organisations/{fast.pk}/lapse/"
    says(signed_in(make_staff(Role.CIVIL_AFFAIRS_APPROVER, DISTRICT)), lapse, said="登记已注销")
    theirs = signed_in(member(fast))
    assert WORDS not in says(theirs, "/board/")
    assert {theirs.get(address).status_code for address in (page, f"/board/claims/{claim.pk}/")} == {404}


def test_the_board_says_nothing_of_who_it_is() -> None:
    claim = led_to(C.OFFERED)
    household = claim.referral.household
    register_matter(household.memberships.order_by("pk")[0].person, kind=Kind.HARDSHIP)
    open_referral(household=household)
    theirs = signed_in(member(claim.organisation))
    pages = ["/board/", f"/board/{Referral.objects.latest('pk').pk}/", f"/board/claims/{claim.pk}/", "/", "/account/"]

    assert {page: [word for word in PRIVATE if word in says(theirs, page)] for page in pages} == {page: [] for page in pages}


def test_the_board_goes_on_page_by_page_with_the_same_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    referral, organisation = open_referral(), charity()
    theirs = signed_in(member(organisation))
    with CaptureQueriesContext(connection) as few:
        says(theirs, "/board/")
    columns = {name: getattr(referral, name) for name in ("household", "area", "town", "kind", "words", "state", "adviser")}
    Referral.objects.bulk_create(Referral(**columns, published_at=timezone.now()) for _number in range(PAGE_SIZE))

    with django_assert_num_queries(len(few)):
        first = says(theirs, "/board/")

    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    shown = [set(re.findall(r"/board/(\d+)/", page)) for page in (first, says(theirs, f"/board/{found[1]}"))]
    assert [len(keys) for keys in shown] == [PAGE_SIZE, 1]
    assert len(shown[0] | shown[1]) == PAGE_SIZE + 1


def test_a_charity_member_sees_nothing_else_of_the_house() -> None:
    claim = led_to(C.REVEALED)
    household = claim.referral.household
    person = household.memberships.order_by("pk")[0].person
    matter, theirs = register_matter(person), signed_in(member(claim.organisation))
    theirs.raise_request_exception = False
    opened = {}
    for address in _addresses((person.ref, household.ref, matter.ref)):
        for answer in (theirs.get(address), theirs.post(address)):
            shown = b"" if answer.streaming else answer.content
            if answer.status_code not in {403, 404, 405} or any(word.encode() in shown for word in NAMING):
                opened[address] = answer.status_code

    assert opened == {}
    for typed in (person.ref, household.ref, matter.ref, "15400000001", "陈伟"):
        found = theirs.post("/matters/search/", {"q": typed}, follow=True)
        assert not re.search(r"/(people|matters)/[RHa-z]+[-0-9]", found.content.decode().replace(f'value="{typed}"', ""))
    assert sorted(set(re.findall(r'href="(/(?!static)[a-z]+/)', says(theirs, "/")))) == ["/account/", "/board/"]


def _addresses(references: tuple[str, ...]) -> Iterator[str]:
    """Every address that needs another permission than the charity's, with the family's own references and the first of each kind."""
    for route, entry in routes():
        access = access_of(entry.callback)
        if access is Permission.CLAIM_FAMILIES or not isinstance(access, Permission):
            assert access is not Door.SIGNED_IN or route in OWN or route.startswith("account/"), route
            continue
        for reference in references:
            filled = re.sub(r"<(?:slug|str):reference>|<ref>", reference, route)
            filled = re.sub(r"<slug:code>", VILLAGE, re.sub(r"<int:year>", "2026", filled))
            yield "/" + re.sub(r"<(?:slug|str|document|path):[a-z]+>", "outcome", re.sub(r"<int:[a-z]+>", "1", filled))
            if filled == route or reference not in filled:
                break


def test_nobody_of_another_town_finds_a_referral() -> None:
    claim = led_to(C.REVEALED)
    stranger = signed_in(make_staff(Role.ASSISTANCE_ADVISER, "440190102"))
    found = {stranger.get(f"/referrals/{claim.referral_id}/").status_code}
    found |= {stranger.post(f"/referrals/{claim.referral_id}/{move}/").status_code for move in ("withdraw_consent", "close", "rewrite")}
    found |= {stranger.post(f"/referrals/claims/{claim.pk}/release/").status_code}
    found |= {stranger.get(f"/referrals/of-household/{Household.objects.first()}/").status_code}
    assert found == {404}
