"""Keeping a file of the case: looked at, encrypted, and noted beside the matter. Part of a larger act, which records it."""

from typing import IO

from huajie.accounts.models import Staff
from huajie.core import uploads
from huajie.matters.models import Attachment, Matter


def keep_file(matter: Matter, file: IO[bytes], name: str, *, purpose: str, by: Staff | None) -> Attachment:
    """The attachment. A file that may not be kept is refused with its reason (core/uploads)."""
    examined = uploads.examine(file, name)
    key = uploads.keep(examined, file)
    try:
        return Attachment.objects.create(
            matter=matter,
            name=examined.name,
            purpose=purpose,
            content_type=examined.content_type,
            size=examined.size,
            sha256=examined.sha256,
            key=key,
            added_by=by,
        )
    except BaseException:
        uploads.drop(key)
        raise
