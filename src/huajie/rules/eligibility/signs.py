"""Which verdicts are worth a conversation: what is certain, and what depends on more while something certain speaks for it."""

import numpy as np
from numpy.typing import NDArray

from huajie.rules.eligibility.facts import Level
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.verdicts import Judgement, Verdict

SIGNS: dict[str, tuple[str, ...]] = {
    "low_income": ("low_income_by_income",),
    "single_person": ("gravely_burdened",),
    "low_income_margin": ("margin_by_income",),
    "special_hardship": ("unable_to_work", "without_income"),
    "rigid_expenditure": ("rigid_by_expenses",),
    "urgent_relief": ("emergency",),
    "expenditure_relief": ("rigid_by_expenses",),
    "medical_aid": ("recognised",),
    "education_aid": ("at_school", "recognised"),
    "housing_aid": ("poorest",),
    "employment_aid": ("low_income",),
    "disaster_relief": ("disaster_loss",),
    "disability_living": ("disabled",),
    "disability_care": ("gravely_disabled",),
    "judicial_relief": ("judicial_loss",),
}
"""What has to be certain before a verdict that depends on more is looked into. Legal aid without a check of means is for whoever asks."""


def worth_talking_over(judged: Judgement, code: str, home: NDArray[np.int32]) -> NDArray[np.bool_]:
    """For each household, or each person, whether the programme is worth a conversation; `home` is the roster's."""
    programme, verdicts = PROGRAMMES[code], judged.programmes[code]
    levels = {condition.name: condition.level for condition in programme.conditions}
    speaks = np.full(len(verdicts), code in SIGNS)
    for sign in SIGNS.get(code, ()):
        holds = judged.conditions[sign] == Verdict.ENTITLED
        speaks &= holds[home] if levels[sign] is Level.HOUSEHOLD and programme.level is Level.PERSON else holds
    found: NDArray[np.bool_] = (verdicts == Verdict.ENTITLED) & (code in SIGNS) | (verdicts == Verdict.DEPENDS) & speaks
    return found
