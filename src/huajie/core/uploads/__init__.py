"""What someone hands in: looked at before it is taken (`examine`), kept encrypted, and handed out again so that no browser runs it."""

from huajie.core.uploads.examining import Examined, examine
from huajie.core.uploads.keeping import ATTACHMENTS, TEMPLATES, drop, keep, opened, sweep
from huajie.core.uploads.kinds import ACCEPTED_ENDINGS
from huajie.core.uploads.refusals import UploadRefused, Why
from huajie.core.uploads.serving import download_response

__all__ = [
    "ACCEPTED_ENDINGS",
    "ATTACHMENTS",
    "TEMPLATES",
    "Examined",
    "UploadRefused",
    "Why",
    "download_response",
    "drop",
    "examine",
    "keep",
    "opened",
    "sweep",
]
