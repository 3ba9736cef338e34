"""What is to be done with many matters at once."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.scope import Scope
from huajie.matters.choices import LEADING
from huajie.matters.models import LeaderNode
from huajie.matters.services.moving import LONGEST_REASON

_WORKERS = [role for role in Role if Permission.WORK_MATTERS in PERMISSIONS[role]]


def _day(**kwargs: Any) -> forms.DateField:  # Any: as the field's
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class BulkForm(forms.Form):
    """Facts for each of the matters, by name."""

    def said(self) -> dict[str, str]:
        """What was said; days as YYYY-MM-DD."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: value.isoformat() if hasattr(value, "isoformat") else str(value) for name, value in said.items()}


class UnitForm(BulkForm):
    """Which unit leads."""

    prefix = "unit"
    unit = forms.ModelChoiceField(label=_("Lead unit"), queryset=Unit.objects.none(), to_field_name="code")
    due_on = _day(label=_("By"), required=False)
    because = forms.CharField(label=_("Reason"), required=False, max_length=LONGEST_REASON)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(active=True, kind__in=LEADING)  # type: ignore[attr-defined]  # a ModelChoiceField

    def said(self) -> dict[str, str]:
        return super().said() | {"unit": self.cleaned_data["unit"].code}


class LeaderForm(BulkForm):
    """Which leader answers for them."""

    prefix = "leader"
    leader = forms.ModelChoiceField(label=_("Leader"), queryset=LeaderNode.objects.none())

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        nodes = scope.narrow(LeaderNode.objects.filter(active=True), Permission.SET_LEADERS, "area_id")
        self.fields["leader"].queryset = nodes  # type: ignore[attr-defined]  # a ModelChoiceField

    def said(self) -> dict[str, str]:
        return super().said() | {"leader": str(self.cleaned_data["leader"].pk)}


class TaskForm(BulkForm):
    """What one person does by a day, on each matter."""

    prefix = "task"
    text = forms.CharField(label=_("What is to be done"), max_length=200)
    assignee = forms.ModelChoiceField(label=_("By whom"), queryset=Staff.objects.none())
    due_on = _day(label=_("By"))

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        held = Q(postings__since__lte=today) & (Q(postings__until=None) | Q(postings__until__gt=today))
        near = Q()
        for code in scope.prefixes.get(Permission.ROUTE_MATTERS, ()):
            near |= Q(postings__area__gte=code, postings__area__lt=code + ":")  # ":" follows the digits
        near = near or Q(postings__unit__in=scope.unit_ids)
        working = Staff.objects.filter(held, near, postings__role__in=_WORKERS, is_active=True)
        self.fields["assignee"].queryset = working.distinct().order_by("display_name", "pk")  # type: ignore[attr-defined]  # as above

    def said(self) -> dict[str, str]:
        return super().said() | {"assignee": self.cleaned_data["assignee"].username}
