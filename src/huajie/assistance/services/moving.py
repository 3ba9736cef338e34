"""One move of an application, with the deadlines that it begins, ends and lets stand still; or nothing of it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.assistance.fairness import hindrance
from huajie.assistance.models import Application, ApplicationStep, MissingMaterial
from huajie.assistance.services.clocks import lengthen, run_clocks, stop_all
from huajie.assistance.states import APPLICATION, AppliedState
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.lifecycle import STAYS, MoveRefused, NotFromHere, Overtaken

_FOR_GOOD = frozenset({"not_accept", "withdraw"})
HELD = frozenset({"checked", "visit"})  # fairness.py looks at these and says why


def begun(application: Application, name: str, by: Staff, said: Mapping[str, object]) -> Application:
    """The application, held until the transaction ends, if this person may make the move now and says what it needs."""
    row = APPLICATION.move(name)
    demand_in(by, row.permission, application.area_id)
    held = Application.objects.select_for_update().get(pk=application.pk)
    if held.state != application.state:
        raise Overtaken(_("Somebody else has moved this application meanwhile. Look at it again."))
    if held.state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible now: %(state)s.") % {"move": row.label, "state": held.get_state_display()})
    row.demand(frozenset(key for key, value in said.items() if value), HELD)
    if reason := hindrance(held, name, by):
        raise MoveRefused(reason)
    return held


def written(
    held: Application, name: str, by: Staff, facts: Mapping[str, str], *, to: str | None = None, detail: Mapping[str, str] | None = None
) -> ApplicationStep:
    """The row of the move, its entry in the record, and the deadlines. `to`: where it stands now, if not where the table says."""
    today, target = timezone.localdate(), to or APPLICATION.move(name).target
    was = held.state if name != "apply" else ""
    if target != STAYS:
        held.state = AppliedState(target)
    if name == "accept":
        held.accepted_on = today
    held.save(update_fields=["state", "accepted_on"])
    step = ApplicationStep.objects.create(application=held, move=name, from_state=was, to_state=held.state, facts=dict(facts), by=by)
    if name in _FOR_GOOD:
        stop_all(held, today, by)
    else:
        run_clocks(held, name, today, by)
    record(Act.AID_MOVED, by=by, subject=held.ref, detail={"move": name, "step": step.pk, **(detail or {})})
    return step


@transaction.atomic
def move(application: Application, name: str, *, by: Staff, facts: Mapping[str, str] | None = None) -> ApplicationStep:
    """A move that needs nothing but words: accept, not accept, close, withdraw, submit, and what was missing has come."""
    said = {key: value.strip() for key, value in (facts or {}).items() if value.strip()}
    held = begun(application, name, by, said)
    if name == "complete":
        MissingMaterial.objects.filter(application=held).update(completed_on=timezone.localdate())
    step = written(held, name, by, dict(said))
    application.refresh_from_db()
    return step


@transaction.atomic
def ask_material(application: Application, material: str, *, by: Staff) -> ApplicationStep:
    """The one notice of everything that is missing."""
    held = begun(application, "ask_material", by, {"material": material.strip()})
    MissingMaterial.objects.create(application=held, material=material.strip(), told_on=timezone.localdate())
    step = written(held, "ask_material", by, {"material": material.strip()})
    application.refresh_from_db()
    return step


@transaction.atomic
def take_longer(application: Application, extra: int, because: str, *, by: Staff) -> ApplicationStep:
    """More working days for the decision, within what the rule of a programme allows."""
    held = begun(application, "extend", by, {"because": because.strip()})
    codes = lengthen(held, extra, timezone.localdate(), by, because)
    if not codes:
        raise Refused(_("No deadline runs here that may be extended."))
    step = written(held, "extend", by, {"because": because.strip(), "days": str(extra)})
    application.refresh_from_db()
    return step


def demand_not_ahead(day: date) -> None:
    """Refuse a day that has not come yet."""
    if day > timezone.localdate():
        raise Refused(_("This day has not come yet."))
