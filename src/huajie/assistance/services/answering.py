"""What a family answered, kept as dated facts; and that it does not want something, which nobody brings up again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.assistance.household_facts import kind_of
from huajie.assistance.models import Prospect, ProspectState
from huajie.assistance.services.sweeping import sweep_some
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewFact
from huajie.people.services.correcting import source_of
from huajie.people.services.registering import record_facts
from huajie.rules.eligibility.facts import FACTS, Kind, Level


@transaction.atomic
def answer(household: Household, person: Person | None, answers: dict[str, float], *, by: Staff) -> None:
    """What was answered today about the household or one of its people, by name of fact; the household is looked at anew at once."""
    demand_in(by, Permission.PREPARE_AID, household.area_id)
    _demand_answerable(answers, person)
    today = timezone.localdate()
    about = {"person_id": person.pk} if person else {"household_id": household.pk}
    record_facts([NewFact(kind_of(name), _kept(value), source_of(by), today, **about) for name, value in answers.items()])
    subject = person.ref if person else household.ref
    record(Act.AID_QUESTION_ANSWERED, by=by, subject=subject, detail={"facts": sorted(answers)})
    sweep_some([household.pk])


def _demand_answerable(answers: dict[str, float], person: Person | None) -> None:
    """A question of a person has one, a question of the household none; what a survey has to find nobody answers."""
    level = Level.PERSON if person else Level.HOUSEHOLD
    if any(FACTS[name].level is not level for name in answers):
        raise Refused(_("Say whom the answer is about."))
    if any(FACTS[name].finding and FACTS[name].kind is Kind.YES_NO for name in answers):
        raise Refused(_("Only a survey by two people finds this, with the person heard."))


def _kept(value: float) -> str:
    """To the fen, without zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@transaction.atomic
def decline(prospect: Prospect, because: str, *, by: Staff) -> None:
    """The family does not want it, and says why; it may change its mind at any time."""
    demand_in(by, Permission.PREPARE_AID, prospect.area_id)
    if not because.strip():
        raise Refused(_("Write down why the family does not want it, in its own words."))
    held = Prospect.objects.select_for_update().get(pk=prospect.pk)
    held.state, held.because, held.by = ProspectState.DECLINED, because.strip(), by
    held.save(update_fields=["state", "because", "by"])
    record(Act.PROSPECT_DECLINED, by=by, subject=held.household.ref, detail={"prospect": held.pk})


@transaction.atomic
def bring_up(prospect: Prospect, *, by: Staff) -> None:
    """The family has changed its mind."""
    demand_in(by, Permission.PREPARE_AID, prospect.area_id)
    Prospect.objects.filter(pk=prospect.pk, state=ProspectState.DECLINED).update(state=ProspectState.OPEN, because="")
    record(Act.PROSPECT_DECLINED, by=by, subject=prospect.household.ref, detail={"prospect": prospect.pk, "again": True})
    sweep_some([prospect.household_id])
