"""Signing in, the open door of a demo, one's own password and language."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

from huajie.accounts.access import public
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Staff
from huajie.accounts.queries import demo_people
from huajie.accounts.services.sign_in import choose_language
from huajie.core.errors import Refused


class SignIn(allauth.LoginView):  # type: ignore[misc]  # allauth ships no types
    """The sign-in page; in a demo with the people as whom a visitor may sign in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # Any: as the parent's
        return {**super().get_context_data(**kwargs), "demo_people": list(demo_people())}


sign_in = SignIn.as_view()


@public
@require_POST
def sign_in_to_demo(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the people of a demo. Where there is no demo there is no such page."""
    wanted = request.POST.get("username", "")
    person = next((person.staff for person in demo_people() if person.staff.username == wanted), None)
    if person is None:
        raise Http404
    get_adapter().login(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)


def change_password(request: StaffRequest) -> HttpResponseBase:
    """Change one's own password, where one has one."""
    if not request.user.has_usable_password():
        raise Refused(_("You sign in by single sign-on and have no password here."))
    response: HttpResponseBase = allauth.password_change(request)
    return response


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Show pages in another language from now on: kept with the person, or in a cookie for those not signed in."""
    if isinstance(request.user, Staff):
        choose_language(request.user, request.POST.get("language", ""))
    return set_language_cookie(request)
