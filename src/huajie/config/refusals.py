"""The page for a request that Django itself does not take, in the reader's language."""

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, with what to do next. The exception's own text is not shown: it may quote what was sent."""
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        reason = _("More than %(most)s files at once. Pack the folder into a zip, or deliver it in parts. Nothing was taken.") % {
            "most": most
        }
    else:
        reason = _("What the browser sent was not understood. Go back, load the page anew, and try again. Nothing was changed.")
    return render(request, "config/bad_request.html", {"reason": reason}, status=400)
