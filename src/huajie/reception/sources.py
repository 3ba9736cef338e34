"""What a request is called wherever the register says that something was read from it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from huajie.people.sources import Source


def named_requests(keys: Collection[str]) -> dict[str, Source]:
    """Its number and nothing else, for every request alike: who reported misconduct must not show on a person's page."""
    return {key: Source(_("request no. %(number)s") % {"number": key}) for key in keys}
