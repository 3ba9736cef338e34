"""The forms of the lists' pages. They normalise and explain; they decide nothing."""

from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.accounts.scope import Scope
from huajie.core.errors import Refused
from huajie.intake.models import Answer
from huajie.intake.queries import joinable, units_for
from huajie.intake.services.deliveries import Upload
from huajie.intake.services.questions import refuse_to_join
from huajie.linkage.normalise.widths import plain
from huajie.people.models.records import MergeableRecord


class ManyFiles(forms.FileField):
    """Files as a browser sends them: any number under one name."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # Any: what Django's own signature says
        given = data if isinstance(data, list | tuple) else [data]
        if not [each for each in given if each]:
            raise forms.ValidationError(_("Choose at least one file, a folder or a zip."))
        return [each for each in given if each]


class ManyFilesInput(forms.ClearableFileInput):
    """The browser's own field for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:  # Any: what Django's own signature says
        return [each for each in [*files.getlist(name), *files.getlist(f"{name}_of_folder")] if each.name]


class DeliverForm(forms.Form):
    """What is handed in, by which unit, and under which title."""

    lists = ManyFiles(widget=ManyFilesInput(), label=_("Files"))
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Delivered by"), empty_label=None)
    title = forms.CharField(max_length=120, required=False, label=_("Name of the delivery"))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:  # Any: what Django's own signature says
        super().__init__(*args, **kwargs)
        self.units = units_for(scope).order_by("area_id", "name")
        self.own_unit = self.units.filter(pk__in=scope.unit_ids).first()
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 — declared above
        unit.queryset = self.units

    def uploads(self, paths: list[str]) -> list[Upload]:
        """The files under the paths that they had in a dropped folder, if the page said them."""
        files: list[UploadedFile[Any]] = self.cleaned_data["lists"]
        names = paths if len(paths) == len(files) else [""] * len(files)
        return [Upload(_leaf(name) or file.name or "?", cast(BinaryIO, file)) for name, file in zip(names, files, strict=True)]


def _leaf(path: str) -> str:
    """The name at the end of a path that the page said; empty where that cannot be one."""
    leaf = PurePosixPath(path.replace("\\", "/").replace("\0", "")).name
    return "" if leaf == ".." else leaf


class AnswerForm(forms.Form):
    """One of the three answers to a question."""

    answer = forms.ChoiceField(choices=[choice for choice in Answer.choices if choice[0] != Answer.OPEN])


class PartForm(forms.Form):
    """Why two records are not one. The reason goes into the record of acts."""

    because = forms.CharField(
        min_length=2,
        max_length=200,
        label=_("Why"),
        error_messages={"required": _("Say in a few words why; it goes into the record of acts.")},
    )


class JoinForm(forms.Form):
    """The reference of the record that is the same as one."""

    reference = forms.CharField(
        max_length=24,
        label=_("Reference of the other record"),
        error_messages={"required": _("Enter the reference that stands at the top of the other record's page.")},
    )

    def __init__(self, *args: Any, scope: Scope, record: MergeableRecord, **kwargs: Any) -> None:  # Any: what Django's own signature says
        super().__init__(*args, **kwargs)
        self._scope = scope
        self._record = record
        self.other: MergeableRecord | None = None

    def clean_reference(self) -> str:
        """The reference as it is written; a record that the reader does not find is as one that does not exist."""
        reference = plain(self.cleaned_data["reference"]).upper()
        if reference == self._record.ref:
            raise forms.ValidationError(_("This is the reference of the record itself. Enter that of the other one."))
        other = joinable(self._scope, reference)
        if other is None:
            raise forms.ValidationError(_("No record in your area has this reference. Compare it with the other record's page."))
        try:
            refuse_to_join(self._record, other)
        except Refused as refused:
            raise forms.ValidationError(str(refused.message)) from refused
        self.other = other
        return reference
