"""The import from the command line: hand in, work until done, report."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huajie.accounts.models import Unit
from huajie.cli.terminal import remark
from huajie.cli.watching import watched
from huajie.core.errors import Refused
from huajie.intake.models import Delivery, DeliveryState, FileState
from huajie.intake.reading.folder import shown_name
from huajie.intake.reading.mapping import MappingFile
from huajie.intake.services.deliveries import deliver
from huajie.intake.services.running import WorkStopped, resume_stale, work_on
from huajie.intake.services.sweeping import sweep_files

_LOOK_SECONDS = 1.0
_STOPPED = gettext_lazy(
    "The import stopped by a fault of the program: %(where)s. Nothing is half-entered; run the command again, "
    "with fewer files if it stops again."
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A delivery that was brought to its end."""

    delivery: Delivery
    seconds: float


def import_lists(paths: Sequence[Path], unit: Unit, *, title: str = "", mapping: MappingFile | None = None) -> Imported:
    """Bring lists into the register, first what was left unfinished. Files that others are at are waited for."""
    missing = [path for path in paths if not _is_there(path)]
    if missing:
        raise Refused(_("There is no %(path)s.") % {"path": shown_name(str(missing[0]))})
    sweep_files()
    if resume_stale():
        remark(_("An import that had been broken off was finished first."))
    begun = time.monotonic()
    delivery = deliver(paths, unit=unit, by=None, title=title, confirm_unsure=False, mapping=mapping)
    with watched(delivery.pk):
        _bring_on(delivery.pk)
    for each in _first_deliveries(delivery):
        _wait_for(each)
    delivery.refresh_from_db()
    return Imported(delivery, time.monotonic() - begun)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder on the way may not be entered
        return False


def _first_deliveries(delivery: Delivery) -> list[int]:
    """The deliveries, still under way, in which files of this one were handed in first."""
    seen = delivery.files.filter(state=FileState.SEEN_BEFORE).exclude(same_as__delivery=delivery)
    under_way = seen.exclude(same_as__delivery__state__in=[DeliveryState.DONE, DeliveryState.FAILED])
    return list(under_way.order_by().values_list("same_as__delivery", flat=True).distinct())


def _wait_for(delivery_id: int) -> None:
    """Another delivery's fault is told, and is not this one's."""
    try:
        with watched(delivery_id):
            _bring_on(delivery_id)
    except Refused as refusal:
        remark(str(refusal))


def _bring_on(delivery_id: int) -> None:
    """Work on a delivery, or watch whoever works on it, until it is done or waits for a person."""
    while True:
        delivery = Delivery.objects.get(pk=delivery_id)
        if delivery.state in {DeliveryState.DONE, DeliveryState.MAPPING, DeliveryState.WITHDRAWN}:
            return
        if delivery.state == DeliveryState.FAILED:
            raise Refused(_STOPPED % {"where": delivery.fault})
        try:
            worked = work_on(delivery_id)
        except WorkStopped:
            continue
        if not worked:
            time.sleep(_LOOK_SECONDS)
