"""A row of the table of categories."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.models import Kind


class CategoryRouteForm(forms.Form):
    """Which unit answers for a kind and category, from when on, and which document says so."""

    kind = forms.ChoiceField(label=_("Kind of matter"), choices=Kind.choices)
    category = forms.CharField(
        label=_("Category"),
        max_length=40,
        required=False,
        help_text=_("As the lists and the form write it. Empty: every category of the kind that has no row of its own."),
        widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"}),
    )
    unit = forms.ModelChoiceField(label=_("Sector unit"), queryset=Unit.objects.none())
    since = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), initial=timezone.localdate
    )
    source = forms.CharField(label=_("Document that says so"), max_length=120, required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        units = scope.narrow(Unit.objects.filter(active=True).exclude(kind=UnitKind.CHARITY), Permission.EDIT_ROUTES, "area_id")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # it is a ModelChoiceField
