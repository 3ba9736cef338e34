"""The uploader's own workbook with the rows to correct, each with what is wrong."""

from io import BytesIO

from django.http import FileResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.intake import queries
from huajie.intake.services.returned import return_workbook, return_workbooks, returned_name


@require_POST
@permitted(Permission.DELIVER_LISTS)
def workbook(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The workbook as a download. A POST, because the act is recorded."""
    file = queries.file_for(request.scope, pk)
    return FileResponse(BytesIO(return_workbook(file, by=request.user)), as_attachment=True, filename=returned_name(file))


@require_POST
@permitted(Permission.DELIVER_LISTS)
def workbooks(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The workbooks of a whole delivery as one download."""
    delivery = queries.delivery_for(request.scope, pk)
    content = BytesIO(return_workbooks(delivery, by=request.user))
    return FileResponse(content, as_attachment=True, filename=f"{delivery.title}-{_('problems')}.zip")
