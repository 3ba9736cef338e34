"""Organisations: which codes are refused, who verifies, and what ends with a registration."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.scope import scope_of
from huajie.assistance.credit_codes import sound_code
from huajie.assistance.models import Claim, Organisation
from huajie.assistance.referral_queries import claims_of
from huajie.assistance.services.claiming import MayNotClaim, claim, look
from huajie.assistance.services.organising import enter_organisation, lapse_organisation, verify_organisation
from huajie.assistance.services.releasing import release_overdue
from huajie.assistance.states_referral import ClaimState, OrganisationState, ReferralState
from huajie.assistance.tests.making import approver
from huajie.assistance.tests.making_referrals import adviser, charity, code_of, led_to, member, open_referral, sees_board
from huajie.core.errors import NotPermitted, Refused
from huajie.people.tests.making import DISTRICT

A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (code_of(1)[:-1] + ("0" if code_of(1)[-1] != "0" else "1"), "check digit"),
        (code_of(1)[:17], "18 digits"),
        ("O" + code_of(1)[1:], "18 digits"),
        (code_of(1, "91440190MA"), "civil affairs"),
        (code_of(1, "54440190MJ"), "civil affairs"),
    ],
)
def test_a_code_that_is_no_charitys_is_refused_with_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        sound_code(typed)


@pytest.mark.parametrize("head", ["51440190MJ", "52440190MJ", "53440190MJ"])
def test_associations_service_bodies_and_foundations_are_taken_as_people_type_them(head: str) -> None:
    code = code_of(7, head)
    assert sound_code(f" {code[:4].lower()} {code[4:]}") == code


def test_only_a_charitys_unit_is_entered_and_once() -> None:
    office = Unit.objects.create(code="office", name="民政办", kind=UnitKind.TOWN_OFFICE, area_id=DISTRICT)
    with pytest.raises(Refused, match="kind charity"):
        enter_organisation(office, code_of(1), by=approver())
    made = charity(verified=False)
    with pytest.raises(Refused, match="already"):
        enter_organisation(made.unit, code_of(2), by=approver())
    with pytest.raises(NotPermitted):
        enter_organisation(office, code_of(3), by=adviser())


def test_nobody_sees_the_board_before_a_named_person_has_verified_it() -> None:
    made = charity(verified=False)
    assert not sees_board(made)
    with pytest.raises(Refused, match="looked at"):
        verify_organisation(made, "", timezone.localdate(), by=approver())
    with pytest.raises(Refused, match="has ended"):
        verify_organisation(made, "登记证书", timezone.localdate() - A_DAY, by=approver())

    verify_organisation(made, "登记证书", timezone.localdate(), by=approver())

    assert (made.verified_by, made.state, sees_board(made)) == (approver(), OrganisationState.VERIFIED, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=made.pk).update(verified_by=None)


def test_what_a_lapsed_organisation_has_claimed_goes_back_and_it_sees_nothing_more() -> None:
    claimed = led_to(ClaimState.REVEALED)
    organisation, referral = claimed.organisation, claimed.referral
    lapse_organisation(organisation, "登记证书已注销", by=approver())

    claimed.refresh_from_db()
    referral.refresh_from_db()
    assert (claimed.state, referral.state) == (ClaimState.RELEASED, ReferralState.ON_BOARD)
    assert not sees_board(organisation)
    assert not claims_of(scope_of(member(organisation))).exists()
    with pytest.raises(MayNotClaim):
        claim(referral, organisation, "米和油", by=member(organisation))


def test_a_registration_that_ran_out_yesterday_closes_everything_before_anybody_acts() -> None:
    claimed = led_to(ClaimState.REVEALED)
    organisation, other = claimed.organisation, open_referral(household=claimed.referral.household)
    Organisation.objects.filter(pk=organisation.pk).update(registered_until=timezone.localdate() - A_DAY)

    assert not sees_board(organisation)
    for act in (lambda: look(claimed, by=member(organisation)), lambda: claim(other, organisation, "米", by=member(organisation))):
        with pytest.raises(MayNotClaim):
            act()
    assert release_overdue() == 1
    assert Claim.objects.get().steps.latest("pk").facts == {"why": "lapsed"}
