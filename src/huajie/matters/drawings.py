"""Whether a signature that was drawn on the screen shows anything."""

import base64
import binascii
import struct
import zlib
from itertools import pairwise

_BEGINS = "data:image/png;base64,"
_LARGEST = 300_000  # bytes of a PNG
_WIDEST, _HIGHEST = 2000, 1000  # dots


def png_of(field: str) -> bytes:
    """The PNG in a form's field; nothing if it holds none, or more than a signature needs."""
    if not field.startswith(_BEGINS) or len(field) > _LARGEST * 2:
        return b""
    try:
        return base64.b64decode(field.removeprefix(_BEGINS), validate=True)
    except (binascii.Error, ValueError):
        return b""


def is_drawn(png: bytes) -> bool:
    """True if and only if it is a PNG of a canvas (8 bits, red, green, blue, alpha, not interlaced) that is not empty."""
    try:
        width, height, *form = struct.unpack(">IIBBBBB", png[16:29])
        if form != [8, 6, 0, 0, 0] or width > _WIDEST or height > _HIGHEST:
            return False
        line = 1 + width * 4
        pixels = zlib.decompressobj().decompress(_data_of(png), line * height)
    except (struct.error, zlib.error):
        return False
    starts = range(0, len(pixels) + 1, line)
    return len(pixels) == line * height and any(any(pixels[start + 1 : end]) for start, end in pairwise(starts))


def _data_of(png: bytes) -> bytes:
    """The compressed picture."""
    found, place = b"", 8
    while place + 8 <= len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            found += png[place + 8 : place + 8 + length]
        place += 12 + length
    return found
