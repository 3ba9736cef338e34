"""An act that is asked for again under the same key is done once: the second asking gets the first answer."""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from huajie.api.models import ApiToken, KeptAnswer
from huajie.api.refusals import KeyUsedOtherwise
from huajie.core.acts import undone_as_a_whole
from huajie.core.bulk import add
from huajie.core.crypto import blind_index
from huajie.core.errors import Refused
from huajie.core.written import Written

KEPT = timedelta(hours=24)
_FORGOTTEN_EVERY = timedelta(hours=1)
_REPEATED = "Idempotent-Replayed"
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")
_under = Written(lambda token, key: KeptAnswer.objects.filter(token=token, key=key), -1, "(key)")


def answered(token: ApiToken, key: str, request: HttpRequest) -> HttpResponse | None:
    """The answer that is kept under the key; None if there is none, or none that counts. One query. Raises KeyUsedOtherwise."""
    known: KeptAnswer | None = _under.first(token.pk, key)
    if known is None:
        return None
    if known.at < timezone.now() - KEPT:
        known.delete()
        return None
    if known.asked != _digest(request):
        raise KeyUsedOtherwise
    return HttpResponse(known.body, status=known.status, headers={**known.headers, _REPEATED: "true"})


def once(token: ApiToken, key: str, request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What the act answers, kept under the key in the same transaction.

    A refusal undoes whatever was begun and is not kept: the same key may try again. Of two calls at once under one key the slower is undone
    when it comes to keep its answer, or is refused what the other did, and gets the other's answer.
    """
    if cache.add("api.forgotten", "", _FORGOTTEN_EVERY.total_seconds()):
        forget_old()
    try:
        with undone_as_a_whole():
            response = act()
            _keep(token, key, request, response)
    except (IntegrityError, Refused):
        if said := answered(token, key, request):
            return said
        raise
    return response


def forget_old() -> None:
    """Delete the answers that are kept no longer: once an hour, not with every call."""
    KeptAnswer.objects.filter(at__lt=timezone.now() - KEPT).delete()


def _keep(token: ApiToken, key: str, request: HttpRequest, response: HttpResponse) -> None:
    headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    body = response.content.decode()
    add(KeptAnswer(token=token, key=key, asked=_digest(request), status=response.status_code, body=body, headers=headers))


def _digest(request: HttpRequest) -> str:
    """What was asked: of somebody's words a keyed hash is kept."""
    said = [request.method or "", request.get_full_path(), request.headers.get("If-Match", ""), request.body.decode("latin-1")]
    return blind_index("\n".join(said), "api-call")
