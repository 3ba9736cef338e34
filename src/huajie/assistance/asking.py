"""The questions to put to a family: in its words, one at a time, and how an answer is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.assistance.household_facts import PREFIX, Families, Family
from huajie.assistance.prospects import order_of
from huajie.deadlines.said import told
from huajie.people.dossier import KindShown, show_kinds
from huajie.people.models import Person
from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.conditions import LIMITS, Condition
from huajie.rules.eligibility.deciding import Missing
from huajie.rules.eligibility.facts import ALL_INCOME, FACTS, INCOMES, Kind, Level
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.roster import day_number, day_of
from huajie.rules.eligibility.verdicts import Judgement, Verdict
from huajie.ui.templatetags.huajie import day

INCOME = "income"  # all kinds of income of one person at once
_CHOICE_WORDS = {
    "none": _("None"),
    "hearing": pgettext_lazy("disability", "Hearing"),
    "speech": _("Speech"),
    "visual": _("Visual"),
    "physical": _("Physical"),
    "intellectual": _("Intellectual"),
    "mental": _("Mental"),
    "compulsory": _("Primary or junior secondary school"),
    "senior": _("Senior secondary or vocational school"),
    "undergraduate": _("College or first degree"),
    "postgraduate": _("Postgraduate"),
}
_HEALTH = frozenset({"disability", "disability_level", "serious_illness", "failed_self_care"})
_INPUT, _SELECT = {"class": "form-control"}, {"class": "form-select"}
_FIRST, _LAST = 1, 4  # levels of disability


@dataclass(frozen=True, slots=True)
class Question:
    """One question about the household, or about one of its people."""

    household_id: int
    fact: str
    person: Person | None

    @property
    def text(self) -> str:
        """In the reader's language."""
        return told(ALL_INCOME if self.fact == INCOME else FACTS[self.fact].question)

    @property
    def is_yes_no(self) -> bool:
        """True if and only if yes and no are all that can be said."""
        return self.fact != INCOME and FACTS[self.fact].kind is Kind.YES_NO

    @property
    def unit(self) -> str:
        """In what the answer is told; empty: it is no amount."""
        kind = Kind.MONEY if self.fact == INCOME else FACTS[self.fact].kind
        return str({Kind.MONEY: _("yuan"), Kind.AREA: _("square metres")}.get(kind, ""))

    @property
    def form(self) -> "AnswerForm":
        """With which it is answered."""
        about = {"fact": self.fact, "person": self.person.ref if self.person else ""}
        return AnswerForm(self.fact, initial=about, auto_id=f"{self.household_id}-{self.fact}-{about['person']}-%s")


class AnswerForm(forms.Form):
    """One answer. What the question is about goes with it."""

    fact = forms.CharField(widget=forms.HiddenInput)
    person = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, fact: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Form takes them
        self.fields["value"] = _field(fact)
        if fact == "disability":
            levels = [("", "–"), *((str(level), str(level)) for level in range(_FIRST, _LAST + 1))]
            self.fields["level"] = forms.ChoiceField(choices=levels, required=False, widget=forms.Select(attrs=_SELECT))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if "level" in self.fields and cleaned.get("value") not in {None, "none"} and not cleaned.get("level"):
            self.add_error("level", _("Take the level from the certificate."))
        return cleaned

    def answers(self) -> dict[str, float]:
        """What was said, by fact."""
        fact, value = self.cleaned_data["fact"], self.cleaned_data["value"]
        if fact == INCOME:
            return {**dict.fromkeys(INCOMES, 0.0), "wages": float(value)}
        if fact == "disability":
            level = self.cleaned_data.get("level") if value != "none" else 0
            return {"disability": _place(fact, value), "disability_level": float(level or 0)}
        if FACTS[fact].kind is Kind.CHOICE:
            return {fact: _place(fact, value)}
        if isinstance(value, date):
            return {fact: float(day_number(value))}
        return {fact: float(value == "yes") if FACTS[fact].kind is Kind.YES_NO else float(value)}


