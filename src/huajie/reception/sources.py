"""What a request is called wherever the register says that something was read from it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from huajie.people.sources import Source


def named_requests(keys: Collection[str]) -> dict[str, Source]:
    """That it was told at the reception, and nothing else: a number would pair whoever reported misconduct with whom they named."""
    return {key: Source(_("reception")) for key in keys}
