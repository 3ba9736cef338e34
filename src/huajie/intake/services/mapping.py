"""A person settles what the columns of a file hold; the unit's lists of that kind are read so from then on."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.intake.models import Delivery, DeliveryState, FileState, ListFile, RememberedColumn
from huajie.intake.reading.columns import KEEP_AS_NOTE
from huajie.intake.reading.fields import Field
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.mapping import KIND_KEY

_FIELDS = {field.value for field in Field} | {KEEP_AS_NOTE}


@transaction.atomic
def settle_columns(file: ListFile, choices: Mapping[str, str], *, by: Staff, kind: ListKind | None = None) -> None:
    """What each column (by its key) holds, "-" for a note. The delivery goes on once none of its files waits."""
    file = ListFile.objects.select_for_update(of=("self",)).select_related("delivery").get(pk=file.pk)
    if file.state != FileState.WAITING:
        raise Refused(_("The columns of this file are settled already."))
    unknown = set(choices.values()) - _FIELDS
    if unknown:
        raise Refused(_("There is no field %(field)s.") % {"field": sorted(unknown)[0]})
    file.choices = {**file.choices, **choices} | ({KIND_KEY: kind.value} if kind else {})
    file.save(update_fields=["choices"])
    file.sheets.all().update(confirmed=True)
    kinds = {kind.value} if kind else set(file.sheets.values_list("kind", flat=True))
    _remember(file.delivery, kinds, choices, by)
    _go_on(file.delivery)
    record(Act.LIST_MAPPED, by=by, subject=f"file:{file.pk}", detail={"columns": len(choices), "kinds": sorted(kinds)})


def _remember(delivery: Delivery, kinds: set[str], choices: Mapping[str, str], by: Staff) -> None:
    memories = [
        RememberedColumn(unit_id=delivery.unit_id, kind=kind, header=header[:120], field=choice, by=by)
        for kind in sorted(kinds)
        for header, choice in choices.items()
    ]
    RememberedColumn.objects.bulk_create(
        memories, update_conflicts=True, unique_fields=["unit", "kind", "header"], update_fields=["field", "by", "chosen_at"]
    )


def _go_on(delivery: Delivery) -> None:
    """The delivery is to be read on once every file that waited is settled."""
    if not delivery.files.filter(state=FileState.WAITING, sheets__confirmed=False).exists():
        Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.MAPPING).update(state=DeliveryState.READING)
