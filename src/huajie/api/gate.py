"""The way of every call through the machines' door: its size, its token, its limits, and every refusal as a problem."""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError, ValidationError

from huajie.accounts.access import Door
from huajie.accounts.scope import postings_read_once
from huajie.api.caller import caller_of
from huajie.api.limits import count_call
from huajie.api.models import ApiToken
from huajie.api.problems import FAULT, INVALID, problem, refused
from huajie.api.refusals import BodyTooLarge, BodyUnreadable, MethodNotOffered, NotFound
from huajie.api.schemas import KEY_PATTERN
from huajie.api.services.repeating import answered
from huajie.api.services.tokens import note_use
from huajie.audit.services import through
from huajie.core.errors import Refused

log = structlog.get_logger("huajie.api")
MOST_BYTES = 256 * 1024
View = Callable[..., HttpResponse]


def gated(view: View, questions: Mapping[str, frozenset[str]]) -> View:
    """The view, open to whoever bears a token that counts. No cookie opens it, so it needs no protection against forged forms."""

    @csrf_exempt
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _demand_size(request)
            with postings_read_once():
                caller = request.auth = caller_of(request)  # type: ignore[attr-defined]  # typed by ApiRequest
                count_call(caller.token)
                _demand_known(request, questions.get(request.method or "", frozenset(request.GET)))
                if caller.token.last_used_on != timezone.localdate():
                    note_use(caller.token)
                with through(caller.token.name):
                    return _method_as_problem(_answer(caller.token, request, lambda: view(request, *args, **kwargs)))
        except Exception as error:  # the only place: a machine is told of every fault in the same form
            return problem_of(error)

    guarded.permission = Door.MACHINE  # type: ignore[attr-defined]  # read by access_of
    return guarded


def _answer(token: ApiToken, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """What was answered to the act before; without a good key the operation itself refuses."""
    key = request.headers.get("Idempotency-Key", "")
    said = answered(token, key, request) if request.method == "POST" and re.match(KEY_PATTERN, key) else None
    return said or view()


def problem_of(error: Exception) -> HttpResponse:
    """What a machine is told of a refusal or a fault."""
    if isinstance(error, ValidationError):
        detail = _("Something that was sent is missing or not as it should be. Nothing was done.")
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, detail, errors=[_fault(one) for one in error.errors])
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return refused(NotFound())
    if isinstance(error, RequestDataTooBig):
        return refused(BodyTooLarge(MOST_BYTES))
    if isinstance(error, HttpError):
        return refused(BodyUnreadable())
    if isinstance(error, Refused):
        return refused(error)
    log.error("api_fault", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, FAULT, _("Something went wrong here. Try again later; nothing was done by halves."))


def _fault(one: dict[str, Any]) -> dict[str, str]:  # Any: as pydantic gives it
    """Where and what: never the value, which may be somebody's."""
    source, *path = (str(part) for part in one["loc"])
    place = path[1:] if source == "body" and len(path) > 1 else path  # the body is one argument of the operation, whose name says nothing
    return {"at": ".".join([source, *place]), "code": str(one["type"]), "detail": str(one["msg"])}


def _demand_size(request: HttpRequest) -> None:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise BodyTooLarge(MOST_BYTES)


def _demand_known(request: HttpRequest, questions: frozenset[str]) -> None:
    """A misspelt filter would narrow nothing, and a machine would not see it."""
    unknown = sorted(set(request.GET) - questions)
    if unknown:
        told = _("This cannot be asked here. What can: %(names)s") % {"names": ", ".join(sorted(questions))}
        raise ValidationError([{"loc": ("query", name), "type": "unknown", "msg": told} for name in unknown])


def _method_as_problem(response: HttpResponse) -> HttpResponse:
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return response
    told = refused(MethodNotOffered())
    told["Allow"] = response["Allow"]
    return told
