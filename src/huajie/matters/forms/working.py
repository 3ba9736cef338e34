"""Notes, tasks, next steps and files."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.matters.models import NoteKind

PURPOSES = [
    ("evidence", _("Evidence")),
    ("agreement", _("Agreement")),
    ("letter", _("Letter")),
    ("record", pgettext_lazy("file", "Record")),
    ("other", _("Other")),
]


def _day(**kwargs: Any) -> forms.DateField:  # Any: as the field's
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; none only where none is needed. Each is looked at when it is attached."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:  # Any: as the parent's
        return [super(ManyFilesField, self).clean(one, initial) for one in data or [None]]


class NoteForm(forms.Form):
    """What was done, when, and whether the resident was spoken with."""

    kind = forms.ChoiceField(label=pgettext_lazy("note", "What"), choices=NoteKind.choices)
    on = _day(label=_("On"))
    text = forms.CharField(label=_("In words"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    with_resident = forms.BooleanField(label=_("The resident was spoken with"), required=False)
    attached = ManyFilesField(label=_("Files"), required=False, allow_empty_file=True)

    def __init__(self, *args: Any, on_team: bool, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        if not on_team:
            self.fields["kind"] = forms.ChoiceField(
                label=pgettext_lazy("note", "What"), choices=[one for one in NoteKind.choices if one[0] != NoteKind.COMMENT]
            )


class NextStepForm(forms.Form):
    """What is next, and by when."""

    text = forms.CharField(label=_("What is next"), max_length=200)
    on = _day(label=_("By"))


class TaskForm(forms.Form):
    """Something that one person does by a day."""

    text = forms.CharField(label=_("What is to be done"), max_length=200)
    assignee = forms.ModelChoiceField(label=_("By whom"), queryset=Staff.objects.none())
    due_on = _day(label=_("By"))

    def __init__(self, people: QuerySet[Staff], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = people  # type: ignore[attr-defined]  # it is a ModelChoiceField


class AttachForm(forms.Form):
    """Files, and what they are for."""

    purpose = forms.ChoiceField(label=_("What it is"), choices=PURPOSES)
    attached = ManyFilesField(label=_("Files"), allow_empty_file=True)
