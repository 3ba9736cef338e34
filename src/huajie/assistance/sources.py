"""What an application and urgent relief are called wherever the register says that something was read from them."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from huajie.people.sources import Source


def named_applications(keys: Collection[str]) -> dict[str, Source]:
    """The statement of an application, by its reference."""
    return {key: Source(_("statement of %(ref)s") % {"ref": key}) for key in keys}


def named_relief(keys: Collection[str]) -> dict[str, Source]:
    """Urgent relief, by its reference."""
    return {key: Source(_("urgent relief %(ref)s") % {"ref": key}) for key in keys}
