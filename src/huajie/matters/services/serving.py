"""A notice reaches the resident: on which day and how. From then on their time to ask for a review runs."""

import io
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.documents import render
from huajie.core.errors import Refused
from huajie.matters import duties, papers
from huajie.matters.access import demand
from huajie.matters.models import Matter, Notice, Outcome, ServedBy
from huajie.matters.services import clocks
from huajie.matters.services.keeping import keep_file
from huajie.matters.services.moving import lock
from huajie.matters.states import NoticeKind

_TELLS = frozenset({NoticeKind.ACCEPTANCE, NoticeKind.NOT_ACCEPTED, NoticeKind.TRANSFER})


@transaction.atomic
def serve(notice: Notice, *, by: Staff, on: date, way: ServedBy, note: str = "") -> Notice:
    """The notice is owed no longer. What was served is kept as it was, whatever becomes of the template."""
    held = Notice.objects.select_for_update(of=("self",)).select_related("matter").get(pk=notice.pk)
    found = lock(held.matter)
    demand(by, Permission.WORK_MATTERS, found)
    _demand_sense(held, on, way, note)
    held.paper = keep_file(found, io.BytesIO(_docx(held, found)), f"{held.get_kind_display()}.docx", purpose="letter", by=by)
    held.served_on, held.served_by, held.served_note, held.recorded_by = on, way, note.strip()[:200], by
    held.save(update_fields=["paper", "served_on", "served_by", "served_note", "recorded_by"])
    _let_time_run(held, found, by)
    record(Act.NOTICE_SERVED, by=by, subject=found.ref, detail={"notice": held.pk, "kind": held.kind, "way": held.served_by})
    return held


def _demand_sense(notice: Notice, on: date, way: ServedBy, note: str) -> None:
    if notice.served_on:
        raise Refused(_("This notice was served on %(day)s.") % {"day": notice.served_on})
    if on > timezone.localdate():
        raise Refused(_("It cannot have been served after today. Correct the day."))
    if on < notice.owed_since:
        raise Refused(_("It cannot have been served before %(day)s, when it was first owed. Correct the day.") % {"day": notice.owed_since})
    if way in {ServedBy.LEFT, ServedBy.IMPOSSIBLE} and not note.strip():
        raise Refused(_("Say in the note who witnessed it, or why it cannot be served."))


def _docx(notice: Notice, matter: Matter) -> bytes:
    paper = papers.paper_of(notice, matter)
    return render(paper.kind, paper.data, on=notice.owed_since).docx


def _let_time_run(notice: Notice, matter: Matter, by: Staff) -> None:
    """Telling ends the duty to tell; receiving an answer begins the resident's time (信访工作条例 §23, §35, §36)."""
    on = notice.served_on
    assert on is not None  # noqa: S101  # set by the caller
    if notice.kind in _TELLS:
        clocks.end(matter, duties.TELLING, on, by=by, because=notice.get_kind_display())
        clocks.refresh([matter.pk])
    if notice.kind == NoticeKind.OUTCOME:
        Outcome.objects.filter(matter=matter, superseded=False, written_at__lte=notice.made_at).update(told_on=on)  # none that came later
    right = {NoticeKind.OUTCOME: "XF-REVIEW-ASK", NoticeKind.REVIEW: "XF-REREVIEW-ASK"}.get(NoticeKind(notice.kind))
    if right and notice.served_by != ServedBy.IMPOSSIBLE and duties.has_review(matter):
        clocks.end(matter, {right}, on, by=by)  # of an answer before this one
        clocks.start(matter, right, on, by=by)
