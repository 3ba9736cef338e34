"""Who is signed in, with which scope and in which language; and refusals turned into pages once, at the edge."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from huajie.accounts.models import Staff
from huajie.accounts.scope import NO_SCOPE, Scope, scope_of
from huajie.core.errors import NotPermitted, Refused


class StaffRequest(HttpRequest):
    """A request after the middleware: `user` is a member of staff and `scope` is what they may do."""

    user: Staff
    scope: Scope


class SignedInMiddleware:
    """Puts the scope of the signed-in person on the request, and shows refusals as 403 and 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scope = NO_SCOPE
        if isinstance(request.user, Staff):
            scope = scope_of(request.user)
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        request.scope = scope  # type: ignore[attr-defined]  # typed by StaffRequest
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says why, and what to do next; a fragment where a fragment was asked for."""
        if not isinstance(exception, Refused):
            return None
        status = 403 if isinstance(exception, NotPermitted) else 409
        fragment = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted")
        template = "accounts/_refusal.html" if fragment else "accounts/refusal.html"
        return render(request, template, {"message": exception.message, "status": status}, status=status)
