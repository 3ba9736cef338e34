"""The states of a matter. The list import opens matters; the moves between states follow with the case file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a matter stands. Only the resident's confirmation, or an independent call-back, closes one."""

    REGISTERED = "registered", _("Registered")
