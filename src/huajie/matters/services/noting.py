"""Writing down what was done on a matter, and taking a note back."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.access import demand, is_on_team
from huajie.matters.models import CaseNote, Matter, NoteKind
from huajie.matters.services.clocks import refresh
from huajie.matters.services.moving import lock


@transaction.atomic
def add_note(matter: Matter, kind: NoteKind, text: str, *, by: Staff, on: date | None = None, with_resident: bool = False) -> CaseNote:
    """One more line in the course of the matter. Having spoken with the resident ends a silence. A comment stays inside the team."""
    found = lock(matter)
    demand(by, Permission.WORK_MATTERS, found)
    if kind is NoteKind.COMMENT and not is_on_team(scope_of(by), found):
        raise NotPermitted(_("Comments stay inside the team. You are not on it: write a note instead."))
    day = on or timezone.localdate()
    _demand_sense(found, text, day)
    spoke = with_resident and kind is not NoteKind.COMMENT
    note = CaseNote.objects.create(matter=found, kind=kind, on=day, text=text.strip(), with_resident=spoke, by=by)
    if spoke and (found.last_contact_on is None or day > found.last_contact_on):
        found.last_contact_on = day
        found.save(update_fields=["last_contact_on"])
        refresh([found.pk])
    record(Act.NOTE_ADDED, by=by, subject=found.ref, detail={"note": note.pk, "kind": kind.value})
    return note


@transaction.atomic
def take_note_back(note: CaseNote, *, by: Staff, because: str) -> None:
    """The note stays, and is shown as taken back with the reason. Only who wrote it may."""
    if note.by_id != by.pk:
        raise NotPermitted(_("Only who wrote a note takes it back."))
    if note.withdrawn_because:
        raise Refused(_("This note was taken back already."))
    if not because.strip():
        raise Refused(_("Say why, in a few words. The reason stands beside the note."))
    note.withdrawn_because = because.strip()[:200]
    note.save(update_fields=["withdrawn_because"])
    _recount_contact(note.matter)
    record(Act.NOTE_TAKEN_BACK, by=by, subject=note.matter.ref, detail={"note": note.pk})


def _recount_contact(matter: Matter) -> None:
    """The last day on which the resident was spoken with, by the notes that count."""
    spoken = CaseNote.objects.filter(matter=matter, with_resident=True, withdrawn_because="")
    matter.last_contact_on = spoken.order_by("-on").values_list("on", flat=True).first()
    matter.save(update_fields=["last_contact_on"])
    refresh([matter.pk])


def _demand_sense(matter: Matter, text: str, day: date) -> None:
    if not text.strip():
        raise Refused(_("Write down what was done."))
    if day > timezone.localdate():
        raise Refused(_("It cannot have been after today. Correct the day."))
    earliest = min(timezone.localdate(matter.created_at), matter.found_on)
    if day < earliest:
        raise Refused(_("It cannot have been before the matter was first told, on %(day)s. Correct the day.") % {"day": earliest})
