"""The forms of this room: they normalise and explain, and decide nothing."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.queries import areas_to_post_in, units_to_post_in
from huajie.accounts.roles import Role
from huajie.accounts.scope import Scope
from huajie.areas.models import Area

_USER_NAME = RegexValidator(r"^[\w.@+-]+$", _("Letters, digits and . @ + - _ only."))


class AreaChoice(forms.ModelChoiceField[Area]):
    """An area under its name, with its code, since two villages may have one name."""

    def label_from_instance(self, area: Area) -> str:
        return f"{area.short_name} {area.code}"


class StaffForm(forms.Form):
    """A new person."""

    display_name = forms.CharField(label=_("Full name"), max_length=60)
    username = forms.CharField(label=_("User name"), max_length=150, validators=[_USER_NAME])
    password = forms.CharField(
        label=_("First password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. Leave it empty for people who sign in by the city's single sign-on."),
    )


class PasswordForm(forms.Form):
    """A new password for a colleague."""

    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. Tell it to the person only; they change it themselves afterwards."),
    )


class PostingForm(forms.Form):
    """A new posting."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    area = AreaChoice(
        label=_("Area"), queryset=Area.objects.none(), required=False, help_text=_("Leave it empty for the unit's whole area.")
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_to_post_in(scope)  # type: ignore[attr-defined]  # it is a ModelChoiceField
        self.fields["area"].queryset = areas_to_post_in(scope)  # type: ignore[attr-defined]


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Name of the unit"), max_length=80)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("Letters and digits, such as huashan-office. It stays for ever."))
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    area = AreaChoice(label=_("Area"), queryset=Area.objects.none())

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_to_post_in(scope)  # type: ignore[attr-defined]  # it is a ModelChoiceField


class UnitNameForm(forms.Form):
    """A unit's new name."""

    name = forms.CharField(label=_("Name of the unit"), max_length=80)


class GridForm(forms.Form):
    """A grid's name."""

    name = forms.CharField(label=_("Name of the area"), max_length=80)
