"""Filing who is a relative of staff or of a village cadre."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.assistance.models import StaffRelative
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.people.models import Person


@transaction.atomic
def file_relative(person: Person, relation: str, *, by: Staff, staff: Staff | None = None, cadre: str = "") -> StaffRelative:
    """From now on the county visits the home before it decides, and this member of staff has nothing to do with it."""
    demand_in(by, Permission.PREPARE_AID, person.area_id)
    if not staff and not cadre.strip():
        raise Refused(_("Say whose relative it is: somebody of the staff, or a cadre with name and post."))
    held = StaffRelative.objects.create(
        person=person.standing,
        staff=staff,
        cadre=cadre.strip()[:80],
        relation=relation.strip()[:40],
        filed_on=timezone.localdate(),
        filed_by=by,
    )
    record(Act.RELATIVE_FILED, by=by, subject=person.ref, detail={"entry": held.pk})
    return held


@transaction.atomic
def end_relative(filed: StaffRelative, *, by: Staff) -> None:
    """The entry does not hold any more, for instance since the cadre left office. It is kept."""
    demand_in(by, Permission.HANDLE_AID, filed.person.area_id)
    if filed.staff_id == by.pk:
        raise Refused(_("It is about you: somebody else ends it."))
    if filed.ended_on:
        raise Refused(_("This entry has ended already."))
    filed.ended_on = timezone.localdate()
    filed.save(update_fields=["ended_on"])
    record(Act.RELATIVE_FILED, by=by, subject=filed.person.ref, detail={"entry": filed.pk, "ended": True})
