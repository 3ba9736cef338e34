"""The record of acts, for those who check what others do."""

from django.http import HttpResponse
from django.shortcuts import render

from huajie.accounts.access import permitted
from huajie.accounts.labels import act_label, act_labels
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.audit.queries import entries
from huajie.core.paging import page

FILTERS = ("actor", "subject", "act")


@permitted(Permission.SEE_AUDIT)
def record_list(request: StaffRequest) -> HttpResponse:
    """The newest entries first; the record belongs to the whole district, whatever the area of the reader's posting."""
    wanted = {name: request.GET.get(name, "").strip() for name in FILTERS}
    found = page(entries(**wanted), by="-number", cursor=request.GET.get("after", ""))
    rows = [(entry, act_label(entry.act)) for entry in found.rows]
    shown = {"page": found, "rows": rows, "acts": act_labels(), "asked": wanted, "filtered": any(wanted.values()), **wanted}
    return render(request, "accounts/record_list.html", shown)
