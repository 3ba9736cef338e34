"""Handing a kept file out so that a browser shows or saves it, and runs nothing of it."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from huajie.core import filing
from huajie.core.uploads.kinds import SHOWN_INLINE

_NOTHING_RUNS = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def download_response(key: str, *, name: str, content_type: str, inline: bool = False) -> StreamingHttpResponse:
    """The file as a download; `inline` shows pictures and PDF in the browser. The reader of the page has been asked for already."""
    response = StreamingHttpResponse(filing.pieces_of(key), content_type=content_type)
    shown = inline and content_type in SHOWN_INLINE
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["Content-Security-Policy"] = _NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
