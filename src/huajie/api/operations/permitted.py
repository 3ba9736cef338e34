"""Which permission an operation needs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest

Operation = TypeVar("Operation", bound=Callable[..., Any])  # Any: an operation gives what its schema says


def needs(permission: Permission) -> Callable[[Operation], Operation]:
    """Open if and only if the token, and whoever it counts as, may do this somewhere. Which records: the query's matter."""

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def guarded(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
            request.auth.scope.demand(permission)
            return operation(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # the schema and a test read it
        return guarded  # type: ignore[return-value]  # the same signature

    return decorate
