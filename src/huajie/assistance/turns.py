"""What the page of an application says first: whose turn it is, and what can be done now or why not."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import Scope
from huajie.assistance.fairness import hindrance
from huajie.assistance.models import Application
from huajie.assistance.move_forms import ACTS
from huajie.assistance.states import APPLICATION, AppliedState

A = AppliedState
_TOWN, _FAMILY, _COUNTY, _NOBODY = _("The town's civil-affairs clerk"), _("The family"), _("The county's approver"), _("Nobody any more")
TURN: dict[str, Promise] = {
    A.RECEIVED: _TOWN,
    A.SUPPLEMENT: _FAMILY,
    A.ACCEPTED: _TOWN,
    A.SURVEYED: _TOWN,
    A.OPINED: _TOWN,
    A.PUBLIC: _TOWN,
    A.OBJECTED: _TOWN,
    A.SUBMITTED: _COUNTY,
    A.DECIDED: _TOWN,
    A.TOLD: _TOWN,
    A.NOT_ACCEPTED: _NOBODY,
    A.CLOSED: _NOBODY,
    A.WITHDRAWN: _NOBODY,
}


@dataclass(frozen=True, slots=True)
class Possible:
    """A move that leads away from here: its form, or why it is not possible for this reader now."""

    name: str
    label: str
    explains: str
    basis: str
    form: Any  # Any: each move has a form of its own
    reason: str
    is_open: bool


def possible(scope: Scope, staff: Staff, application: Application, tried: str = "", sent: QueryDict | None = None) -> list[Possible]:
    """The reader's moves from where the application stands, those that are possible first; the one that was tried, with its faults."""
    rows = [row for row in APPLICATION.from_state(application.state) if scope.may_in(row.permission, application.area_id)]
    found = []
    for row in rows:
        reason = hindrance(application, row.name, staff)
        form = None if reason else ACTS[row.name].form(application, row.name, sent if row.name == tried else None)
        found.append(Possible(row.name, str(row.label), str(row.explains), row.basis, form, reason, row.name == tried))
    return sorted(found, key=lambda one: bool(one.reason))
