"""Making a sheet from the empty form that an office sends round."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.intake.services.empty_forms import MOST_BYTES, form_from
from huajie.sheets.services.editing import make_layout


@permitted(Permission.EDIT_SHEETS)
def sheet_of_form(request: StaffRequest) -> HttpResponseBase:
    """Take the form, recognise its columns, and open the new sheet to be looked over."""
    refusal = ""
    form = request.FILES.get("form")
    if request.method == "POST":
        if not isinstance(form, UploadedFile):
            refusal = _("Choose the empty form first.")
        else:
            try:
                return _made(request, form)
            except Refused as refused:
                refusal = str(refused.message)
    context = {"refusal": refusal, "limit": MOST_BYTES // 2**20}
    return render(request, "intake/sheet_of_form.html", context, status=422 if refusal else 200)


def _made(request: StaffRequest, form: "UploadedFile[bytes]") -> HttpResponseBase:
    definition, dropped = form_from(form, form.name or "")  # type: ignore[arg-type]  # an uploaded file reads like any other
    layout = make_layout(definition, by=request.user)
    known = sum(bool(column.field) for column in definition.columns)
    text = ngettext(
        "%(known)s of %(columns)s column was recognised. Look it over; the others are filled in by hand until you choose.",
        "%(known)s of %(columns)s columns were recognised. Look them over; the others are filled in by hand until you choose.",
        len(definition.columns),
    )
    messages.success(request, text % {"known": known, "columns": len(definition.columns)})
    if dropped:
        messages.warning(request, _("Left out, because Huajie has no place for it: %(headers)s") % {"headers": "、".join(dropped)})
    return redirect("sheets:edit", layout.pk)
