"""The machines' door as a whole: its operations, and the description that docs/api/openapi.json keeps."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation, PathView
from ninja.params.models import ParamModel
from ninja.security import HttpBearer

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest, Caller
from huajie.api.gate import problem_of
from huajie.api.operations import areas, course, matters, me, opening, people, units
from huajie.api.problems import CONTENT_TYPE
from huajie.api.schemas import Problem

ADDRESS = "/api/"
_EVERYWHERE: tuple[int, ...] = (401, 403, 413, 422, 429)
_WITH_REFERENCE: tuple[int, ...] = (404,)
_ACTING: tuple[int, ...] = (400, 409, 412)


class Token(HttpBearer):
    """The gate has found the token good before; this tells the description of it."""

    def authenticate(self, request: ApiRequest, token: str) -> Caller:  # type: ignore[override]  # the gate made it one
        return request.auth


class Door(NinjaAPI):
    """Faults go through the gate's one form, and the description names every one of them."""

    def set_default_exception_handlers(self) -> None:
        """One for everything."""
        self.add_exception_handler(Exception, _told)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The operation's own name."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **_asked: Any) -> dict[str, Any]:  # type: ignore[override]  # Any: JSON
        """OpenAPI 3.1."""
        described = dict(super().get_openapi_schema(path_prefix=ADDRESS))
        described["components"]["schemas"]["Problem"] = Problem.json_schema()
        described["components"]["responses"] = {
            f"Problem{status}": _problem_response(status) for status in sorted({*_EVERYWHERE, *_WITH_REFERENCE, *_ACTING})
        }
        permissions = {operation.view_func.__name__: permission for operation, permission in permissions_of(self)}
        for path, methods in described["paths"].items():
            for method, details in methods.items():
                more = (*(_WITH_REFERENCE if "{" in path else ()), *(_ACTING if method == "post" else ()))
                for status in (*_EVERYWHERE, *more):
                    details["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
                details["responses"] = {str(status): response for status, response in details["responses"].items()}
                permission = permissions[details["operationId"]]
                details["x-permission"] = permission.value if permission else None
        return described


def _told(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Ninja raises no bare classes: it hands on what was raised."""
    return problem_of(error if isinstance(error, Exception) else error())


def _problem_response(status: int) -> dict[str, Any]:  # Any: JSON
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": HTTPStatus(status).phrase, "content": {CONTENT_TYPE: {"schema": schema}}}


def permissions_of(api: NinjaAPI) -> Iterator[tuple[Operation, Permission | None]]:
    """Every operation with the permission that it needs; None: it tells a token of itself."""
    for router in dict.fromkeys(kind.router for kind in (me, matters, opening, course, people, areas, units)):  # one for all of matters
        for view in router.path_operations.values():
            for operation in view.operations:
                yield operation, getattr(operation.view_func, "permission", None)


def questions(view: PathView) -> dict[str, frozenset[str]]:
    """For each method of an address what may stand behind its question mark."""
    return {
        method: frozenset(name for model in operation.models if model.__ninja_param_source__ == "query" for name in _names(model))
        for operation in view.operations
        for method in operation.methods
    }


def _names(model: type[ParamModel]) -> Iterable[str]:
    return model.__ninja_flatten_map__  # type: ignore[attr-defined, no-any-return]  # ninja sets it on models of questions


DESCRIPTION = "The register for other systems. How to use it: docs/api/README.md."
door = Door(title="Huajie", version="1", description=DESCRIPTION, auth=Token(), docs_url=None, openapi_url=None, urls_namespace="api")
for router in dict.fromkeys(kind.router for kind in (me, matters, opening, course, people, areas, units)):  # one for all of matters
    door.add_router("", router)
