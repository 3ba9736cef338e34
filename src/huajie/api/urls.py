"""The machines' door under /api/, and the pages on which it is opened and closed."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, include, path

from huajie.accounts.access import public
from huajie.api.door import door, questions
from huajie.api.gate import gated
from huajie.api.problems import refused
from huajie.api.refusals import NotFound
from huajie.api.views import tokens, webhooks


@public
def description(request: HttpRequest) -> HttpResponse:
    """What the door offers, for programs that read OpenAPI. It says nothing of anybody."""
    return JsonResponse(door.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


@public
def nowhere(request: HttpRequest, anything: str = "") -> HttpResponse:
    """An address beneath the door that leads nowhere."""
    return refused(NotFound())


def _operations() -> Iterator[URLPattern]:
    """Every operation, behind the gate."""
    for bound in door._get_bound_routers():
        views = {operation.view_func.__name__: view for view in bound.path_operations.values() for operation in view.operations}
        for route in bound.urls_paths(bound.prefix):
            route.callback = gated(route.callback, questions(views[str(route.name)]))
            yield route


machines = [
    path("openapi.json", description, name="description"),
    *_operations(),
    path("", nowhere, name="root"),
    path("<path:anything>", nowhere, name="nowhere"),
]
pages = [
    path("", tokens.index, name="index"),
    path("add/", tokens.add, name="add"),
    path("<int:pk>/", tokens.token, name="token"),
    path("<int:pk>/revoke/", tokens.revoke, name="revoke"),
    path("<int:pk>/webhooks/add/", webhooks.add, name="webhook_add"),
    path("webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:pk>/try/", webhooks.attempt, name="webhook_try"),
    path("webhooks/<int:pk>/stop/", webhooks.stop, name="webhook_stop"),
]
urlpatterns = [
    path("api/", include((machines, "api"))),
    path("systems/", include((pages, "systems"))),
]
