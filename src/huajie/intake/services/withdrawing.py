"""Taking back a delivery of which nothing has entered the register: its files and rows go, and can be handed in again."""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.intake.models import NOT_TAKEN, Delivery, DeliveryState, FileState, ListFile, ListRow, ListSheet, Outcome
from huajie.intake.services import storage
from huajie.intake.services.holding import is_at_work, take_hold

_BEFORE_THE_REGISTER = (DeliveryState.READING, DeliveryState.MAPPING, DeliveryState.FAILED)


class CannotBeWithdrawn(Refused):
    """Rows of the delivery are in the register, or it is being worked on."""


def can_be_withdrawn(delivery: Delivery) -> bool:
    """True if and only if nothing of it has entered the register, and nobody alive works on it."""
    return not is_at_work(delivery) and _is_outside(delivery)


@transaction.atomic
def withdraw(delivery: Delivery, *, by: Staff) -> None:
    """Delete the files of a delivery and what was read of them. What repeats one of them elsewhere is withdrawn with it."""
    demand_in(by, Permission.DELIVER_LISTS, delivery.unit.area_id)
    files = list(delivery.files.select_for_update().order_by("sha256"))  # in the order in which handing in takes them
    if not take_hold(delivery.pk):
        raise CannotBeWithdrawn(_("The lists are being read just now. Wait a moment, and withdraw them then."))
    delivery.refresh_from_db()
    if not _is_outside(delivery):
        raise CannotBeWithdrawn(_("Rows of this delivery are in the register. Send the corrected workbook instead."))
    rows = ListRow.objects.filter(file__delivery=delivery)
    detail = {"files": len(files), "rows": rows.count()}
    rows.delete()
    ListSheet.objects.filter(file__delivery=delivery).delete()
    taken = [file.pk for file in files if file.state not in NOT_TAKEN]
    gone = ListFile.objects.filter(Q(pk__in=taken) | Q(same_as__in=taken))
    gone.update(state=FileState.WITHDRAWN, path="", choices={}, remarks=[])
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.WITHDRAWN, fault="", stage="", done=0, total=0, finished_at=timezone.now(), worker="", beat_at=None
    )
    record(Act.LISTS_WITHDRAWN, by=by, subject=f"delivery:{delivery.pk}", detail=detail)
    transaction.on_commit(partial(_discard, [file.path for file in files]))


def _discard(paths: list[str]) -> None:
    for path in filter(None, paths):
        storage.discard_with_copy(path)


def _is_outside(delivery: Delivery) -> bool:
    return delivery.state in _BEFORE_THE_REGISTER and not _entered(delivery).exists()


def _entered(delivery: Delivery) -> QuerySet[ListRow]:
    """Rows that only repeat an earlier one entered nothing."""
    return ListRow.objects.filter(file__delivery=delivery, same_as__isnull=True, outcome__in=[Outcome.REGISTERED, Outcome.REVIEW])
