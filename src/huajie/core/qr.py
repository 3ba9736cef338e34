"""QR codes, as pictures for pages (under a strict content policy) and for paper."""

import io

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr_image(text: str, alt: str, *, modules_px: int = 4) -> SafeString:
    """An <img> whose picture lies in its own address. `alt` says where the code leads, for those who cannot see it.

    >>> qr_image("https://hj.example/m/HD-2026-000001", "HD-2026-000001")[:29]
    '<img src="data:image/svg+xml;'
    """
    code = segno.make(text, error="m", micro=False)
    width, height = code.symbol_size(scale=modules_px, border=4)
    address = code.svg_data_uri(scale=modules_px, border=4, light="white", xmldecl=False)
    return format_html('<img src="{}" alt="{}" width="{}" height="{}">', address, alt, int(width), int(height))


def qr_png(text: str) -> bytes:
    """The code as a PNG for print: 10 dots a module, with the quiet border that readers need."""
    sink = io.BytesIO()
    segno.make(text, error="m", micro=False).save(sink, kind="png", scale=10, border=4)
    return sink.getvalue()
