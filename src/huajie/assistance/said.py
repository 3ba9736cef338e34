"""What the rules of aid refuse, in the reader's language, and what to do next."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huajie.core.errors import Refused
from huajie.deadlines.said import told
from huajie.rules.eligibility.facts import FACTS
from huajie.rules.eligibility.refusals import FactsRefused, Why

REFUSALS = {
    Why.NOT_A_FILE: gettext_lazy("Line %(line)s cannot be read as facts of a household. Write one fact a line, such as `wages: 900`."),
    Why.NO_MEMBERS: gettext_lazy("The household has no members. List them under `members:`, each after a dash."),
    Why.TWICE: gettext_lazy("%(whose)s stands twice among the members. Take one out, or give each a name of their own."),
    Why.UNKNOWN_FACT: gettext_lazy("%(whose)s: the rules ask for no “%(fact)s”. Take it out, or correct its name."),
    Why.BELOW_ZERO: gettext_lazy("%(whose)s: %(fact)s is below zero. Write 0 where there is nothing, and `unknown` where nobody knows."),
    Why.TOO_MUCH: gettext_lazy("%(whose)s: %(fact)s must be less than %(less_than)s. Look whether it has a digit too many."),
    Why.NOT_A_NUMBER: gettext_lazy("%(whose)s: %(fact)s is no number. Write digits only, such as 1309.5, or `unknown`."),
    Why.NOT_WHOLE: gettext_lazy("%(whose)s: %(fact)s is a count. Write a whole number."),
    Why.NOT_A_DAY: gettext_lazy("%(whose)s: %(fact)s is no date. Write a day as 1960-05-31, a month as 2026-11."),
    Why.IN_FUTURE: gettext_lazy("%(whose)s: %(fact)s lies in the future. Correct the year."),
    Why.NOT_YES_NO: gettext_lazy("%(whose)s: %(fact)s is asked with yes or no. Write `true`, `false` or `unknown`."),
    Why.NOT_A_CHOICE: gettext_lazy("%(whose)s: %(fact)s is none of these: %(choices)s. Write one of them, or `unknown`."),
    Why.LEVEL_WITHOUT_KIND: gettext_lazy(
        "%(whose)s: there is a level of disability, and `disability: none`. Write the kind that the certificate states, or level 0."
    ),
    Why.INCOME_TWICE: gettext_lazy("%(whose)s: `income` is the whole of it. Write either `income`, or its kinds one by one."),
    Why.SAY_IF_COUNTS: gettext_lazy(
        "%(whose)s is a child who lives elsewhere. Write `birth` and `schooling`: whoever is under 18 or a full-time student counts."
    ),
    Why.NOBODY_COUNTS: gettext_lazy("None of the members counts as of the household. Correct `lives_here`, or `relation`."),
    Why.BEFORE_THE_RULES: gettext_lazy("Not all rules are in force in %(month)s. Write a month from %(begins)s on."),
}


def refusal_of(refused: FactsRefused) -> Refused:
    """The same refusal as a sentence."""
    return Refused(REFUSALS[refused.why] % _facts(refused.facts))


def _facts(facts: Mapping[str, object]) -> dict[str, str]:
    said = {name: _said(value) for name, value in facts.items()}
    if "whose" in said:
        said["whose"] = said["whose"] or _("The household")
    if fact := FACTS.get(said.get("fact", "")):
        said["fact"] = _("%(label)s (`%(name)s`)") % {"label": told(fact.label), "name": fact.name}
    return said


def _said(value: object) -> str:
    if isinstance(value, date):
        return date_format(value, "Y-m")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
