"""Who read what a family stated, what was found of it, and what is known of its means: once a day for each reader."""

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.assistance.models import Application
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import record
from huajie.people.models import Household


def note_reading(application: Application, *, by: Staff) -> None:
    """That an application was read; not by whoever wrote its statement down."""
    if application.statement.taken_by_id != by.pk:
        _once_a_day(Act.AID_READ, application.ref, by)


def note_means_read(household: Household, *, by: Staff) -> None:
    """That somebody looked at a household against every programme, which tells of income, health and property."""
    _once_a_day(Act.MEANS_READ, household.ref, by)


@transaction.atomic
def _once_a_day(act: Act, subject: str, by: Staff) -> None:
    read = Entry.objects.filter(subject=subject, actor=by.audit_name, act=act.value)
    if not read.filter(at__date=timezone.localdate()).exists():
        record(act, by=by, subject=subject)
