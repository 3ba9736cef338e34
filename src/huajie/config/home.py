"""Opening the home folder, which every process does before it writes: everything lies in it, and nobody but its owner reads it."""

import os
from contextlib import suppress

from django.utils.translation import gettext as _

from huajie.config.options import HOME
from huajie.core.errors import Refused
from huajie.core.scratch import own_scratch


def open_home() -> None:
    """From now on what is written is for the owner alone (0600, folders 0700), and temporary files lie in the home folder too."""
    os.umask(0o077)
    try:
        HOME.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # a folder that a volume lends us is not ours to close
            HOME.chmod(0o700)
        own_scratch(HOME)
    except OSError as error:
        raise Refused(_("%(home)s cannot be written to (%(why)s).") % {"home": HOME, "why": error.strerror}) from None
