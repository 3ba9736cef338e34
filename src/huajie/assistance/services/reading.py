"""Who read what a family stated and what was found of it: once a day for each reader and application."""

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.assistance.models import Application
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import record


@transaction.atomic
def note_reading(application: Application, *, by: Staff) -> None:
    """An entry in the record, unless there is one of today; none for who wrote the statement down."""
    if application.statement.taken_by_id == by.pk:
        return
    read = Entry.objects.filter(subject=application.ref, actor=by.audit_name, act=Act.AID_READ.value)
    if not read.filter(at__date=timezone.localdate()).exists():
        record(Act.AID_READ, by=by, subject=application.ref)
