"""Refusals as machines read them: application/problem+json (RFC 9457), each with a code that stays the same."""

import re
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse

from huajie.api import refusals
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, Overtaken

CONTENT_TYPE = "application/problem+json"
INVALID, FAULT = "invalid", "fault"
_OTHERWISE = HTTPStatus.CONFLICT
STATUSES: dict[type[Refused], HTTPStatus] = {
    refusals.NotLetIn: HTTPStatus.UNAUTHORIZED,
    NotPermitted: HTTPStatus.FORBIDDEN,
    Overtaken: HTTPStatus.PRECONDITION_FAILED,
    refusals.NotFound: HTTPStatus.NOT_FOUND,
    refusals.MethodNotOffered: HTTPStatus.METHOD_NOT_ALLOWED,
    refusals.BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    refusals.BodyUnreadable: HTTPStatus.BAD_REQUEST,
    refusals.CursorDamaged: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.NumberInAddress: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.KeyUsedOtherwise: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.TooManyCalls: HTTPStatus.TOO_MANY_REQUESTS,
}


def code_of(kind: type[Refused]) -> str:
    """The name of a refusal as machines know it: TokenExpired is token_expired."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def status_of(kind: type[Refused]) -> HTTPStatus:
    """The status of the nearest kind that has one; 409 for an act that is not possible now."""
    return next((STATUSES[each] for each in kind.__mro__ if each in STATUSES), _OTHERWISE)


def refused(refusal: Refused) -> HttpResponse:
    """The answer to what was refused."""
    kind = type(refusal)
    more = {"needs": list(refusal.needs)} if isinstance(refusal, Missing) else {}
    response = problem(status_of(kind), code_of(kind), str(refusal.message), **more)
    if isinstance(refusal, refusals.NotLetIn):
        response["WWW-Authenticate"] = "Bearer"
    if isinstance(refusal, refusals.TooManyCalls):
        response["Retry-After"] = str(refusal.seconds)
    return response


def problem(status: HTTPStatus, code: str, detail: str, **more: Any) -> HttpResponse:  # Any: whatever JSON can say
    """One problem. `detail` is for people, in their language; `code` is for machines."""
    body = {"type": f"urn:huajie:problem:{code}", "title": status.phrase, "status": int(status), "code": code, "detail": detail, **more}
    return JsonResponse(body, status=int(status), content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})
