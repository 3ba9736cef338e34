"""A family referred and claimed: consent, the board, one organisation at a time, what is seen, given, and withdrawn."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.assistance.models import Claim, Consent, ConsentWay, GiftKind, NeedKind, Referral, Shared
from huajie.assistance.referral_queries import board, referrals_for, waiting
from huajie.assistance.services.claiming import claim, look, move_claim
from huajie.assistance.services.referring import Need, consent, move_referral, publish, refer_alone, rewrite, withdraw_consent
from huajie.assistance.services.releasing import release, release_overdue
from huajie.assistance.states_referral import CLAIM, NAMED, REFERRAL, RUNNING, ClaimState, ReferralState
from huajie.assistance.tasks import keep_releasing, release_daily
from huajie.assistance.tests.making_referrals import (
    ALL,
    COURSE,
    WORDS,
    adviser,
    agreed,
    charity,
    drafted,
    gift,
    led_to,
    member,
    open_referral,
    pass_term,
)
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import NotFromHere, Overtaken
from huajie.core.uploads import UploadRefused
from huajie.people.tests.making import OTHER_TOWN, OTHER_VILLAGE, TOWN, make_staff, register

C, R = ClaimState, ReferralState


def test_a_family_is_referred_claimed_helped_and_thanks() -> None:
    claimed = led_to(C.DONE)

    assert (claimed.referral.state, claimed.thanks) == (R.DONE, "轮椅很好用，谢谢你们")
    assert claimed.outcome == "轮椅已送到，补贴已发三个月"
    assert not claimed.clocks.filter(stopped_on=None).exists()
    entries = Entry.objects.filter(subject=f"referral:{claimed.referral_id}")
    moves = [entry.detail["move"] for entry in entries.order_by("number")]
    assert moves == ["draft", "consent", "publish", "claim", "accept", "take_on", "give", "report", "confirm"]


def test_nothing_is_put_on_the_board_without_consent() -> None:
    referral, organisation = drafted(), charity()
    with pytest.raises(NotFromHere):
        publish(referral, by=adviser())
    agreed(referral)
    assert not board(scope_of(member(organisation)), organisation).exists()
    publish(referral, by=adviser())
    assert board(scope_of(member(organisation)), organisation).get() == referral


def test_a_consent_is_given_by_one_of_the_household_for_named_things_and_by_no_child() -> None:
    referral = drafted()
    child = referral.household.memberships.get(person__name="陈小明").person
    wei, today = referral.household.head, timezone.localdate()
    assert wei
    for person, fields, on, said in [
        (register("李四"), ALL, today, "one of the household"),
        (child, ALL, today, "guardian"),
        (wei, (), today, "may be told"),
        (wei, ALL, today + timedelta(days=1), "not come"),
    ]:
        with pytest.raises(Refused, match=said):
            consent(referral, person, fields, ConsentWay.PAPER, on, by=adviser())
    assert referral.consents.count() == 0


def test_other_words_need_another_consent() -> None:
    referral = drafted()
    agreed(referral)
    rewrite(referral, Need(NeedKind.CARE, "需要轮椅一部"), by=adviser())
    assert (referral.state, referral.consents.filter(withdrawn_on=None).count()) == (R.DRAFT, 0)
    agreed(referral)
    given = referral.consents.latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(referral=referral, given_by=given.given_by, how="paper", on=given.on, recorded_by=adviser())


def test_of_two_organisations_at_once_one_wins_and_the_other_is_told() -> None:
    referral, first, second = open_referral(), charity(), charity("助学基金")
    seen = Referral.objects.get(pk=referral.pk)  # as both read it

    claim(referral, first, "轮椅", by=member(first))

    with pytest.raises(Overtaken, match="quicker"):
        claim(seen, second, "轮椅", by=member(second))
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(referral=referral, organisation=second, offer="x")
    assert not board(scope_of(member(second)), second).exists()


@pytest.mark.parametrize("state", COURSE)
def test_who_the_family_is_is_seen_only_after_both_have_accepted_and_until_it_is_reported(state: ClaimState) -> None:
    claimed = led_to(state)
    if state not in NAMED:
        with pytest.raises(Refused):
            look(claimed, by=member(claimed.organisation))
        assert not Entry.objects.filter(act=Act.FAMILY_REVEALED.value).exists()
        return
    told = {one.label: one.values for one in look(claimed, by=member(claimed.organisation))}

    assert told["Phone number"] == ("15400000001",)
    assert told["Name of whom to turn to"] == ("陈伟",)
    assert told["Address"] == ("东湖村 东湖村1号",)
    assert Entry.objects.get(act=Act.FAMILY_REVEALED.value).subject == claimed.referral.household.ref


def test_only_what_the_family_consented_to_is_told() -> None:
    claimed = led_to(C.REVEALED, open_referral((Shared.NAME,)))
    assert [(one.label, one.values) for one in look(claimed, by=member(claimed.organisation))] == [("Name of whom to turn to", ("陈伟",))]


def test_nobody_but_the_organisations_own_people_and_the_familys_advisers_act() -> None:
    claimed, other = led_to(C.OFFERED), charity("助学基金")
    with pytest.raises(NotPermitted):
        move_claim(claimed, "accept", "问过", by=member(claimed.organisation))
    with pytest.raises(NotPermitted):
        move_claim(claimed, "give_back", "不便", by=member(other))
    with pytest.raises(NotPermitted):
        move_claim(claimed, "give_back", "不便", by=adviser())
    with pytest.raises(NotPermitted):
        look(led_to(C.REVEALED, open_referral(household=claimed.referral.household), other), by=member(claimed.organisation))


@pytest.mark.parametrize("state", [C.OFFERED, C.ACCEPTED, C.REVEALED])
def test_silence_releases_a_claim_and_the_family_is_on_the_board_again(state: ClaimState) -> None:
    claimed, organisation = led_to(state), charity("助学基金")
    assert release_overdue() == 0
    pass_term(claimed)
    with pytest.raises(Refused):
        look(claimed, by=member(claimed.organisation))

    assert release_overdue() == 1
    assert release_overdue() == 0

    claimed.refresh_from_db()
    step = claimed.steps.last()
    assert step
    assert (claimed.state, step.by, step.facts) == (C.RELEASED, None, {"why": "term"})
    assert board(scope_of(member(organisation)), organisation).get() == claimed.referral
    assert Entry.objects.latest("number").actor == "system"


def test_a_family_to_whom_something_was_given_goes_back_to_its_adviser() -> None:
    claimed = led_to(C.GIVEN)
    pass_term(claimed)
    assert release_overdue() == 1
    claimed.referral.refresh_from_db()
    assert claimed.referral.state == R.CONSENTED
    assert waiting(scope_of(adviser())).get() == claimed.referral


def test_the_worker_releases_and_looks_again_the_next_day() -> None:
    pass_term(led_to(C.OFFERED))
    keep_releasing()
    keep_releasing()
    assert Claim.objects.get().state == C.RELEASED
    assert DBTaskResult.objects.filter(task_path=release_daily.module_path, status=TaskResultStatus.READY).count() == 1


def test_an_outcome_waits_for_the_family_however_long_it_takes() -> None:
    led_to(C.REPORTED)
    assert release_overdue() == 0


@pytest.mark.parametrize("state", sorted(RUNNING))
def test_a_withdrawn_consent_closes_board_claim_and_identity_at_once(state: ClaimState) -> None:
    claimed = led_to(state)
    withdraw_consent(claimed.referral, "本人电话提出", by=adviser())

    claimed.refresh_from_db()
    assert (claimed.state, claimed.referral.state) == (C.RELEASED, R.WITHDRAWN)
    assert not claimed.clocks.filter(stopped_on=None).exists()
    assert not claimed.referral.consents.filter(withdrawn_on=None).exists()
    with pytest.raises(Refused):
        look(claimed, by=member(claimed.organisation))


def test_a_declined_organisation_sees_the_family_no_more_and_others_do() -> None:
    claimed, other = led_to(C.OFFERED), charity("助学基金")
    move_claim(claimed, "decline", "想请别家", by=adviser())
    own = claimed.organisation
    claimed.referral.refresh_from_db()
    assert not board(scope_of(member(own)), own).exists()
    assert board(scope_of(member(other)), other).exists()
    with pytest.raises(Refused, match="declined"):
        claim(claimed.referral, own, "再试", by=member(own))


def test_a_gift_needs_its_proof_and_money_its_amount() -> None:
    claimed = led_to(C.REVEALED)
    wrong: list[tuple[dict[str, object], str]] = [
        ({"kind": GiftKind.MONEY}, "amount"),
        ({"on": timezone.localdate() + timedelta(days=1)}, "not come"),
        ({"amount_fen": -5}, "above zero"),
    ]
    for told, said in wrong:
        with pytest.raises(Refused, match=said):
            gift(claimed, **told)
    with pytest.raises(UploadRefused):
        gift(claimed, proof_name="收条.exe")
    assert gift(claimed, kind=GiftKind.MONEY, amount_fen=50_000).proof_sha256
    gift(claimed)
    assert (claimed.gifts.count(), claimed.state) == (2, C.GIVEN)


def test_thanks_that_name_the_family_are_not_passed_on() -> None:
    claimed = led_to(C.REPORTED)
    with pytest.raises(Refused, match="tell who the family is"):
        move_claim(claimed, "confirm", "陈伟说谢谢", by=adviser())
    assert claimed.state == C.REPORTED


def test_an_adviser_takes_a_family_back_and_off_the_board() -> None:
    claimed = led_to(C.REVEALED)
    release(claimed, "另有安排", by=adviser())
    claimed.referral.refresh_from_db()
    move_referral(claimed.referral, "take_off", "另有安排", by=adviser())
    move_referral(claimed.referral, "close", "已就业", by=adviser())
    assert claimed.referral.state == R.CLOSED
    assert not claimed.referral.consents.filter(withdrawn_on=None).exists()


def test_whoever_refers_in_another_town_sees_nothing_of_it() -> None:
    referral = open_referral()
    stranger = _other_adviser()
    assert not referrals_for(scope_of(stranger)).exists()
    assert referrals_for(scope_of(adviser())).get() == referral
    with pytest.raises(NotPermitted):
        withdraw_consent(referral, "电话", by=stranger)


def test_somebody_without_a_household_is_referred_as_one_of_their_own() -> None:
    referral = refer_alone(register("韦新来", OTHER_VILLAGE), Need(NeedKind.SCHOOL, WORDS), by=_other_adviser())
    assert (referral.town_id, referral.household.memberships.count()) == (OTHER_TOWN, 1)


def test_an_organisation_of_one_town_sees_no_family_of_another() -> None:
    referral, theirs = open_referral(), charity("西镇义工", area=OTHER_TOWN)
    assert referral.town_id == TOWN
    assert not board(scope_of(member(theirs)), theirs).exists()
    with pytest.raises(NotPermitted):
        claim(referral, theirs, "米", by=member(theirs))


def test_every_move_says_what_it_rests_on() -> None:
    assert [move.name for table in (REFERRAL, CLAIM) for move in table.moves if not move.basis] == []


def _other_adviser() -> Staff:
    return make_staff(Role.ASSISTANCE_ADVISER, OTHER_TOWN)
