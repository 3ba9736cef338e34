"""Who a claimed family is, as far as it consented. Whoever asks here has recorded the look beforehand (services/looking.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from huajie.assistance.models import Claim, Consent, Shared
from huajie.assistance.states_referral import NAMED, ReferralState
from huajie.people.dossier import household_dossier
from huajie.people.models import Address, Person, Phone
from huajie.people.trees import within


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the organisation is told."""

    label: str
    values: tuple[str, ...]


def consent_of(claim: Claim) -> Consent | None:
    """The consent under which this organisation may now be told who the family is; None: it may not. One query."""
    today = timezone.localdate()
    overdue = claim.clocks.filter(stopped_on=None, due_on__lt=today)
    if claim.state not in NAMED or claim.referral.state != ReferralState.CLAIMED:
        return None
    if not claim.organisation.may_claim_on(today) or overdue.exists():
        return None
    return claim.referral.consents.filter(withdrawn_on=None).select_related("given_by__root").first()


def told(claim: Claim, consent: Consent) -> list[Told]:
    """What the family consented to, as the register knows it now, and nothing else."""
    person = consent.given_by.standing
    read: dict[Shared, Callable[[], tuple[str, ...]]] = {
        Shared.NAME: lambda: (person.shown_name,),
        Shared.PHONE: lambda: _phones(person),
        Shared.ADDRESS: lambda: _addresses(claim, person),
        Shared.MEMBERS: lambda: _members(claim),
    }
    return [Told(str(field.label), read[field]()) for field in Shared if field in consent.fields]


def _phones(person: Person) -> tuple[str, ...]:
    rows = Phone.objects.filter(within("person", [person.pk])).order_by("-pk")
    return tuple(dict.fromkeys(row.value for row in rows))


def _addresses(claim: Claim, person: Person) -> tuple[str, ...]:
    """Where the household lives, with its village; where it is not written, where the person does."""
    home = claim.referral.household.standing
    if home.address:
        return (f"{home.area.name} {home.address}",)
    newest = Address.objects.filter(within("person", [person.pk])).order_by("-pk").values_list("text", flat=True).first()
    return (f"{home.area.name} {newest or ''}".strip(),)


def _members(claim: Claim) -> tuple[str, ...]:
    members = household_dossier(claim.referral.household.standing).members
    return tuple(f"{member.person.shown_name} {member.relation}".strip() for member in members)
