"""Form fields of this room: money as people type it, and colleagues to choose from."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import PERMISSIONS, Permission
from huajie.people.models import Person

MOST_YUAN = Decimal(10**9)
DAY = {"type": "date"}
_ROLES = [role.value for role, held in PERMISSIONS.items() if held & {Permission.PREPARE_AID, Permission.HANDLE_AID, Permission.DECIDE_AID}]


class YuanField(forms.DecimalField):
    """An amount in yuan; its value is in fen."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as the parent's
        kwargs.setdefault("help_text", _("In yuan."))
        super().__init__(min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:  # Any: what a browser sent; fen
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **kwargs)


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as the parent's
        kwargs.setdefault("max_length", 2000)
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class PeopleField(forms.ModelMultipleChoiceField[Person]):
    """Some members of a household, by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person: Person) -> str:
        return person.shown_name


def colleagues_in(area_code: str) -> QuerySet[Staff]:
    """Those who work on aid today in the town in which an area lies, or for the whole district."""
    today = timezone.localdate()
    town = area_code[:9]
    there = Q(postings__area__gte=town, postings__area__lt=town + ":") | Q(postings__area__in=[area_code[:6], area_code[:4], area_code[:2]])
    holds = Q(postings__since__lte=today, postings__role__in=_ROLES) & (Q(postings__until=None) | Q(postings__until__gt=today))
    return Staff.objects.filter(there & holds, is_active=True).distinct().order_by("display_name", "pk")
