"""Lets the three readers in who are measured, and prints as JSON what each may ask for: a session, a token, matters to look at and to move.

With --count it prints instead how many statements each kind of request takes, asked twice so that what is remembered is remembered.
"""

import argparse
import json
from datetime import timedelta
from typing import Any

import django

django.setup()

from asked import API_LISTS, PAGES, body_of_create, body_of_move  # noqa: E402  (models can be imported only after setup)
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from huajie.accounts.models import Staff  # noqa: E402
from huajie.accounts.scope import scope_of  # noqa: E402
from huajie.api.offered import OFFERED  # noqa: E402
from huajie.api.services.tokens import make_token  # noqa: E402
from huajie.areas.models import Area, Level  # noqa: E402
from huajie.audit.services import SYSTEM  # noqa: E402
from huajie.matters.models import Kind, Matter  # noqa: E402
from huajie.matters.queries import matters_list  # noqa: E402
from huajie.matters.states import State  # noqa: E402

READERS = ("village", "town", "district")
LOOKED_AT, MOVED = 400, 3000
JSON = "application/json"


def reader(name: str) -> dict[str, Any]:
    """What one reader brings along."""
    staff = Staff.objects.get(username=f"bench-{name}")
    area = Area.objects.get(pk=staff.postings.get().area_id)
    village = Area.objects.filter(level=Level.VILLAGE, code__startswith=area.code).order_by("code")[0]
    scope = scope_of(staff)
    allowed = [permission for permission in OFFERED if scope.may(permission)]
    _token, secret = make_token("benchmark", staff, allowed, area, timezone.localdate() + timedelta(days=30), by=SYSTEM)
    seen = matters_list(scope)
    seen = seen.filter(withholding=None)  # a report of misconduct goes to no machine
    movable = seen.filter(state=State.REGISTERED).exclude(kind=Kind.PETITION) if name != "village" else Matter.objects.none()
    own = movable.alias(share=F("pk") % len(READERS)).filter(share=READERS.index(name))  # nobody moves what another reader moves
    return {
        "name": name,
        "session": _session(staff),
        "token": secret,
        "village": village.code,
        "refs": list(seen.order_by("-found_on", "-pk").values_list("ref", flat=True)[:LOOKED_AT]),
        "movable": list(own.order_by("-pk").values_list("ref", flat=True)[:MOVED]),
    }


def _session(staff: Staff) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(staff.pk), staff.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store.create()
    return str(store.session_key)


def statements(asking: dict[str, Any]) -> dict[str, int]:
    """Statements for each kind of request of one reader."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = asking["session"]
    machine = Client(headers={"Authorization": f"Bearer {asking['token']}", "host": "127.0.0.1"})
    addresses = {"list": PAGES[0], "search": "/matters/?worklist=all&words=漏水", "detail": f"/matters/{asking['refs'][0]}/"}
    counted = {kind: _counted(lambda address=address: client.get(address)) for kind, address in addresses.items()}
    api = {"api_list": API_LISTS[0], "api_detail": f"/api/matters/{asking['refs'][0]}"}
    counted |= {kind: _counted(lambda address=address: machine.get(address)) for kind, address in api.items()}
    number = iter(range(9))
    counted["create"] = _counted(
        lambda: machine.post(
            "/api/matters", body_of_create(asking["village"], next(number), "count"), headers=_key(next(number)), content_type=JSON
        )
    )
    if asking["movable"]:
        paths = (f"/api/matters/{ref}/moves" for ref in asking["movable"][-2:])
        counted["move"] = _counted(
            lambda: machine.post(next(paths), body_of_move(), headers=_key(next(number)) | {"If-Match": "*"}, content_type=JSON)
        )
    return counted


def _key(number: int) -> dict[str, str]:
    return {"Idempotency-Key": f"count-{number}"}


def _counted(ask: Any) -> int:  # Any: asks once
    answered = ask()
    if answered.status_code >= 300:
        raise SystemExit(f"{answered.status_code}: {answered.content[:400].decode()}")
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", action="store_true")
    asked = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    brought = [reader(name) for name in READERS]
    print(json.dumps({one["name"]: statements(one) for one in brought} if asked.count else brought, ensure_ascii=False))


if __name__ == "__main__":
    main()
