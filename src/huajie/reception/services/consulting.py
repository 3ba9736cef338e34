"""Recording a legal consultation, and making a matter of one that had none."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.matters.models import Matter
from huajie.people.models import Person
from huajie.reception.models import Consultation, Ticket


@transaction.atomic
def record_consultation(
    question: str,
    answer: str,
    *,
    by: Staff,
    on: date,
    area_code: str,
    answered_by: str = "",
    law: str = "",
    matter: Matter | None = None,
    person: Person | None = None,
    ticket: Ticket | None = None,
) -> Consultation:
    """A question and its answer, tied to the matter and the person if there are any; whoever asks need not give a name."""
    demand_in(by, Permission.OPEN_MATTERS, area_code)
    if not question.strip() or not answer.strip():
        raise Refused(_("Write down the question and what was answered."))
    if on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    consultation = Consultation.objects.create(
        matter=matter,
        person=person,
        ticket=ticket,
        area_id=area_code,
        on=on,
        question=question.strip(),
        answer=answer.strip(),
        law=law.strip()[:400],
        answered_by=(answered_by.strip() or by.display_name)[:80],
        recorded_by=by,
    )
    record(Act.CONSULTED, by=by, subject=matter.ref if matter else "", detail={"consultation": consultation.pk})
    return consultation


@transaction.atomic
def tie(consultation: Consultation, matter: Matter, *, by: Staff, person: Person | None = None) -> None:
    """A question that was asked alone belongs to the matter that came of it, and to whoever is named now."""
    demand_in(by, Permission.OPEN_MATTERS, consultation.area_id)
    held = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if held.matter_id:
        raise Refused(_("This question belongs to a matter already."))
    held.matter, held.person = matter, held.person or person
    held.save(update_fields=["matter", "person"])
    record(Act.CONSULTED, by=by, subject=matter.ref, detail={"consultation": held.pk})
