"""Sending a matter on: a unit that leads, and units that assist, in one act of the coordinator's page."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.audit.services import Actor
from huajie.core.errors import Refused
from huajie.matters.models import Matter
from huajie.matters.services.assisting import Part, ask_to_assist
from huajie.matters.services.moving import move
from huajie.matters.states import LIFECYCLE, State


@transaction.atomic
def route(
    matter: Matter,
    unit: str,
    parts: Sequence[Part],
    *,
    by: Actor,
    version: int | None,
    because: str,
    facts: Mapping[str, str],
) -> None:
    """The unit of that code leads (as before, if it is the one that leads), and the others assist. All of it, or nothing."""
    stays = matter.state not in {State.ACCEPTED, State.REOPENED} and matter.lead_unit is not None and matter.lead_unit.code == unit
    if stays and not parts:
        raise Refused(_("Nothing changes. Choose another unit that leads, or units that assist."))
    if not stays:
        again = matter.state in LIFECYCLE.move("reassign").sources
        said = {**facts, "unit": unit}
        move(matter, "reassign" if again else "assign", by=by, version=version, because=because, facts=said)
    if parts:
        ask_to_assist(matter, parts, by=by)
