"""Units within the token's scope."""

from ninja import Query, Router

from huajie.accounts.models import Unit
from huajie.accounts.queries import units_in
from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest
from huajie.api.operations.permitted import needs
from huajie.api.schemas import Listed, PageOf, Paging, UnitCode, UnitShown

router = Router(tags=["units"])


@router.get("/units", response=PageOf[UnitShown], summary="List units")
@needs(Permission.SEE_STAFF)
def list_units(request: ApiRequest, asked: Query[Paging]) -> Listed[Unit]:
    """By code, closed ones included."""
    return asked.of(units_in(request.auth.scope), by="code")


@router.get("/units/{code}", response=UnitShown, summary="One unit")
@needs(Permission.SEE_STAFF)
def unit(request: ApiRequest, code: UnitCode) -> Unit:
    """By its code."""
    return units_in(request.auth.scope).get(code=code)
