"""Writing what came of a matter, with its evidence, and submitting it as resolved."""

from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.matters.access import demand
from huajie.matters.models import Matter, Outcome
from huajie.matters.outcomes import Draft, kinds_for
from huajie.matters.services.keeping import keep_file
from huajie.matters.services.moving import demand_version, lock
from huajie.matters.states import State

WRITTEN_IN = frozenset({State.IN_PROGRESS})
Upload = tuple[IO[bytes], str]  # a file, and the name that it came under


@transaction.atomic
def write_outcome(matter: Matter, said: Draft, *, by: Staff, version: int | None = None, evidence: tuple[Upload, ...] = ()) -> Outcome:
    """The outcome that stands from now on, with the files that show it. One that was written before is kept, and counts no longer."""
    found = lock(matter)
    demand(by, Permission.WORK_MATTERS, found)
    demand_version(found, version)
    _demand_sense(found, said)
    Outcome.objects.filter(matter=found, superseded=False).update(superseded=True)
    outcome = Outcome.objects.create(
        matter=found,
        kind=said.kind,
        request=said.request.strip(),
        facts=said.facts.strip(),
        opinion=said.opinion.strip(),
        law=said.law.strip(),
        next_route=said.next_route.strip(),
        by=by,
    )
    kept = [keep_file(found, file, name, purpose="evidence", by=by) for file, name in evidence]
    detail = {"outcome": outcome.pk, "kind": outcome.kind, "evidence": [one.sha256 for one in kept]}
    record(Act.OUTCOME_WRITTEN, by=by, subject=found.ref, detail=detail)
    return outcome


def _demand_sense(matter: Matter, said: Draft) -> None:
    """The four elements of 信访工作条例 §32 and the next legal route; a refusal above all shows the route that is open."""
    if matter.state not in WRITTEN_IN:
        raise Refused(
            _("An outcome is written while the matter is in progress. It stands as “%(state)s”.") % {"state": matter.get_state_display()}
        )
    if said.kind not in [kind.value for kind in kinds_for(matter)]:
        raise Refused(_("Choose one of the outcomes that fit this matter."))
    named = {
        _("what is asked for"): said.request,
        _("facts and reasons"): said.facts,
        _("opinion"): said.opinion,
        _("laws and rules"): said.law,
        _("next legal route"): said.next_route,
    }
    empty = [name for name, text in named.items() if not text.strip()]
    if empty:
        raise Refused(_("The statement of the outcome needs: %(elements)s.") % {"elements": ", ".join(empty)})
