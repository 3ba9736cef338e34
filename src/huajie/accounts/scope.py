"""Who may do what, where: posting × permission × area prefix. Fetching is authorising."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import SECTOR_UNITS, Posting, Staff
from huajie.accounts.roles import BY_INVOLVEMENT, PERMISSIONS, WITHIN_THEIR_UNIT, Permission, Role
from huajie.audit.services import Actor
from huajie.core.errors import NotPermitted
from huajie.core.written import Written

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Scope:
    """What one person may do on one day: for each permission the area prefixes that it holds in.

    A permission without a prefix holds for the matters alone that the person's units or teams have (matters/access.py).
    """

    prefixes: dict[Permission, tuple[str, ...]]
    roles: frozenset[Role]
    unit_ids: frozenset[int]
    working_unit_ids: frozenset[int] = frozenset()  # without those where the person is a leader only: a leader has matters of their own
    staff_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """True if and only if some posting gives the permission somewhere."""
        return permission in self.prefixes

    def may_in(self, permission: Permission, area_code: str) -> bool:
        """True if and only if the permission holds for that area."""
        return area_code.startswith(self.prefixes.get(permission, ()))

    def holds(self, permission: Permission, area_code: str, *, also: bool) -> bool:
        """True if and only if the permission holds for that area, or holds somewhere and `also` says that this record is included."""
        held = self.prefixes.get(permission)
        return held is not None and (also or area_code.startswith(held))

    def demand(self, permission: Permission) -> None:
        """Refuse unless some posting gives the permission."""
        if not self.may(permission):
            raise NotPermitted(_("Your posting does not include this. If it belongs to your work, ask the district coordinator."))

    def narrow(self, rows: QuerySet[M], permission: Permission, area: str) -> QuerySet[M]:
        """The rows within the areas where the permission holds; `area` is the path to an area code column."""
        prefixes = self.prefixes.get(permission, ())
        if not prefixes:
            return rows.none()
        within = Q()
        for prefix in prefixes:
            within |= Q(**{f"{area}__gte": prefix, f"{area}__lt": _after(prefix)})
        return rows.filter(within)


NO_SCOPE = Scope(prefixes={}, roles=frozenset(), unit_ids=frozenset())


def _after(prefix: str) -> str:
    """The first code beyond a prefix: a range on an index works alike on every database."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def scope_of(staff: Staff, on: date | None = None) -> Scope:
    """The scope of a person on a day (today by default): one query."""
    return scope_from(postings_on(staff, on or timezone.localdate()), staff.pk)


def postings_on(staff: Staff, day: date) -> list[Posting]:
    """The postings of a person that hold on a day, in units that work. One query, or none within `postings_read_once`."""
    return [posting for posting in _postings_of(staff.pk) if posting.is_active_on(day) and posting.unit.active]


@contextmanager
def postings_read_once() -> Iterator[None]:
    """Within, the postings of a person are read once: a call is judged by those that stood there when it began. Nothing outlives it."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


_read: ContextVar[dict[int, list[Posting]] | None] = ContextVar("read", default=None)
_of_staff = Written(lambda staff: Posting.objects.filter(staff=staff).select_related("unit"), -1)


def _postings_of(staff_id: int) -> list[Posting]:
    known = _read.get()
    if known is None:
        return _of_staff.all(staff_id)
    if staff_id not in known:
        known[staff_id] = _of_staff.all(staff_id)
    return known[staff_id]


def demand_in(by: Actor, permission: Permission, area_code: str) -> None:
    """Refuse unless whoever acts holds the permission for that area. The system itself may."""
    if isinstance(by, Staff) and not scope_of(by).may_in(permission, area_code):
        raise NotPermitted(_("Your posting does not include this area. Ask someone who is posted there."))


def scope_from(postings: Iterable[Posting], staff_id: int | None = None) -> Scope:
    """The scope that some active postings give together."""
    prefixes: dict[Permission, set[str]] = {}
    held = list(postings)
    for posting in held:
        for permission in PERMISSIONS[Role(posting.role)]:
            codes = prefixes.setdefault(permission, set())
            if not (permission in BY_INVOLVEMENT and _is_within_unit(posting)):
                codes.add(posting.area_id)
    return Scope(
        prefixes={permission: _outermost(codes) for permission, codes in prefixes.items()},
        roles=frozenset(Role(posting.role) for posting in held),
        unit_ids=frozenset(posting.unit_id for posting in held),
        working_unit_ids=frozenset(posting.unit_id for posting in held if posting.role != Role.RESPONSIBLE_LEADER),
        staff_id=staff_id if held else None,  # whoever is posted nowhere reaches nothing, not even by a team
    )


def _is_within_unit(posting: Posting) -> bool:
    """True if and only if the posting reaches no further than what its unit and its holder have to do with."""
    return posting.role in WITHIN_THEIR_UNIT and posting.unit_id is not None and posting.unit.kind in SECTOR_UNITS


def _outermost(codes: set[str]) -> tuple[str, ...]:
    """Without the areas that lie in another of them."""
    return tuple(sorted(code for code in codes if not any(code != other and code.startswith(other) for other in codes)))
