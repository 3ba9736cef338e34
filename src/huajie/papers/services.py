"""Adding an office's own template, and withdrawing it."""

from datetime import date
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.documents import DocumentKind
from huajie.core.documents.checking import check_template
from huajie.core.errors import Refused
from huajie.core.models import OfficeTemplate
from huajie.core.uploads import TEMPLATES, drop, examine, keep, sweep


@transaction.atomic
def add_template(kind: DocumentKind, file: IO[bytes], name: str, since: date, *, by: Actor) -> OfficeTemplate:
    """A template that holds from a day on, once it has been tried out. Refuses one that cannot be used, with what to change."""
    _demand(by)
    if since < timezone.localdate():
        raise Refused(_("A template cannot hold for days that are past. Choose today or a later day."))
    examined = examine(file, name)
    if not examined.name.lower().endswith(".docx"):
        raise Refused(_("A template is a Word document (.docx)."))
    file.seek(0)
    check_template(file.read(), kind)
    key = keep(examined, file, shelf=TEMPLATES)
    try:
        template = OfficeTemplate.objects.create(kind=kind, since=since, name=examined.name, key=key, sha256=examined.sha256)
        detail = {"since": since.isoformat(), "sha256": examined.sha256, "template": template.pk}
        record(Act.TEMPLATE_ADDED, by=by, subject=f"document:{kind}", detail=detail)
    except BaseException:
        drop(key)
        raise
    return template


@transaction.atomic
def withdraw_template(template: OfficeTemplate, *, by: Actor) -> None:
    """From now on no document is made from it: the one before it holds again. The file stays, for the record tells of it."""
    _demand(by)
    withdrawn = OfficeTemplate.objects.filter(pk=template.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if not withdrawn:
        raise Refused(_("This template is withdrawn already."))
    record(Act.TEMPLATE_WITHDRAWN, by=by, subject=f"document:{template.kind}", detail={"template": template.pk})


def sweep_templates() -> int:
    """Delete files that an act broken off has left; gives how many went."""
    return sweep(lambda: set(OfficeTemplate.objects.values_list("key", flat=True)), shelf=TEMPLATES)


def _demand(by: Actor) -> None:
    if isinstance(by, Staff):
        scope_of(by).demand(Permission.EDIT_TEMPLATES)
