"""The one way in which a matter goes from state to state."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.labels import act_label
from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import Actor, record
from huajie.core.acts import part
from huajie.core.bulk import add, update
from huajie.core.lifecycle import BEFORE, Given, Move, NotFromHere, Overtaken
from huajie.core.written import Written
from huajie.matters.access import demand
from huajie.matters.events import moved
from huajie.matters.models import Kind, Matter, Notice, Step
from huajie.matters.readiness import held
from huajie.matters.services.afterwards import plan
from huajie.matters.services.clocks import follow
from huajie.matters.services.effects import EFFECTS
from huajie.matters.states import LIFECYCLE, State, is_open
from huajie.people.services.merging import staff_of

LONGEST_REASON = 400
CHANGED_BY_MOVES = (
    "state",
    "is_open",
    "version",
    "petition_class",
    "petition_route",
    "lead_unit",
    "times_returned",
    "next_step",
    "next_step_on",
    "closed_on",
    "retain_until",
    "retention",
    "due_on",
    "near_on",
    "silent_on",
)


@part
def move(
    matter: Matter,
    name: str,
    *,
    by: Actor,
    version: int | None = None,
    because: str = "",
    facts: Mapping[str, str] | None = None,
    under: Permission | None = None,
) -> Step:
    """Make one move of the table, with everything that follows from it, or refuse and write nothing.

    `version` is the one that whoever moves has seen; None: whatever stands there now. `facts` are what the move needs said, by name.
    `under` is the permission of the larger act that the move is part of; None: the one that the table names.
    """
    row = LIFECYCLE.move(name)
    found = lock(matter)
    demand(by, under or row.permission, found)
    demand_version(found, version)
    said = _said(because, facts or {})
    _demand_possible(row, found, said)
    step = _step(row, found, said, by)
    found.next_step, found.next_step_on = "", None  # what was next before the move is not what is next after it
    EFFECTS.get(name, _nothing)(found, step, by)
    _stand(found, step)
    follow(found, step, by)
    update([found], CHANGED_BY_MOVES)
    plan(found, step, by)
    _owe_notice(row, step)
    record(Act.MATTER_MOVED, by=by, subject=found.ref, purpose=step.because[:200], detail=_detail(step))
    moved(step)
    _see_anew(matter)
    return step


def lock(matter: Matter) -> Matter:
    """The matter that stands for this one, held until the transaction ends: of two who move it at once, one waits."""
    found: Matter | None = _held.first(matter.standing_id)
    if found is None:
        raise Matter.DoesNotExist
    return found


_held = Written(lambda key: Matter.objects.select_for_update(of=("self",)).filter(pk=key), -1)


def _see_anew(matter: Matter) -> None:
    """What `refresh_from_db` does, without writing the statement anew."""
    now = _held.first(matter.pk)
    for field in matter._meta.concrete_fields:
        setattr(matter, field.attname, getattr(now, field.attname))
    matter._state.fields_cache.clear()


def demand_version(matter: Matter, seen: int | None) -> None:
    """Refuse if somebody changed the matter since it was seen, and say who did what."""
    if seen is not None and seen != matter.version:
        raise Overtaken(_changed_by(matter))


def _changed_by(matter: Matter) -> str:
    last = Entry.objects.filter(subject=matter.ref).exclude(act=Act.VALUE_REVEALED.value).order_by("-number").first()
    step = matter.steps.select_related("by").order_by("-pk").first()
    if last is None or step is None:
        return _("Somebody changed this matter meanwhile. Look at it again, then decide.")
    who = Staff.objects.filter(username=last.actor.removeprefix("staff:")).first() or _("The system")
    is_move = last.act in (Act.MATTER_MOVED.value, Act.MATTER_OPENED.value)
    what = LIFECYCLE.move(step.move).label if is_move else act_label(last.act)
    told = {"who": who, "move": what, "state": matter.get_state_display()}
    return (
        _(
            "%(who)s was faster: “%(move)s”. The matter now stands as “%(state)s”. "
            "Look at it again, then decide; nothing of yours was written."
        )
        % told
    )


def _said(because: str, facts: Mapping[str, str]) -> dict[str, str]:
    given = {name: str(value).strip() for name, value in facts.items()}
    return {name: value for name, value in (given | {"because": because.strip()[:LONGEST_REASON]}).items() if value}


def _demand_possible(row: Move[Permission], matter: Matter, said: Mapping[str, str]) -> None:
    if matter.state not in row.sources:
        told = {"move": row.label, "state": matter.get_state_display()}
        raise NotFromHere(_("“%(move)s” is not possible for a matter that stands as “%(state)s”.") % told)
    needed = [need.name for need in row.needs if need.given is Given.HELD]
    row.demand(frozenset(said) | _known(matter), held(matter, needed))


def _known(matter: Matter) -> frozenset[str]:
    """What need not be said again: the class of a petition that has one, and that of a matter which is none."""
    return frozenset({"petition_class"}) if matter.petition_class or matter.kind != Kind.PETITION else frozenset()


def _step(row: Move[Permission], matter: Matter, said: dict[str, str], by: Actor) -> Step:
    target = _state_before(matter) if row.target == BEFORE else row.target
    facts = {name: value for name, value in said.items() if name != "because"}
    return Step(
        matter=matter,
        move=row.name,
        from_state=matter.state,
        to_state=target,
        by=staff_of(by),
        unit_id=matter.lead_unit_id,
        because=said.get("because", ""),
        facts=facts,
    )


def _state_before(matter: Matter) -> str:
    """Where the matter stood before it was suspended."""
    before = matter.steps.filter(to_state=matter.state).order_by("-pk").values_list("from_state", flat=True).first()
    return before or State.REGISTERED


def _stand(matter: Matter, step: Step) -> None:
    """Write the step; the matter stands as it says."""
    add(step)
    matter.state, matter.is_open = step.to_state, is_open(step.to_state)
    matter.closed_on = None if matter.is_open else matter.closed_on or timezone.localdate(step.at)
    matter.version += 1


def _owe_notice(row: Move[Permission], step: Step) -> None:
    if row.notice:
        facts = {"because": step.because} | step.facts
        add(Notice(matter=step.matter, step=step, kind=row.notice, owed_since=timezone.localdate(step.at), facts=facts))


def _detail(step: Step) -> dict[str, object]:
    return {"step": step.pk, "move": step.move, "from": step.from_state, "to": step.to_state}


def _nothing(_matter: Matter, _step: Step, _by: Actor) -> None:
    """Most moves change nothing but the state."""
