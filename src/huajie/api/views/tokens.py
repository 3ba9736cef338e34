"""Tokens: the list, one token, letting a system in, shutting it out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.labels import permission_label
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.api.forms import TokenForm
from huajie.api.models import ApiToken
from huajie.api.offered import OFFERED
from huajie.api.queries import tokens_in, webhooks_in
from huajie.api.services.tokens import make_token, revoke_token
from huajie.core.errors import Refused
from huajie.core.paging import page


@permitted(Permission.EDIT_TOKENS)
def index(request: StaffRequest) -> HttpResponse:
    """Every token of the reader's areas, the newest first."""
    found = page(tokens_in(request.scope), by="-made_at", cursor=request.GET.get("after", ""))
    return render(request, "api/tokens.html", {"page": found})


@permitted(Permission.EDIT_TOKENS)
def token(request: StaffRequest, pk: int) -> HttpResponse:
    """One token."""
    return _page(request, get_object_or_404(tokens_in(request.scope), pk=pk))


@permitted(Permission.EDIT_TOKENS)
def add(request: StaffRequest) -> HttpResponse:
    """Let a system in. The answer shows the secret, this once: it is kept nowhere, and the page is not kept by the browser."""
    form = TokenForm(request.scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        permissions = [Permission(name) for name in said["permissions"]]
        try:
            made, secret = make_token(
                said["name"], said["staff"] or said["unit"], permissions, said["area"], said["expires_on"], by=request.user
            )
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
        else:
            return _page(request, made, secret)
    return render(request, "api/token_add.html", {"form": form}, status=422 if form.errors else 200)


@permitted(Permission.EDIT_TOKENS)
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Shut the system out."""
    revoke_token(get_object_or_404(tokens_in(request.scope), pk=pk), by=request.user)
    messages.success(request, _("The token is revoked. The system that bears it is refused from its next call on."))
    return redirect("systems:token", pk)


def _page(request: StaffRequest, shown: ApiToken, secret: str = "") -> HttpResponse:
    labels = [permission_label(permission) for permission in OFFERED if permission in shown.held]
    webhooks = webhooks_in(request.scope).filter(token=shown).order_by("pk")
    response = render(request, "api/token.html", {"token": shown, "labels": labels, "secret": secret, "webhooks": webhooks})
    if secret:
        response["Cache-Control"] = "no-store"
    return response
