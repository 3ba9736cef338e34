"""Areas within the token's scope."""

from ninja import Query, Router

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest
from huajie.api.operations.permitted import needs
from huajie.api.schemas import AreaCode, AreaShown, Listed, PageOf, Paging
from huajie.areas.models import Area, Level

router = Router(tags=["areas"])


class AreaQuestion(Paging):
    """Which areas."""

    level: Level | None = None
    within: AreaCode | None = None


@router.get("/areas", response=PageOf[AreaShown], summary="List areas")
@needs(Permission.SEE_AREAS)
def list_areas(request: ApiRequest, asked: Query[AreaQuestion]) -> Listed[Area]:
    """By code, so that every area follows those that it lies in."""
    rows = request.auth.scope.narrow(Area.objects.all(), Permission.SEE_AREAS, "code")
    if asked.level:
        rows = rows.filter(level=asked.level)
    if asked.within:
        rows = rows.filter(code__startswith=asked.within)
    return asked.of(rows, by="code")


@router.get("/areas/{code}", response=AreaShown, summary="One area")
@needs(Permission.SEE_AREAS)
def area(request: ApiRequest, code: AreaCode) -> Area:
    """By its national code."""
    return request.auth.scope.narrow(Area.objects.all(), Permission.SEE_AREAS, "code").get(code=code)
