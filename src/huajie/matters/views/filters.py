"""The reader's own lists: a worklist with its filters, under a name."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.forms.lists import MatterFilterForm
from huajie.matters.models import SavedFilter
from huajie.matters.services.filters import delete_filter, rename_filter, save_filter


@permitted(Permission.SEE_MATTERS)
def saved(request: StaffRequest) -> HttpResponseBase:
    """All of them, to rename and delete."""
    return render(request, "matters/saved_filters.html", {"saved": SavedFilter.objects.filter(staff=request.user)})


@permitted(Permission.SEE_MATTERS)
@require_POST
def save(request: StaffRequest) -> HttpResponseBase:
    """Keep the list that is shown."""
    query = MatterFilterForm(request.POST).query()
    kept = save_filter(request.POST.get("name", ""), query, by=request.user)
    messages.success(request, _("“%(name)s” stands among your lists from now on. Nobody else sees it.") % {"name": kept.name})
    return redirect(f"{reverse('matters:index')}?{urlencode(query)}")


@permitted(Permission.SEE_MATTERS)
@require_POST
def rename(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Another name."""
    rename_filter(_own(request, pk), request.POST.get("name", ""))
    return redirect("matters:saved_filters")


@permitted(Permission.SEE_MATTERS)
@require_POST
def delete(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Gone."""
    delete_filter(_own(request, pk))
    return redirect("matters:saved_filters")


def _own(request: StaffRequest, pk: int) -> SavedFilter:
    found = SavedFilter.objects.filter(staff=request.user, pk=pk).first()
    if found is None:
        raise Http404
    return found
