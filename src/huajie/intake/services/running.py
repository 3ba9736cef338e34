"""A delivery on its way, from files to the register. Every step can be broken off at any moment and is taken up where it stopped."""

import structlog
from django.db import transaction
from django.utils import timezone

from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, record
from huajie.core.faults import Placed, place_of
from huajie.intake.models import Delivery, DeliveryState, FileState, ListRow, Outcome
from huajie.intake.services import storage
from huajie.intake.services.corrections import end_repeats, settle_repeats
from huajie.intake.services.holding import GIVEN_UP_AFTER_DEATHS, LostHold, abandoned, beat, heart, let_go, take_hold
from huajie.intake.services.known_rows import settle_known, with_known
from huajie.intake.services.linking import link
from huajie.intake.services.preparing import Preparer
from huajie.intake.services.reading_files import read_files
from huajie.intake.services.registering import Registrar
from huajie.linkage.collector import less_collecting

log = structlog.get_logger("huajie.intake")


class WorkStopped(Placed):
    """A fault in the middle of a delivery."""


class GivenUp(Exception):
    """A delivery at which process after process died."""


def work_on(delivery_id: int) -> bool:
    """Bring a delivery as far as it goes; False if somebody else is at it. Raises WorkStopped."""
    if not take_hold(delivery_id):
        return False
    try:
        with heart(delivery_id), less_collecting():
            _go_on(Delivery.objects.select_related("unit", "by").get(pk=delivery_id))
    except LostHold:
        log.info("hold_lost", delivery=delivery_id)
        return False
    except Exception as error:
        where = place_of(error)
        Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.FAILED, fault=where)
        log.error("delivery_stopped", delivery=delivery_id, exc_info=error)
        raise WorkStopped(where) from None
    finally:
        let_go(delivery_id)
    return True


def resume_stale() -> list[int]:
    """Take up every delivery that was left by a worker that died. Returns those that were brought on."""
    return [delivery_id for delivery_id in abandoned() if _resumed(delivery_id)]


def _resumed(delivery_id: int) -> bool:
    try:
        return work_on(delivery_id)
    except WorkStopped:
        return False


def _go_on(delivery: Delivery) -> None:
    if delivery.deaths >= GIVEN_UP_AFTER_DEATHS:
        raise GivenUp
    if delivery.state == DeliveryState.READING:
        beat(delivery.pk, stage="read")
        if read_files(delivery, lambda total: beat(delivery.pk, total=total)):
            _move(delivery, DeliveryState.MAPPING)
            return
        _move(delivery, DeliveryState.REGISTERING)
    if delivery.state == DeliveryState.REGISTERING:
        _register(delivery)


def _register(delivery: Delivery) -> None:
    preparer = Preparer(delivery)
    known = settle_known(delivery)
    corrected = with_known(settle_repeats(delivery), known)
    if preparer.waiting().exists():
        linked = link(preparer, corrected, lambda stage: beat(delivery.pk, stage=stage))
        registrar = Registrar(linked, corrected, timezone.localdate(), known.strangers)
        done = _ended(delivery)
        for chunk in preparer.chunks():
            done += len(chunk)
            with transaction.atomic():
                registrar.enter(chunk)
                beat(delivery.pk, stage="register", done=done)
    for path in delivery.files.exclude(path="").exclude(state=FileState.WAITING).values_list("path", flat=True):
        storage.discard_original(path)
    _finish(delivery)


@transaction.atomic
def _finish(delivery: Delivery) -> None:
    end_repeats(delivery)
    delivery.files.filter(state=FileState.READ).update(state=FileState.REGISTERED)
    beat(delivery.pk, stage="", state=DeliveryState.DONE, done=_ended(delivery), finished_at=timezone.now())
    rows = ListRow.objects.filter(file__delivery=delivery)
    counts = {outcome.value: rows.filter(outcome=outcome).count() for outcome in (Outcome.REGISTERED, Outcome.REVIEW, Outcome.REFUSED)}
    record(Act.LISTS_REGISTERED, by=delivery.by or SYSTEM, subject=f"delivery:{delivery.pk}", detail=counts)


def _ended(delivery: Delivery) -> int:
    return ListRow.objects.filter(file__delivery=delivery).exclude(outcome=Outcome.WAITING).count()


def _move(delivery: Delivery, state: DeliveryState) -> None:
    """The next step, in the database and in hand."""
    beat(delivery.pk, state=state, stage="")
    delivery.state = state
