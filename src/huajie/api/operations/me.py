"""A token asks about itself."""

from ninja import Router

from huajie.api.caller import ApiRequest
from huajie.api.schemas import Me

router = Router(tags=["token"])


@router.get("/me", response=Me, summary="What this token may do now")
def me(request: ApiRequest) -> Me:
    """For each permission the codes of the areas in which it holds at this moment."""
    token, scope = request.auth.token, request.auth.scope
    held = {permission.value: list(scope.prefixes[permission]) for permission in token.held if permission in scope.prefixes}
    return Me(name=token.name, bearer=token.bearer, permissions=held, expires_on=token.expires_on)