def _field(fact: str) -> forms.Field:
    kind = Kind.MONEY if fact == INCOME else FACTS[fact].kind
    if kind is Kind.YES_NO:
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    if kind is Kind.CHOICE:
        return forms.ChoiceField(choices=[(one.name, _CHOICE_WORDS[one.name]) for one in CHOICES[fact]], widget=forms.Select(attrs=_SELECT))
    if kind is Kind.DAY:
        return forms.DateField(widget=forms.DateInput(attrs={**_INPUT, "type": "date"}), validators=[_not_ahead])
    if kind is Kind.COUNT:
        return forms.IntegerField(min_value=0, max_value=int(FACTS[fact].less_than) - 1, widget=forms.NumberInput(attrs=_INPUT))
    most = int(FACTS["wages" if fact == INCOME else fact].less_than) - 1
    return forms.DecimalField(min_value=0, max_value=most, decimal_places=2, widget=forms.NumberInput(attrs=_INPUT))


def _not_ahead(day: date) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))


def _place(fact: str, choice: str) -> float:
    return float([one.name for one in CHOICES[fact]].index(choice))


def first_questions(families: Families, judged: Judgement, programmes: Mapping[int, Iterable[str]]) -> dict[int, Question]:
    """For each household, by primary key, the first question whose answer bears on one of its programmes."""
    people, found = list(families.people()), {}
    rows: dict[int, list[tuple[int, Person]]] = {}
    for row, (place, person) in enumerate(people):
        rows.setdefault(place, []).append((row, person))
    for place, family in enumerate(families.families):
        asked = [
            Question(family.household.pk, fact, person)
            for code in programmes.get(family.household.pk, ())
            for condition in PROGRAMMES[code].conditions
            for fact, person in _missing(families, judged, condition, place, rows[place])
        ]
        if asked:
            found[family.household.pk] = as_asked(min(asked, key=lambda one: order_of(one.fact)))
    return found


def _missing(
    families: Families, judged: Judgement, condition: Condition, place: int, members: list[tuple[int, Person]]
) -> Iterable[tuple[str, Person | None]]:
    """The unknown facts on which an undecided condition rests, whoever they are about."""
    for inner in (one for code in condition.any_of for one in (LIMITS.get(code) or PROGRAMMES[code].conditions)):
        yield from _missing(families, judged, inner, place, members)
    for fact in condition.rests_on:
        if FACTS[fact].level is Level.HOUSEHOLD:
            if judged.conditions[condition.name][place] == Verdict.DEPENDS and families.roster.unknown(fact)[place]:
                yield fact, None
        else:
            for row, person in members:
                verdict = judged.conditions[condition.name][row if condition.level is Level.PERSON else place]
                if verdict == Verdict.DEPENDS and families.roster.unknown(fact)[row]:
                    yield fact, person


def questions(missing: Iterable[Missing], family: Family) -> list[Question]:
    """What would decide, as questions in the order in which a family is asked; the kinds of one person's income are one question."""
    key, people = family.household.pk, family.people
    asked = [Question(key, one.fact, None if one.member is None else people[one.member]) for one in missing]
    asked.sort(key=lambda one: (order_of(one.fact), one.person.pk if one.person else 0))
    return list(dict.fromkeys(map(as_asked, asked)))


def as_asked(question: Question) -> Question:
    """The question as it is put: level goes with kind, and all income is asked at once."""
    if question.fact in INCOMES:
        return replace(question, fact=INCOME)
    return replace(question, fact="disability") if question.fact == "disability_level" else question


def show_answers() -> None:
    """Let answers stand among the facts of a person or household under the words of their question."""
    show_kinds(PREFIX.rstrip(":"), _shown)


def _shown(name: str) -> KindShown | None:
    fact = FACTS.get(name)
    return KindShown(told(fact.label), name in _HEALTH, lambda value: _said(name, value)) if fact else None


def _said(name: str, value: str) -> str:
    kind, number = FACTS[name].kind, float(value)
    if kind is Kind.YES_NO:
        return str(_("Yes") if number else _("No"))
    if kind is Kind.CHOICE:
        return str(_CHOICE_WORDS[list(CHOICES[name])[int(number)].name])
    return day(day_of(number)) if kind is Kind.DAY else value
