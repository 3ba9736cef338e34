"""Organisations that may claim: entered, verified by a named person, lapsed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.scope import demand_in
from huajie.assistance.credit_codes import sound_code
from huajie.assistance.models import Organisation
from huajie.assistance.services.releasing import release_all_of
from huajie.assistance.services.steps import begun, written
from huajie.assistance.states_referral import ORGANISATION
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused


@transaction.atomic
def enter_organisation(unit: Unit, credit_code: str, *, by: Actor) -> Organisation:
    """A charity's unit, with its code. Its people see nothing until somebody has verified it."""
    move = ORGANISATION.move("enter")
    demand_in(by, move.permission, unit.area_id)
    code = sound_code(credit_code)
    if unit.kind != UnitKind.CHARITY:
        raise Refused(_("Only a unit of the kind charity can be an organisation that claims."))
    if Organisation.objects.filter(unit=unit).exists() or Organisation.objects.filter(credit_code=code).exists():
        raise Refused(_("This unit, or this code, is entered already."))
    made = Organisation.objects.create(unit=unit, credit_code=code)
    written(made, ORGANISATION, move.name, by, {})
    _record(made, move.name, by)
    return made


@transaction.atomic
def verify_organisation(organisation: Organisation, seen: str, until: date | None, *, by: Staff) -> None:
    """Somebody has looked at the registration, and answers for it by name."""
    said = {"seen": seen.strip(), "until": until.isoformat() if until else ""}
    held = begun(organisation, ORGANISATION, "verify", organisation.unit.area_id, by, said)
    today = timezone.localdate()
    if until is None or until < today:
        raise Refused(_("This registration has ended. Only one that runs can be verified."))
    if by.postings.filter(unit=organisation.unit).exists():
        raise Refused(_("Whoever works in an organisation does not verify it. Ask a colleague."))
    held.registered_until, held.verified_by, held.verified_on = until, by, today
    written(held, ORGANISATION, "verify", by, said)
    _record(held, "verify", by)
    organisation.refresh_from_db()


@transaction.atomic
def lapse_organisation(organisation: Organisation, because: str, *, by: Staff) -> None:
    """Nothing more may be claimed or seen by it, and what it has claimed is released."""
    said = {"because": because.strip()}
    held = begun(organisation, ORGANISATION, "lapse", organisation.unit.area_id, by, said)
    written(held, ORGANISATION, "lapse", by, said)
    released = release_all_of(held, by)
    _record(held, "lapse", by, released)
    organisation.refresh_from_db()


def _record(organisation: Organisation, move: str, by: Actor, released: int = 0) -> None:
    detail: dict[str, str | int] = {"move": move, **({"released": released} if released else {})}
    record(Act.ORGANISATION_MOVED, by=by, subject=f"organisation:{organisation.credit_code}", detail=detail)
