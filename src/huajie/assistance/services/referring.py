"""Referring a family: the words without the name, the family's consent, the board, and the consent withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area
from huajie.assistance.deidentified import demand_unnamed
from huajie.assistance.models import Consent, ConsentWay, NeedKind, Referral, Shared
from huajie.assistance.models.referrals import MOST_WORDS
from huajie.assistance.services.releasing import end_claim
from huajie.assistance.services.steps import begun, locked, written
from huajie.assistance.states_referral import REFERRAL, RUNNING, ReferralState
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.matters.models import Matter
from huajie.people.dossier import household_dossier
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.services.correcting import source_of
from huajie.people.services.registering import register_households

_TOWN_DIGITS = 9
_CONSENTS_FROM = 14  # years: for a younger child a parent or guardian consents (个人信息保护法 §31)


@dataclass(frozen=True, slots=True)
class Need:
    """What is needed, as the board will show it."""

    kind: NeedKind
    words: str
    amount_fen: int | None = None


@transaction.atomic
def refer(household: Household, need: Need, *, by: Staff, matter: Matter | None = None) -> Referral:
    """A draft. Words that tell who the family is are refused at once."""
    home = household.standing
    demand_in(by, REFERRAL.move("draft").permission, home.area_id)
    _demand_sound(need, home)
    referral = Referral.objects.create(
        household=home, matter=matter, area_id=home.area_id, town=_town_of(home.area_id), adviser=by, **_columns(need)
    )
    _move(referral, "draft", by, {})
    return referral


@transaction.atomic
def refer_alone(person: Person, need: Need, *, by: Staff, matter: Matter | None = None) -> Referral:
    """The referral of somebody of whom no household is known: from now on they are one of their own."""
    demand_in(by, REFERRAL.move("draft").permission, person.area_id)
    new = NewHousehold(person.area_id, source_of(by), head_id=person.pk, members=(NewMember(person.pk),))
    return refer(register_households([new])[0], need, by=by, matter=matter)


@transaction.atomic
def rewrite(referral: Referral, need: Need, *, by: Staff) -> None:
    """Other words. A consent was given to the words as they stood, and holds for these no longer."""
    held = begun(referral, REFERRAL, "rewrite", referral.area_id, by, {"words": need.words.strip()})
    _demand_sound(need, held.household)
    for name, value in _columns(need).items():
        setattr(held, name, value)
    _end_consent(held)
    _move(held, "rewrite", by, {})
    referral.refresh_from_db()


@transaction.atomic
def consent(referral: Referral, person: Person, fields: Sequence[Shared], how: ConsentWay, on: date, *, by: Staff) -> Consent:
    """What one of the family allows to be told, separately and on record."""
    held = begun(referral, REFERRAL, "consent", referral.area_id, by, {"fields": fields, "how": how})
    members = {member.person.pk: member.person for member in household_dossier(held.household.standing).members}
    if person.standing_id not in members:
        raise Refused(_("Only one of the household can consent for it."))
    if on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    if _is_child(members[person.standing_id], on):
        raise Refused(_("For a child under fourteen a parent or guardian consents (个人信息保护法 §31)."))
    given = Consent.objects.create(
        referral=held, given_by=members[person.standing_id], fields=[name.value for name in fields], how=how, on=on, recorded_by=by
    )
    _move(held, "consent", by, {})
    referral.refresh_from_db()
    return given


@transaction.atomic
def publish(referral: Referral, *, by: Staff) -> None:
    """On the board, if the words still name nobody: somebody may have joined the household since they were written."""
    held = begun(referral, REFERRAL, "publish", referral.area_id, by, {}, frozenset({"unnamed"}))
    demand_unnamed(held.words, held.household.standing)
    held.published_at = timezone.now()
    _move(held, "publish", by, {})
    referral.refresh_from_db()


@transaction.atomic
def move_referral(referral: Referral, name: str, because: str, *, by: Staff) -> None:
    """A move that needs nothing but words: take off the board, close."""
    said = {"because": because.strip()}
    held = begun(referral, REFERRAL, name, referral.area_id, by, said)
    if name == "close":
        _end_consent(held)
    _move(held, name, by, said)
    referral.refresh_from_db()


@transaction.atomic
def withdraw_consent(referral: Referral, how: str, *, by: Staff) -> None:
    """The family takes its consent back: the board, the claim and the identity are closed in the same moment (个人信息保护法 §15)."""
    said = {"how": how.strip()}
    referral.refresh_from_db()  # whatever happened meanwhile: the family is not asked to come again
    held = begun(referral, REFERRAL, "withdraw_consent", referral.area_id, by, said)
    _end_consent(held)
    claim = held.claims.filter(state__in=sorted(RUNNING)).first() if held.state == ReferralState.CLAIMED else None
    if claim:
        end_claim(locked(claim), "consent", by)
    _move(held, "withdraw_consent", by, said, claim.pk if claim else None)
    referral.refresh_from_db()


def _demand_sound(need: Need, household: Household) -> None:
    if not need.words.strip() or len(need.words) > MOST_WORDS:
        raise Refused(_("Write what is needed, in at most %(most)s characters.") % {"most": MOST_WORDS})
    if need.amount_fen is not None and need.amount_fen <= 0:
        raise Refused(_("Give an amount above zero, or none."))
    demand_unnamed(need.words, household.standing)


def _columns(need: Need) -> dict[str, object]:
    return {"kind": need.kind, "words": need.words.strip(), "amount_fen": need.amount_fen}


def _town_of(area_code: str) -> Area:
    """The town in which an area lies; a wider area is itself."""
    return Area.objects.get(pk=area_code[:_TOWN_DIGITS])


def _is_child(person: Person, on: date) -> bool:
    born = person.birth_date
    return born is not None and (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < _CONSENTS_FROM


def _end_consent(referral: Referral) -> None:
    referral.consents.filter(withdrawn_on=None).update(withdrawn_on=timezone.localdate())


def _move(held: Referral, name: str, by: Staff, facts: dict[str, str], claim: int | None = None) -> None:
    _record(held, name, written(held, REFERRAL, name, by, facts), by, claim)


def _record(referral: Referral, name: str, step: int, by: Staff, claim: int | None = None) -> None:
    detail: dict[str, str | int] = {"move": name, "step": step, **({"claim": claim} if claim else {})}
    record(Act.REFERRAL_MOVED, by=by, subject=f"referral:{referral.pk}", detail=detail)
