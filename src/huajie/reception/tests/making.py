"""Requests as clerks fill them in, for tests."""

import uuid
from datetime import date

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.people.tests.making import TOWN, VILLAGE, make_staff
from huajie.reception.asked import Asked, Named
from huajie.reception.models import Request
from huajie.reception.services.recording import record_request

LEAK = "楼上卫生间漏水,多次交涉没有修好"
TODAY = date(2021, 4, 16)


def window_clerk(area_code: str = TOWN) -> Staff:
    """Somebody at the window of a town."""
    return make_staff(Role.WINDOW_CLERK, area_code)


def asked(name: str = "陈伟", **told: object) -> Asked:
    """A dispute in the first village."""
    fields: dict[str, object] = {"text": LEAK, "area_code": VILLAGE, "teller": Named(name=name), "told_on": TODAY}
    return Asked(**(fields | told))  # type: ignore[arg-type]  # the test names the fields


def recorded(what: Asked | None = None, *, by: Staff | None = None, **known: object) -> Request:
    """A request in the register."""
    return record_request(what or asked(), by=by or window_clerk(), form_key=uuid.uuid4(), **known)  # type: ignore[arg-type]


def filled_in(**typed: str) -> dict[str, object]:
    """What a browser sends of the form."""
    sent: dict[str, object] = {
        "form_key": str(uuid.uuid4()),
        "text": LEAK,
        "kind": "dispute",
        "area": VILLAGE,
        "name": "陈伟",
        "channel": "window",
        "told_on": "2021-04-16",
    }
    return sent | typed
