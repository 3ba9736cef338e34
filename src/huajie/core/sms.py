"""Text messages to residents' phones: through the gateway that the operator has set, or into files where there is none."""

import json
import secrets
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.core.errors import Refused

FILE = "file"
_SECONDS = 10
_LONGEST_ANSWER = 64 * 1024


class NotSent(Refused):
    """A message that did not go out. What it says holds neither number nor text."""


class _NoRedirect(HTTPRedirectHandler):
    """A gateway that sends us elsewhere is not the one that was set."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        return None


def send_sms(phone: str, text: str) -> None:
    """Send one message to a mobile number of the mainland. Raises NotSent; neither number nor text is ever logged.

    Call it after the act is committed, and outside of requests where many are sent: a gateway may take ten seconds.
    """
    if not (len(phone) == 11 and phone.isascii() and phone.isdecimal() and phone.startswith("1")):
        raise NotSent(_("A text message goes to a mobile number of 11 digits."))
    if settings.SMS == FILE:
        _write(phone, text)
    elif not settings.SMS.startswith(("https://", "http://")):
        raise NotSent(_("The gateway for text messages is not set up. Tell the operator."))
    else:
        _post({"phone": phone, "text": text, "secret": settings.SMS_SECRET})


def _write(phone: str, text: str) -> None:
    """One file a message, for trying things out: it reaches nobody."""
    folder = settings.SMS_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    at = timezone.localtime()
    file = folder / f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.json"
    file.write_text(json.dumps({"at": at.isoformat(), "phone": phone, "text": text}, ensure_ascii=False), encoding="utf-8")


def _post(values: Mapping[str, str]) -> None:
    body = json.dumps(_filled(json.loads(settings.SMS_BODY), values), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if settings.SMS_SECRET:
        headers["Authorization"] = f"Bearer {settings.SMS_SECRET}"
    request = Request(settings.SMS, body, headers)  # noqa: S310 — the operator's own address, and http alone (send_sms)
    try:
        with build_opener(_NoRedirect).open(request, timeout=_SECONDS) as response:
            answer = response.read(_LONGEST_ANSWER).decode("utf-8", "replace")
    except (URLError, HTTPException, OSError):
        raise NotSent(_("The gateway for text messages did not take the message. Tell the person in another way.")) from None
    if settings.SMS_ANSWER not in answer:
        raise NotSent(_("The gateway for text messages did not take the message. Tell the person in another way."))


def _filled(part: Any, values: Mapping[str, str]) -> Any:  # Any: whatever JSON holds
    """The template with {phone}, {text} and {secret} in its texts replaced: in the values, so that no text can add to the structure."""
    if isinstance(part, str):
        return values.get(part[1:-1], part) if part.startswith("{") and part.endswith("}") else part
    if isinstance(part, list):
        return [_filled(each, values) for each in part]
    if isinstance(part, dict):
        return {key: _filled(each, values) for key, each in part.items()}
    return part
