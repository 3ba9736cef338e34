"""One's own second factor: what allauth's pages add and remove is recorded, and its secrets are renewed with the keys."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core import crypto

_SECRETS = ("secret", "seed")  # of an authenticator app; of recovery codes


def listen() -> None:
    """Record what people do with their own second factors from now on."""
    for signal in (authenticator_added, authenticator_reset):
        signal.connect(_added, dispatch_uid="own_factor_recorded")
    authenticator_removed.connect(_removed, dispatch_uid="own_factor_recorded")


@transaction.atomic
def renew_secrets() -> int:
    """Encrypt the secrets of all second factors anew, under the newest key; returns how many."""
    renewed = 0
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        secrets = {name: crypto.renew(factor.data[name]) for name in _SECRETS if name in factor.data}
        if secrets:
            factor.data |= secrets
            factor.save(update_fields=["data"])
            renewed += 1
    return renewed


def _added(user: Staff, authenticator: Authenticator, **_sent: object) -> None:
    record(Act.SECOND_FACTOR_ADDED, by=user, subject=user.audit_name, detail={"kind": authenticator.type})


def _removed(user: Staff, authenticator: Authenticator, **_sent: object) -> None:
    record(Act.SECOND_FACTOR_REMOVED, by=user, subject=user.audit_name, detail={"kind": authenticator.type})
