"""Files of a case: looked at before they are taken, kept encrypted, and never deleted but withdrawn with a reason."""

from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.uploads import examine, keep
from huajie.matters.access import demand
from huajie.matters.models import PROVING, Attachment, CaseNote, Matter
from huajie.matters.services.moving import lock
from huajie.matters.states import State

_SHOWN = frozenset({State.RESOLVED, State.CONFIRMED, State.FOLLOWED_UP, State.ARCHIVED})
"""States of a matter whose outcome was submitted: what shows it stays."""
MOST_FILES = 200  # of one matter: more is a mistake of whoever sends them


@transaction.atomic
def attach(matter: Matter, file: IO[bytes], name: str, *, by: Staff, purpose: str = "evidence", note: CaseNote | None = None) -> Attachment:
    """The file with the case, if it is what its name says and nothing is wrong with it."""
    found = lock(matter)
    demand(by, Permission.WORK_MATTERS, found)
    if found.attachments.count() >= MOST_FILES:
        raise Refused(_("A matter holds %(count)s files at most. Put several pages into one file.") % {"count": MOST_FILES})
    examined = examine(file, name)
    if found.attachments.filter(sha256=examined.sha256, withdrawn_because="").exists():
        raise Refused(_("This very file is attached already."))
    attachment = Attachment.objects.create(
        matter=found,
        note=note,
        name=examined.name,
        purpose=purpose,
        content_type=examined.content_type,
        size=examined.size,
        sha256=examined.sha256,
        key=keep(examined, file),
        added_by=by,
    )
    record(Act.FILE_ATTACHED, by=by, subject=found.ref, detail={"attachment": attachment.pk, "sha256": examined.sha256})
    return attachment


@transaction.atomic
def withdraw_attachment(attachment: Attachment, *, by: Staff, because: str) -> None:
    """The file counts no longer. It is kept, and who withdrew it and why is on record."""
    demand(by, Permission.WORK_MATTERS, attachment.matter)
    if attachment.withdrawn_because:
        raise Refused(_("This file was withdrawn already."))
    if not because.strip():
        raise Refused(_("Say why, in a few words. The reason stands beside the file."))
    _demand_other_evidence(attachment)
    attachment.withdrawn_because = because.strip()[:200]
    attachment.save(update_fields=["withdrawn_because"])
    record(Act.FILE_WITHDRAWN, by=by, subject=attachment.matter.ref, detail={"attachment": attachment.pk})


def _demand_other_evidence(attachment: Attachment) -> None:
    """An outcome that was submitted keeps at least one file that shows it."""
    found = lock(attachment.matter)
    proving = found.attachments.filter(withdrawn_because="", purpose__in=PROVING)
    if found.state in _SHOWN and proving.contains(attachment) and proving.count() == 1:
        raise Refused(_("This is the last evidence of an outcome that was submitted. Attach what takes its place first."))


@transaction.atomic
def record_reading(attachment: Attachment, *, by: Staff) -> None:
    """Who opened which file of a case is on record: it holds personal data."""
    record(Act.FILE_READ, by=by, subject=attachment.matter.ref, detail={"attachment": attachment.pk})
