"""Who may open a page: every view says that it is public, for the signed-in, or needs one permission."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from huajie.accounts.roles import Permission

View = Callable[..., HttpResponseBase]


class Door(Enum):
    """A view that needs no permission: open to all, to everyone who has signed in, or to a machine that bears a token."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MACHINE = "machine"


def public(view: View) -> View:
    """Open to everyone, also to those who have not signed in."""
    return _marked(view, Door.PUBLIC, view)


def signed_in(view: View) -> View:
    """Open to everyone who has signed in; others are sent to the sign-in page."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return _marked(view, Door.SIGNED_IN, guarded)


def permitted(permission: Permission) -> Callable[[View], View]:
    """Open if and only if some posting of the person who asks gives the permission. Which records they see is the query's matter."""

    def decorate(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            request.scope.demand(permission)  # type: ignore[attr-defined]  # typed by StaffRequest
            return view(request, *args, **kwargs)

        return _marked(view, permission, guarded)

    return decorate


def access_of(view: View) -> Permission | Door | None:
    """What a view says about who may open it; None: it says nothing."""
    declared = getattr(view, "permission", None)
    return declared if isinstance(declared, Permission | Door) else None


def _marked(view: View, access: Permission | Door, guarded: View) -> View:
    """The guarded view with the original's name, and with its access where a test can read it."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return guarded(request, *args, **kwargs)

    marked.permission = access  # type: ignore[attr-defined]  # read by access_of
    return marked


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page, and back here afterwards. A fragment makes the whole page go there."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
    return redirect_to_login(request.get_full_path())
