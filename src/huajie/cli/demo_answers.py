"""What families of the demo answered: some are entitled by now, some are not, most have not been asked."""

from random import Random

from django.db import transaction

from huajie.accounts.models import Staff
from huajie.assistance.models import Prospect, ProspectState
from huajie.assistance.services.answering import answer, decline
from huajie.assistance.services.sweeping import sweep
from huajie.people.models import Household

_ASKED = 60
_WHY_NOT = "儿子下个月就上班了，先不麻烦政府"


@transaction.atomic
def ask_demo_families(seed: int) -> None:
    """Every household is looked at; some are asked a few questions, a few everything, and one does not want it."""
    sweep()
    asker, chance = Staff.objects.get(username="district-coordinator"), Random(seed)  # noqa: S311 — a fixed seed is the point
    likely = Prospect.objects.filter(programme="low_income", state=ProspectState.OPEN).order_by("pk").values_list("household_id", flat=True)
    for household in Household.objects.filter(pk__in=list(likely[:_ASKED])).select_related("head").order_by("pk"):
        if household.head:
            answer(household, household.head.standing, {"registered": float(chance.random() < 0.9)}, by=asker)
        if chance.random() < 0.6:
            answer(household, None, {"homes": 1.0, "vehicles": float(chance.random() < 0.15)}, by=asker)
        if chance.random() < 0.5:
            answer(household, None, {"savings": chance.choice([0.0, 2_000.0, 9_000.0, 80_000.0])}, by=asker)
    declined = Prospect.objects.filter(state=ProspectState.OPEN, programme="low_income").order_by("pk").first()
    if declined:
        decline(declined, _WHY_NOT, by=asker)
