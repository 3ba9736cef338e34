"""One's own second factor: its secret lies encrypted, and adding, removing and signing out are recorded."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.services.own_factors import renew_secrets
from huajie.accounts.tests.conftest import HUASHAN, SIGN_IN_WORDS, Posted
from huajie.accounts.tests.test_sign_in import code_for, sign_in
from huajie.audit.models import Entry


@pytest.fixture
def mediator(posted: Posted) -> Staff:
    return posted(Role.MEDIATOR, HUASHAN, "mediator", SIGN_IN_WORDS)


@pytest.fixture
def enrolled(mediator: Staff, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> str:
    """The secret of the app that the mediator has just added."""
    sign_in(client, "mediator")
    client.post(reverse("account_reauthenticate"), {"password": SIGN_IN_WORDS})
    secret: str = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


def acts() -> list[str]:
    return list(Entry.objects.filter(actor="staff:mediator").order_by("number").values_list("act", flat=True))


def test_the_secret_of_an_app_lies_encrypted(enrolled: str) -> None:
    kept = json.dumps([factor.data for factor in Authenticator.objects.all()])
    assert enrolled not in kept
    assert {factor.type for factor in Authenticator.objects.all()} == {"totp", "recovery_codes"}
    assert all(str(value).startswith("gAAAA") for factor in Authenticator.objects.all() for value in secrets_of(factor))


def test_secrets_are_renewed_with_the_keys(enrolled: str, client: Client, settings: Settings) -> None:
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = (new, old)
    assert renew_secrets() == 2
    settings.FIELD_KEYS = (new,)
    again = Client()
    sign_in(again, "mediator")
    again.post(reverse("mfa_authenticate"), {"code": code_for(enrolled)})
    assert again.get(reverse("accounts:me")).status_code == 200


def test_adding_and_removing_it_are_recorded(enrolled: str, client: Client) -> None:
    assert acts().count("accounts.second_factor_added") == 2  # the app and its recovery codes
    client.post(reverse("mfa_deactivate_totp"))
    assert acts().count("accounts.second_factor_removed") == 2


def test_signing_out_is_recorded(mediator: Staff, client: Client) -> None:
    sign_in(client, "mediator")
    client.post(reverse("account_logout"))
    assert acts() == ["accounts.signed_in", "accounts.signed_out"]


def secrets_of(factor: Authenticator) -> list[object]:
    return [factor.data[name] for name in ("secret", "seed") if name in factor.data]
