"""Addresses that are told of events: adding one, its deliveries, trying it, stopping it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.api.events import EVENTS
from huajie.api.forms import WebhookForm
from huajie.api.models import Webhook
from huajie.api.queries import tokens_in, webhooks_in
from huajie.api.services.webhooks import add_webhook, stop_webhook, try_webhook
from huajie.core.errors import Refused
from huajie.core.paging import page


@permitted(Permission.EDIT_TOKENS)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell an address of the token's system. The answer shows the secret, this once."""
    token, form = get_object_or_404(tokens_in(request.scope), pk=pk), WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = add_webhook(token, form.cleaned_data["url"], form.cleaned_data["events"], by=request.user)
        except Refused as wrong:
            form.add_error("url", str(wrong.message))
        else:
            return _page(request, webhook, secret)
    return render(request, "api/webhook_add.html", {"form": form, "token": token}, status=422 if form.errors else 200)


@permitted(Permission.EDIT_TOKENS)
def webhook(request: StaffRequest, pk: int) -> HttpResponse:
    """One address and what it was told, the newest first."""
    return _page(request, get_object_or_404(webhooks_in(request.scope), pk=pk))


@permitted(Permission.EDIT_TOKENS)
@require_POST
def attempt(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell the address that this is a test."""
    try_webhook(get_object_or_404(webhooks_in(request.scope), pk=pk), by=request.user)
    messages.success(request, _("A test event is on its way. Load this page again in a moment to see how it went."))
    return redirect("systems:webhook", pk)


@permitted(Permission.EDIT_TOKENS)
@require_POST
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell the address of nothing any more."""
    stop_webhook(get_object_or_404(webhooks_in(request.scope), pk=pk), by=request.user)
    messages.success(request, _("The address is told of nothing any more."))
    return redirect("systems:webhook", pk)


def _page(request: StaffRequest, shown: Webhook, secret: str = "") -> HttpResponse:
    found = page(shown.deliveries.all(), by="-id", cursor=request.GET.get("after", ""))
    labels = [label for event, label in EVENTS.items() if event in shown.events]
    response = render(request, "api/webhook.html", {"webhook": shown, "page": found, "labels": labels, "secret": secret})
    if secret:
        response["Cache-Control"] = "no-store"
    return response
