"""Recording a legal consultation."""

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
from huajie.reception.models import Consultation


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
