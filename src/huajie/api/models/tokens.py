"""Tokens by which other systems are let in."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huajie.accounts.models import Unit
from huajie.accounts.roles import Permission
from huajie.areas.models import Area


class ApiToken(models.Model):
    """A secret that another system bears, of which only a keyed hash is kept; and as whom, for what, where and how long it counts."""

    name = models.CharField(max_length=80)
    secret_index = models.CharField(max_length=32, unique=True)  # finds the token by its secret
    ending = models.CharField(max_length=4)  # the secret's last characters, to tell tokens apart
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    permissions = models.JSONField(default=list)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()  # the last day on which it counts
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(staff__isnull=True) ^ Q(unit__isnull=True), name="token_is_a_persons_or_a_units"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def held(self) -> frozenset[Permission]:
        """What the token was made for."""
        return frozenset(Permission(name) for name in self.permissions)

    @property
    def bearer(self) -> str:
        """As whom it counts."""
        return str(self.staff or self.unit)

    @property
    def is_revoked(self) -> bool:
        """True if and only if somebody shut it out."""
        return self.revoked_at is not None

    def has_expired_on(self, day: date) -> bool:
        """True if and only if its last day lies before that day."""
        return self.expires_on < day

    @property
    def counts(self) -> bool:
        """True if and only if it is neither revoked nor past its last day."""
        return not self.is_revoked and not self.has_expired_on(timezone.localdate())
