"""Events told to another process over HTTP, which checks their signatures with the library of the convention."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from django.utils import timezone
from pytest_django import Settings

from huajie.api import posting
from huajie.api.models import DeliveryEnd, Webhook, WebhookDelivery
from huajie.api.services.telling import tell_due
from huajie.api.services.webhooks import add_webhook
from huajie.api.tests.making import machine
from huajie.audit.services import SYSTEM
from huajie.matters.models import Matter
from huajie.matters.services.moving import move
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import make_areas
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Other:
    """The other system."""

    address: str
    folder: Path

    def listen(self, path: str) -> Webhook:
        """It is told at one of its paths from now on."""
        webhook, secret = add_webhook(machine().token, self.address + path, ["matter.accept"], by=SYSTEM)
        (self.folder / "secret").write_text(secret)
        return webhook

    def taken(self) -> list[dict[str, Any]]:  # Any: JSON
        file = self.folder / "taken"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def other(tmp_path: Path, db: None, settings: Settings) -> Iterator[Other]:
    settings.WEBHOOK_PRIVATE = True
    make_areas()
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.contracts.receiver", str(port), str(tmp_path)], cwd=ROOT) as process:
        try:
            deadline = time.monotonic() + 30
            while not answers(f"http://127.0.0.1:{port}/"):
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield Other(f"http://127.0.0.1:{port}", tmp_path)
        finally:
            process.terminate()


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code == 501
    except requests.ConnectionError:
        return False


def accepted() -> Matter:
    told = register_matter()
    move(told, "accept", by=SYSTEM)
    tell_due()
    return told


def test_an_event_arrives_signed_and_is_taken(other: Other) -> None:
    other.listen("/take")
    told = accepted()
    delivery, step = WebhookDelivery.objects.get(), told.steps.get(move="accept")
    [taken] = other.taken()
    assert (taken["said"]["type"], taken["said"]["data"]) == ("matter.accept", {"matter": told.ref, "step": step.pk, "state": "accepted"})
    assert (delivery.end, delivery.attempts, delivery.next_at) == (DeliveryEnd.TOLD, 1, None)


def test_a_receiver_with_another_secret_refuses_it(other: Other) -> None:
    other.listen("/take")
    (other.folder / "secret").write_text("whsec_" + "A" * 43 + "=")
    accepted()
    assert "refused" in other.taken()[0]["said"]
    assert WebhookDelivery.objects.get().fault == "HTTP 400"


def test_an_event_that_was_not_taken_comes_again_under_the_same_identifier(other: Other) -> None:
    other.listen("/broken")
    accepted()
    WebhookDelivery.objects.update(next_at=timezone.now())
    tell_due()
    assert [one["id"] for one in other.taken()] == [f"msg_{Webhook.objects.get().pk}_{WebhookDelivery.objects.get().pk}"] * 2
    assert WebhookDelivery.objects.get().fault == "HTTP 500"


def test_nobody_is_sent_elsewhere(other: Other) -> None:
    other.listen("/elsewhere")
    accepted()
    assert [one["path"] for one in other.taken()] == ["/elsewhere"]
    assert WebhookDelivery.objects.get().fault == "HTTP 302"


def test_whoever_answers_drop_by_drop_is_left(other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "_SECONDS_IN_ALL", 1.5)
    other.listen("/drops")
    began = time.monotonic()
    accepted()
    assert time.monotonic() - began < 8
    assert WebhookDelivery.objects.get().end == DeliveryEnd.WAITING
