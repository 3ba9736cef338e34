"""Other systems that call, for tests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Permission, Role
from huajie.api.models import ApiToken
from huajie.api.offered import READING
from huajie.api.services.tokens import make_token
from huajie.areas.models import Area
from huajie.audit.services import SYSTEM
from huajie.people.tests.making import DISTRICT, make_staff


@dataclass(frozen=True)
class Machine:
    """Another system with its token."""

    token: ApiToken
    secret: str

    def get(self, path: str, **asked: Any) -> Any:  # Any: the test client's own kind of response
        """GET /api/…"""
        return self.client.get(f"/api/{path}", asked)

    def read(self, path: str, **asked: Any) -> Any:  # Any: JSON
        """What GET answers, which must be 200."""
        response = self.get(path, **asked)
        if response.status_code != 200:
            raise AssertionError(response.content.decode())
        return response.json()

    def post(self, path: str, sent: dict[str, Any], key: str = "k", **headers: str) -> Any:  # Any: the test client's own kind of response
        """POST /api/…"""
        return self.client.post(f"/api/{path}", sent, content_type="application/json", headers={"Idempotency-Key": key, **headers})

    @property
    def client(self) -> Client:
        """Without cookies, with the token."""
        return Client(headers={"Authorization": f"Bearer {self.secret}"})


def machine(
    bearer: Staff | Unit | None = None,
    permissions: Iterable[Permission] = READING,
    area: str = DISTRICT,
    days: int = 30,
    name: str = "热线平台",
) -> Machine:
    """A system let in as somebody (a district coordinator, if nobody is named)."""
    expires_on = timezone.localdate() + timedelta(days=days)
    counts_as = bearer or make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)
    return Machine(*make_token(name, counts_as, permissions, Area.objects.get(pk=area), expires_on, by=SYSTEM))
