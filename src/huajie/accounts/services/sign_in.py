"""How a person signs in: their password, second factor, language; and the open door of a demo."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Installation, Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in, scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused


@transaction.atomic
def set_password(staff: Staff, password: str, *, by: Actor) -> None:
    """Give a colleague a new password, which signs them out everywhere. One's own is changed with the old one."""
    _demand_care_of(staff, by)
    validate_password(password, staff)
    staff.set_password(password)
    staff.save(update_fields=["password"])
    record(Act.CREDENTIAL_SET, by=by, subject=staff.audit_name)


@transaction.atomic
def remove_second_factor(staff: Staff, *, by: Actor) -> int:
    """Forget a colleague's lost phone and keys, so that they can enrol anew. How many were forgotten."""
    _demand_care_of(staff, by)
    removed: int = Authenticator.objects.filter(user=staff).delete()[0]
    record(Act.SECOND_FACTOR_REMOVED, by=by, subject=staff.audit_name, detail={"removed": removed})
    return removed


@transaction.atomic
def close_staff(staff: Staff, *, by: Actor) -> None:
    """Let a person who has left sign in no more. Their name stays in what they did."""
    _demand_care_of(staff, by)
    if not staff.is_active:
        raise Refused(_("The account is closed already."))
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    record(Act.STAFF_CLOSED, by=by, subject=staff.audit_name)


@transaction.atomic
def reopen_staff(staff: Staff, *, by: Actor) -> None:
    """Let a person whose account was closed sign in again, with the postings that they still hold."""
    _demand_care_of(staff, by)
    if staff.is_active:
        raise Refused(_("The account is open already."))
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    record(Act.STAFF_REOPENED, by=by, subject=staff.audit_name)


def choose_language(staff: Staff, language: str) -> None:
    """Show pages to this person in a language from now on. No act of the office: nothing is recorded."""
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Huajie does not speak this language."))
    staff.language = language
    staff.save(update_fields=["language"])


@transaction.atomic
def open_demo(*, by: Actor, password: str = "") -> None:
    """Make this installation a demo, where everyone may sign in as one of the made-up people: by a press, or with the one password."""
    if password:
        validate_password(password)
        Staff.objects.update(password=make_password(password))  # hashed once: it is the same for all, and is shown to all
    Installation.objects.update_or_create(pk=1, defaults={"is_demo": True})
    record(Act.DEMO_OPENED, by=by)


def _demand_care_of(staff: Staff, by: Actor) -> None:
    """Only those who may edit staff in every area where the person works, and not the person themselves."""
    if not isinstance(by, Staff):
        return
    if by.pk == staff.pk:
        raise NotPermitted(_("Do this for yourself on the page of your own account."))
    scope_of(by).demand(Permission.EDIT_STAFF)
    for area_code in staff.postings.values_list("area_id", flat=True).distinct():
        demand_in(by, Permission.EDIT_STAFF, area_code)
