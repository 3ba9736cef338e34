"""Handing a file out so that a browser shows or saves it, and runs nothing of it."""

from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from huajie.core import filing
from huajie.core.uploads.kinds import SHOWN_INLINE

_NOTHING_RUNS = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_SHOWN_PDF = "frame-ancestors 'none'"  # Chrome's own viewer does not start in a sandbox, and a PDF is no page
Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)


def download_response(key: str, *, name: str, content_type: str, inline: bool = False) -> StreamingHttpResponse:
    """A kept file as a download; `inline` shows pictures and PDF in the browser. Whether the reader may is asked before."""
    return guarded(StreamingHttpResponse(filing.pieces_of(key), content_type=content_type), name, inline=inline)


def guarded(response: Response, name: str, *, inline: bool = False) -> Response:
    """The response as a file of that name, shown only if it is of a kind that may be."""
    shown = inline and response["Content-Type"] in SHOWN_INLINE
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["Content-Security-Policy"] = _SHOWN_PDF if shown and response["Content-Type"] == "application/pdf" else _NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
