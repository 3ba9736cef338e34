"""An act that is asked for again under the same key is done once: the second asking gets the first answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from huajie.api.models import ApiToken, KeptAnswer
from huajie.api.refusals import KeyAtWork, KeyUsedOtherwise
from huajie.core.crypto import blind_index

KEPT = timedelta(hours=24)
_FORGOTTEN_EVERY = timedelta(hours=1)
_DIED_AFTER = timedelta(minutes=5)  # a serving process ends a call long before
_REPEATED = "Idempotent-Replayed"
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def once(token: ApiToken, key: str, request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer kept under the key, or else what `answer` gives, kept in the same transaction as the act.

    A refusal undoes whatever was begun and is not kept: the same key may try again. Raises KeyUsedOtherwise, KeyAtWork.
    """
    claim = _claim(token, key, _digest(request))
    if claim.status is not None:
        return _again(claim)
    done = False
    try:
        with transaction.atomic():
            response = answer()
            done = response.status_code < 400
            if done:
                _keep(claim, response)
            else:
                transaction.set_rollback(True)
    except BaseException:
        done = False
        raise
    finally:
        if not done:
            claim.delete()
    return response


def _claim(token: ApiToken, key: str, asked: str) -> KeptAnswer:
    """The key is this call's own from now on, or has its answer."""
    now = timezone.now()
    known = KeptAnswer.objects.filter(token=token, key=key).first()
    if known is None or known.at < now - KEPT:
        return _new_claim(token, key, asked, now, is_old=known is not None)
    if known.asked != asked:
        raise KeyUsedOtherwise
    died = KeptAnswer.objects.filter(pk=known.pk, status=None, at=known.at, at__lt=now - _DIED_AFTER)
    if known.status is None and not died.update(at=now):
        raise KeyAtWork
    return known


def _new_claim(token: ApiToken, key: str, asked: str, now: datetime, *, is_old: bool) -> KeptAnswer:
    if is_old:
        forget_old(now)
    try:
        with transaction.atomic():
            claim = KeptAnswer.objects.create(token=token, key=key, asked=asked, at=now)
    except IntegrityError:  # somebody was faster
        raise KeyAtWork from None
    if cache.add("api.forgotten", "", _FORGOTTEN_EVERY.total_seconds()):
        forget_old(now)
    return claim


def forget_old(now: datetime) -> None:
    """Delete the answers that are kept no longer: once an hour, not with every call."""
    KeptAnswer.objects.filter(at__lt=now - KEPT).delete()


def _keep(claim: KeptAnswer, response: HttpResponse) -> None:
    claim.status, claim.body = response.status_code, response.content.decode()
    claim.headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    claim.save(update_fields=["status", "body", "headers"])


def _again(claim: KeptAnswer) -> HttpResponse:
    return HttpResponse(claim.body, status=claim.status, headers={**claim.headers, _REPEATED: "true"})


def _digest(request: HttpRequest) -> str:
    """What was asked: of somebody's words a keyed hash is kept."""
    said = [request.method or "", request.get_full_path(), request.headers.get("If-Match", ""), request.body.decode("latin-1")]
    return blind_index("\n".join(said), "api-call")
