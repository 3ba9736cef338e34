"""Claiming a family: one organisation at a time, both sides accept, the identity is looked at on record, help is given and confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.assistance.deidentified import demand_unnamed
from huajie.assistance.identity import Told, consent_of, told
from huajie.assistance.models import Claim, Gift, GiftKind, Organisation, Referral
from huajie.assistance.services.releasing import moved
from huajie.assistance.services.steps import begun, demand_possible, locked
from huajie.assistance.states_referral import CLAIM, REFERRAL, ClaimState, ReferralState
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Overtaken
from huajie.core.uploads import examine, keep, sweep

SHELF = "gifts"


class MayNotClaim(NotPermitted):
    """The organisation is not verified, or its registration has ended."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, and the file that shows it."""

    kind: GiftKind
    what: str
    on: date
    proof: IO[bytes]
    proof_name: str
    amount_fen: int | None = None


@transaction.atomic
def claim(referral: Referral, organisation: Organisation, offer: str, *, by: Staff) -> Claim:
    """Nobody else can claim it from now on, until the term is over. Of two at the same moment the first succeeds."""
    row = CLAIM.move("claim")
    demand_in(by, row.permission, referral.town_id)
    _demand_member(organisation, by)
    row.demand(frozenset({"offer"} if offer.strip() else ()), frozenset())
    held = locked(referral)
    if held.state == ReferralState.CLAIMED:
        raise Overtaken(_("Another organisation was quicker. The board shows what is still open."))
    demand_possible(held, REFERRAL, "claimed")
    if held.claims.filter(organisation=organisation, state=ClaimState.DECLINED).exists():
        raise Refused(_("The family has declined this offer already. The board shows what else is open."))
    made = Claim.objects.create(referral=held, organisation=organisation, offer=offer.strip())
    moved(made, "claim", by, {})
    _record(made, "claim", by)
    return made


@transaction.atomic
def move_claim(claim: Claim, name: str, said: str, *, by: Staff) -> None:
    """A move of the adviser or of the organisation that needs nothing but words."""
    row = CLAIM.move(name)
    words = said.strip()
    held = _begun(claim, name, {need.name: words for need in row.needs}, by)
    if name == "report":
        held.outcome = words
    if name == "confirm":
        demand_unnamed(words, held.referral.household.standing)
        held.thanks = words
    moved(held, name, by, {need.name: words for need in row.needs})
    _record(held, name, by)
    claim.refresh_from_db()


@transaction.atomic
def give(claim: Claim, given: Given, *, by: Staff) -> Gift:
    """What was given, with its proof. Without a file nothing counts as given."""
    held = _begun(claim, "give", {"what": given.what.strip()}, by)
    if given.on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    if given.kind == GiftKind.MONEY and not given.amount_fen:
        raise Refused(_("Write down the amount of the money."))
    if given.amount_fen is not None and given.amount_fen <= 0:
        raise Refused(_("Give an amount above zero, or none."))
    examined = examine(given.proof, given.proof_name)
    made = Gift.objects.create(
        claim=held,
        kind=given.kind,
        what=given.what.strip(),
        amount_fen=given.amount_fen,
        on=given.on,
        by=by,
        proof_key=keep(examined, given.proof, shelf=SHELF),
        proof_name=examined.name,
        proof_type=examined.content_type,
        proof_sha256=examined.sha256,
    )
    moved(held, "give", by, {})
    _record(held, "give", by, gift=made.pk)
    claim.refresh_from_db()
    return made


@transaction.atomic
def look(claim: Claim, *, by: Staff) -> list[Told]:
    """Who the family is, as far as it consented. The look is on record before anything is shown."""
    _demand_member(claim.organisation, by)
    locked(claim.referral)
    held = begun(claim, CLAIM, "look", claim.referral.town_id, by, {})
    allowed = consent_of(held)
    if allowed is None:
        raise Refused(_("Who the family is, is shown no longer."))
    record(
        Act.FAMILY_REVEALED,
        by=by,
        subject=held.referral.household.standing.ref,
        detail={"claim": held.pk, "consent": allowed.pk, "fields": ",".join(allowed.fields)},
    )
    return told(held, allowed)


@transaction.atomic
def record_proof_read(gift: Gift, *, by: Staff) -> None:
    """Who opened which proof is on record: a receipt may name the family."""
    record(Act.PROOF_READ, by=by, subject=f"referral:{gift.claim.referral_id}", detail={"gift": gift.pk})


def sweep_proofs() -> int:
    """Delete files that no gift knows; returns how many."""
    return sweep(lambda: set(Gift.objects.values_list("proof_key", flat=True)), shelf=SHELF)


def _begun(claim: Claim, name: str, said: dict[str, str], by: Staff) -> Claim:
    """The claim, held after its referral, if whoever acts is of the side whose move it is."""
    theirs = CLAIM.move(name).permission is CLAIM.move("claim").permission
    if theirs:
        _demand_member(claim.organisation, by)
    locked(claim.referral)
    held = begun(claim, CLAIM, name, claim.referral.town_id if theirs else claim.referral.area_id, by, said)
    if theirs and held.clocks.filter(stopped_on=None, due_on__lt=timezone.localdate()).exists():
        raise Refused(_("The term of this claim is over."))
    return held


def _demand_member(organisation: Organisation, by: Staff) -> None:
    """Refuse whoever is not of the organisation, and an organisation that may claim no longer."""
    today = timezone.localdate()
    if not any(posting.is_active_on(today) for posting in by.postings.filter(unit=organisation.unit)):
        raise NotPermitted(_("Only the organisation's own people act for it."))
    if not Organisation.objects.select_related("unit").get(pk=organisation.pk).may_claim_on(today):
        raise MayNotClaim(_("The registration of your organisation is not verified, or has ended. Ask the civil-affairs bureau."))


def _record(claim: Claim, name: str, by: Staff, **detail: int) -> None:
    record(Act.CLAIM_MOVED, by=by, subject=f"referral:{claim.referral_id}", detail={"move": name, "claim": claim.pk, **detail})
