"""One move of an organisation, a referral or a claim: may they, is it possible, change, and a row that says so."""

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.assistance.models import Claim, Organisation, Referral
from huajie.audit.services import Actor
from huajie.core.lifecycle import BEGINNING, STAYS, Lifecycle, NotFromHere, Overtaken

R = TypeVar("R", Organisation, Referral, Claim)
Table = Lifecycle[Permission]


def begun(record: R, table: Table, name: str, area: str, by: Actor, said: Mapping[str, object], held: frozenset[str] = frozenset()) -> R:
    """The record, held until the transaction ends, if whoever acts may make the move in that area now and says what it needs."""
    demand_in(by, table.move(name).permission, area)
    current = locked(record)
    if current.state != record.state:
        raise Overtaken(_("Somebody else has moved this meanwhile. Look at it again."))
    demand_possible(current, table, name)
    table.move(name).demand(frozenset(key for key, value in said.items() if value), held)
    return current


def locked(record: R) -> R:
    """The record as it stands now, held until the transaction ends."""
    return type(record)._default_manager.select_for_update().get(pk=record.pk)


def demand_possible(record: R, table: Table, name: str) -> None:
    """Refuse a move that does not lead away from where the record stands."""
    row = table.move(name)
    if record.state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible now: %(state)s.") % {"move": row.label, "state": record.get_state_display()})


def written(record: R, table: Table, name: str, by: Actor, facts: Mapping[str, str]) -> int:
    """The record where the move leads, and its row; gives the key of the row."""
    row = table.move(name)
    was, target = "" if BEGINNING in row.sources else record.state, row.target
    if target != STAYS:
        record.state = target
    record.save()
    steps = record.steps.model
    step = steps(move=name, from_state=was, to_state=record.state, facts=dict(facts), by=by if isinstance(by, Staff) else None)
    setattr(step, type(record).__name__.lower(), record)
    step.save()
    return int(step.pk)
