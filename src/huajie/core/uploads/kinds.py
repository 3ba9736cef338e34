"""The kinds of file that are taken: their endings, and the check that the bytes of a file are of that kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.core.uploads import signatures
from huajie.core.uploads.office import is_document, is_old_document, is_old_workbook, is_presentation, is_workbook
from huajie.core.uploads.text import is_text

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `seen_as` are the endings under which the catalogue of signatures (puremagic) knows it; text has none."""

    content_type: str
    label: str | Promise
    endings: tuple[str, ...]
    is_of_it: Callable[[IO[bytes]], bool]
    seen_as: tuple[str, ...] = ()


KINDS = (
    Kind("application/pdf", _("PDF document"), ("pdf",), signatures.is_pdf, ("pdf",)),
    Kind("image/jpeg", _("JPEG picture"), ("jpg", "jpeg"), signatures.is_jpeg, ("jpg",)),
    Kind("image/png", _("PNG picture"), ("png",), signatures.is_png, ("png",)),
    Kind("image/webp", _("WebP picture"), ("webp",), signatures.is_webp, ("webp",)),
    Kind("image/heic", _("HEIC picture"), ("heic", "heif"), signatures.is_heic, ("heic", "heif")),
    Kind(f"{_OFFICE}.wordprocessingml.document", _("Word document"), ("docx",), is_document, ("docx",)),
    Kind(f"{_OFFICE}.spreadsheetml.sheet", _("Excel workbook"), ("xlsx",), is_workbook, ("xlsx",)),
    Kind(f"{_OFFICE}.presentationml.presentation", _("PowerPoint presentation"), ("pptx",), is_presentation, ("pptx",)),
    Kind("application/msword", _("old Word document"), ("doc", "wps"), is_old_document, ("doc",)),
    Kind("application/vnd.ms-excel", _("old Excel workbook"), ("xls", "et"), is_old_workbook, ("xls", "doc")),
    Kind("text/plain", _("plain text"), ("txt",), is_text),
    Kind("text/csv", _("table as text"), ("csv",), is_text),
    Kind("audio/mpeg", _("MP3 recording"), ("mp3",), signatures.is_mp3, ("mp3", "mpga")),
    Kind("audio/mp4", _("M4A recording"), ("m4a",), signatures.is_mp4, ("m4a", "mp4")),
    Kind("audio/amr", _("AMR recording"), ("amr",), signatures.is_amr, ("amr",)),
    Kind("audio/wav", _("WAV recording"), ("wav",), signatures.is_wav, ("wav",)),
    Kind("video/mp4", _("MP4 film"), ("mp4",), signatures.is_mp4, ("mp4",)),
)
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
ACCEPTED_ENDINGS = tuple(f".{ending}" for ending in BY_ENDING)  # for the `accept` of a form
SHOWN_INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp"}  # what every browser shows by itself
