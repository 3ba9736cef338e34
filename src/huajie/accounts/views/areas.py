"""Areas: from the district down to the grids, which are edited here."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST

from huajie.accounts.access import View, permitted
from huajie.accounts.forms import GridForm
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.accounts.services.grids import add_grid, add_name, rename_grid, set_grid_active
from huajie.areas.models import Area, Level
from huajie.areas.queries import children, path_to


@permitted(Permission.SEE_AREAS)
def area_list(request: StaffRequest) -> HttpResponse:
    """The areas of the reader's postings, to begin from."""
    codes = request.scope.prefixes[Permission.SEE_AREAS]
    areas = [(area, children(area)) for area in Area.objects.filter(code__in=codes)]
    return render(request, "accounts/area_list.html", {"areas": areas})


@permitted(Permission.SEE_AREAS)
def area_page(request: StaffRequest, code: str) -> HttpResponse:
    """One area: its names and what lies in it."""
    area = get_object_or_404(request.scope.narrow(Area.objects.all(), Permission.SEE_AREAS, "code"), code=code)
    shown = {
        "area": area,
        "path": path_to(code)[:-1],
        "inside": children(area),
        "names": area.names.order_by("name"),
        "form": GridForm(),
        "may_edit": request.scope.may_in(Permission.EDIT_GRIDS, code),
        "is_village": area.level == Level.VILLAGE,
        "is_grid": area.level == Level.GRID,
    }
    return render(request, "accounts/area.html", shown)


def _naming(act: Callable[..., object], said: Promise | str) -> View:
    """The view of an act that gives a name in an area. From a grid's name it leads back to the page on which it stands."""

    @permitted(Permission.EDIT_GRIDS)
    @require_POST
    def view(request: StaffRequest, code: str) -> HttpResponse:
        area, form = _to_edit(request, code), GridForm(request.POST)
        if form.is_valid():
            act(area, form.cleaned_data["name"], by=request.user)
            messages.success(request, str(said))
        else:
            messages.error(request, str(form.errors["name"][0]))
        return redirect("accounts:area", area.parent_code if act is rename_grid else code)

    return view


grid_add = _naming(add_grid, _l("The grid is added."))
grid_rename = _naming(rename_grid, _l("The grid has its new name."))
area_name_add = _naming(add_name, _l("Lists that use this name will find the area."))


@permitted(Permission.EDIT_GRIDS)
@require_POST
def grid_use(request: StaffRequest, code: str) -> HttpResponse:
    """Use a grid no longer, or again."""
    grid = set_grid_active(_to_edit(request, code), active=request.POST.get("active") == "yes", by=request.user)
    messages.success(request, _("The grid is in use again.") if grid.active else _("The grid is out of use. Its records stay."))
    return redirect("accounts:area", grid.parent_code)


def _to_edit(request: StaffRequest, code: str) -> Area:
    """An area whose grids and names the reader may edit; for others it does not exist."""
    return get_object_or_404(request.scope.narrow(Area.objects.all(), Permission.EDIT_GRIDS, "code"), code=code)
