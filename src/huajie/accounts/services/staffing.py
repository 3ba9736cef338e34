"""Adding people, posting them to units and ending their postings."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import demand_in, scope_of
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused


@transaction.atomic
def add_staff(username: str, display_name: str, *, by: Actor, password: str = "") -> Staff:
    """A person who may sign in, with no rights until they are posted. Without a password: by single sign-on only."""
    if isinstance(by, Staff):
        scope_of(by).demand(Permission.EDIT_STAFF)
    if Staff.objects.filter(username__iexact=username).exists():
        raise Refused(_("There is a person with the user name %(username)s already.") % {"username": username})
    staff = Staff(username=username, display_name=display_name)
    if password:
        validate_password(password, staff)
    staff.set_password(password or None)
    staff.save()
    record(Act.STAFF_ADDED, by=by, subject=staff.audit_name)
    return staff


@transaction.atomic
def post(staff: Staff, unit: Unit, role: Role, *, by: Actor, area: Area | None = None, since: date | None = None) -> Posting:
    """Let a person work in a unit as something, for the unit's area or one within it. Nobody posts themselves."""
    place = area or unit.area
    demand_in(by, Permission.EDIT_STAFF, place.code)
    _demand_someone_else(staff, by)
    if not place.code.startswith(unit.area_id):
        raise Refused(_("%(unit)s does not work in that area. Choose an area within its own.") % {"unit": unit.name})
    if unit.kind == UnitKind.CHARITY and role != Role.CHARITY_MEMBER:
        raise Refused(_("A charity's people are posted as charity members: they see the closed board alone."))
    begins = since or timezone.localdate()
    if any(held.is_active_on(begins) for held in staff.postings.filter(unit=unit, role=role, area=place)):
        raise Refused(_("This posting is held already."))
    posting = Posting.objects.create(staff=staff, unit=unit, role=role, area=place, since=begins)
    record(Act.POSTED, by=by, subject=staff.audit_name, detail={"unit": unit.code, "role": role.value, "area": place.code})
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, by: Actor, on: date | None = None) -> Posting:
    """Let a posting hold no longer from a day on, by default from now."""
    demand_in(by, Permission.EDIT_STAFF, posting.area_id)
    _demand_someone_else(posting.staff, by)
    ends = max(on or timezone.localdate(), posting.since)
    if posting.until is not None and posting.until <= ends:
        raise Refused(_("This posting has ended already."))
    posting.until = ends
    posting.save(update_fields=["until"])
    detail = {"unit": posting.unit.code, "role": posting.role, "area": posting.area_id, "until": ends.isoformat()}
    record(Act.POSTING_ENDED, by=by, subject=posting.staff.audit_name, detail=detail)
    return posting


def _demand_someone_else(staff: Staff, by: Actor) -> None:
    """Nobody gives or takes rights of their own: a second person is always part of it, and in the record."""
    if isinstance(by, Staff) and by.pk == staff.pk:
        raise NotPermitted(_("Nobody changes their own postings. Ask a colleague who may."))
