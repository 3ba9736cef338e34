"""A second factor for the roles that must have one: until it is enrolled, nothing else opens."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from huajie.accounts.access import View
from huajie.accounts.models import Staff
from huajie.accounts.scope import Scope

EVERYONE = "all"
ENROLMENT = "mfa_index"
OPEN_BEFORE_ENROLMENT = frozenset({
    ENROLMENT, "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "account_change_password", "account_logout", "set_language",
})  # fmt: skip


def must_enrol(staff: Staff, scope: Scope) -> bool:
    """True if and only if a role of the person needs a second factor and the person has none. One query for such roles."""
    needing = set(settings.SECOND_FACTOR_ROLES)
    concerned = EVERYONE in needing or any(role.value in needing for role in scope.roles)
    return concerned and not is_mfa_enabled(staff)


class SecondFactorMiddleware:
    """Sends those who must enrol to the page where they do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: View, _args: object, _kwargs: object) -> HttpResponseBase | None:
        match = request.resolver_match
        if not isinstance(request.user, Staff) or (match and match.view_name in OPEN_BEFORE_ENROLMENT):
            return None
        if not must_enrol(request.user, request.scope):  # type: ignore[attr-defined]  # typed by StaffRequest
            return None
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(resolve_url(ENROLMENT))
        messages.warning(request, _("Your role needs a second factor. Add an authenticator app or a passkey to go on."))
        return redirect(ENROLMENT)
