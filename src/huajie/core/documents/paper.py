"""A .docx on paper: set by typst, with free fonts where the official ones are missing."""

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import typst
from django.utils.translation import gettext as _

from huajie.core.documents.typesetting import SERIF, Typesetter
from huajie.core.errors import Refused

_PREAMBLE = (Path(__file__).parent / "data" / "paper.typ").read_text(encoding="utf-8")
SOURCE = "document.typ"


class FontsMissing(Refused):
    """There is no font with Chinese characters on this machine."""

    def __init__(self) -> None:
        said = _("The PDF cannot be made: this machine has no Chinese font. The operator installs the Debian package fonts-noto-cjk.")
        super().__init__(said)


@cache
def _installed() -> typst.Fonts:
    return typst.Fonts()


def typeset(content: bytes, fonts: typst.Fonts | None = None) -> bytes:
    """The document as PDF, in about a tenth of a second."""
    fonts = fonts or _installed()
    if not set(SERIF) & set(fonts.families()):
        raise FontsMissing
    with TemporaryDirectory() as folder:
        source = Path(folder) / SOURCE
        source.write_text(_PREAMBLE + Typesetter(docx.Document(io.BytesIO(content)), Path(folder)).source(), encoding="utf-8")
        made = typst.Compiler(source, root=folder, font_paths=fonts).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 — a PDF is one file
    return made
