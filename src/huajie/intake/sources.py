"""What a row is called wherever the register says that something was read from it."""

from collections.abc import Collection

from huajie.intake.lineage import Origin
from huajie.intake.models import ListRow
from huajie.matters.models import Withholding
from huajie.people.sources import Source


def named_rows(keys: Collection[str]) -> dict[str, Source]:
    """Its list and its number, by the key of the row: 矛盾纠纷台账第 12 行. One query.

    Not of a row whose matter is withheld from anyone: that somebody made such a report is not told either.
    """
    rows = ListRow.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()]).select_related("sheet")
    rows = rows.exclude(matter__in=Withholding.objects.values("matter"))
    return {
        str(row.pk): Source(Origin(row, told_on=None, is_withdrawn=False, is_repeat=False).label)
        for row in rows.only("number", "ticket", "sheet__kind")
    }
