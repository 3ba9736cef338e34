"""Looking into an application: who authorised the check, what came back, what was found at home, and what the town thinks of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.assistance.fairness import is_relative
from huajie.assistance.models import (
    Application,
    ApplicationStep,
    Authorisation,
    InformationCheck,
    Objection,
    Survey,
    SurveyKind,
)
from huajie.assistance.services.moving import begun, demand_not_ahead, written
from huajie.core.errors import Refused
from huajie.people.models import Person

LEAST_STAFF = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A visit to the home: by whom, when, what was found, and whether the family and everybody of the staff signed it."""

    staff: Sequence[Staff]
    on: date
    findings: str
    signed: bool


@transaction.atomic
def authorise(application: Application, people: Collection[Person], signed_on: date, *, by: Staff) -> ApplicationStep:
    """Some members allowed that their means are checked, on paper."""
    held = begun(application, "authorise", by, {"people": people})
    demand_not_ahead(signed_on)
    members = set(held.members.values_list("person_id", flat=True))
    if {person.pk for person in people} - members:
        raise Refused(_("Only members of this household count in its application."))
    paper = Authorisation.objects.create(application=held, signed_on=signed_on, recorded_by=by)
    paper.people.set(people)
    return written(held, "authorise", by, {"people": str(len(people)), "signed_on": signed_on.isoformat()})


@transaction.atomic
def ask_check(application: Application, *, by: Staff) -> ApplicationStep:
    """The town asks the county to have the means checked."""
    held = begun(application, "check", by, {})
    InformationCheck.objects.create(application=held, sent_on=timezone.localdate(), sent_by=by)
    return written(held, "check", by, {})


@transaction.atomic
def enter_check(application: Application, words: str, *, by: Staff) -> ApplicationStep:
    """What came back from the check. The answer is kept encrypted and shown to whoever handles or decides the application."""
    held = begun(application, "checked", by, {"words": words.strip()})
    held.checks.filter(received_on=None).update(received_on=timezone.localdate(), result=words.strip())
    return written(held, "checked", by, {})


@transaction.atomic
def survey(application: Application, found: Found, *, by: Staff) -> ApplicationStep:
    """The town's survey of the home, signed."""
    held = begun(application, "survey", by, {"staff": found.staff, "findings": found.findings.strip(), "signed": found.signed})
    _keep(held, SurveyKind.TOWN, found)
    return _moved(application, written(held, "survey", by, {"on": found.on.isoformat()}))


@transaction.atomic
def visit(application: Application, found: Found, *, by: Staff) -> ApplicationStep:
    """The county's own visit before it decides."""
    held = begun(application, "visit", by, {"staff": found.staff, "findings": found.findings.strip()})
    _keep(held, SurveyKind.COUNTY, found)
    return written(held, "visit", by, {"on": found.on.isoformat()})


def _keep(held: Application, kind: SurveyKind, found: Found) -> None:
    """Two different people at least, all of whom work here now, none of them a relative of the family."""
    demand_not_ahead(found.on)
    staff = {one.pk: one for one in found.staff}.values()
    if len(staff) < LEAST_STAFF:
        raise Refused(_("A home is surveyed by at least two different people of the staff (§15)."))
    today = timezone.localdate()
    for one in staff:
        if not one.is_active or not any(posting.is_active_on(today) for posting in one.postings.all()):
            raise Refused(_("%(name)s does not work here any more.") % {"name": one})
        if is_relative(held, one):
            raise Refused(_("%(name)s is filed as a relative of this family: somebody else goes there (§11).") % {"name": one})
    row = Survey.objects.create(application=held, kind=kind, on=found.on, findings=found.findings.strip(), signed=found.signed)
    row.staff.set(staff)


@transaction.atomic
def opine(application: Application, opinion: str, amounts: Mapping[str, int | None], *, by: Staff) -> ApplicationStep:
    """The town's opinion, with the amount that it proposes for each programme (fen)."""
    held = begun(application, "opine", by, {"opinion": opinion.strip()})
    for asked in held.asked.all():
        asked.proposed_fen = amounts.get(asked.programme)
        if asked.proposed_fen is not None and asked.proposed_fen < 0:
            raise Refused(_("An amount is not below zero."))
        asked.save(update_fields=["proposed_fen"])
    return _moved(application, written(held, "opine", by, {"opinion": opinion.strip()}))


@transaction.atomic
def re_investigate(application: Application, words: str, *, by: Staff) -> ApplicationStep:
    """What the town does about an objection; the home is surveyed anew after that."""
    held = begun(application, "re_investigate", by, {"words": words.strip()})
    open_ones = Objection.objects.filter(notice__application=held, handled_on=None)
    open_ones.update(handled_on=timezone.localdate(), handled=words.strip())
    return _moved(application, written(held, "re_investigate", by, {"words": words.strip()}))


def _moved(application: Application, step: ApplicationStep) -> ApplicationStep:
    application.refresh_from_db()
    return step
