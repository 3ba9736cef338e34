"""The uploader's own workbook, with a column that says what to correct in each row that was refused."""

import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.intake.meaning.notes import sentence
from huajie.intake.models import Delivery, ListFile, ListRow, Outcome
from huajie.intake.reading.returned import write_with_problems
from huajie.intake.reading.workbook import open_workbook
from huajie.intake.services.storage import opened


@transaction.atomic
def return_workbook(file: ListFile, *, by: Staff) -> bytes:
    """The list as .xlsx, to be corrected and sent again. Refuses when nothing of it is to be corrected."""
    first = file.same_as or file
    refused = list(_refused(first))
    if not refused or not first.path:
        raise Refused(_("No row of this file waits to be corrected."))
    with opened(first.path) as kept, tempfile.TemporaryDirectory() as folder:
        problems, out = _problems(refused, kept), Path(folder) / "returned.xlsx"
        write_with_problems(kept, problems, out)
        content = out.read_bytes()
    record(Act.LIST_RETURNED, by=by, subject=f"file:{file.pk}", detail={"rows": len(problems)})
    return content


@transaction.atomic
def return_workbooks(delivery: Delivery, *, by: Staff) -> bytes:
    """A zip of every list of a delivery that has rows to correct, in the folders in which they came; it can be handed in as it is."""
    files = [file for file in delivery.files.select_related("same_as").order_by("name") if _refused(file.same_as or file).exists()]
    if not files:
        raise Refused(_("No row of this file waits to be corrected."))
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for file in files:
            archive.writestr(str(PurePosixPath(file.name).with_name(returned_name(file))), return_workbook(file, by=by))
    return content.getvalue()


def returned_name(file: ListFile) -> str:
    """What the workbook is called: 台账.xls is returned as 台账-问题.xlsx."""
    return f"{Path(file.name).stem}-{_('problems')}.xlsx"


def _refused(file: ListFile) -> QuerySet[ListRow]:
    """The rows that wait to be corrected."""
    return file.rows.filter(outcome=Outcome.REFUSED, replaced_by__isnull=True).select_related("sheet").defer("content")


def _problems(refused: Sequence[ListRow], kept: Path) -> dict[tuple[str, int], str]:
    """What is wrong, by sheet and line of the kept copy."""
    names = [sheet.name for sheet in open_workbook(kept).sheets]
    only = names[0] if len(names) == 1 else ""
    return {
        (row.sheet.name if row.sheet.name in names else only, row.number): "\n".join(sentence(reason) for reason in row.reasons)
        for row in refused
    }
