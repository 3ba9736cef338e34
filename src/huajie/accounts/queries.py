"""Reading staff and units. What is fetched here may be shown to the one who asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from huajie.accounts.models import Installation, Posting, Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.scope import Scope
from huajie.areas.models import Area


@dataclass(frozen=True)
class DemoPerson:
    """Somebody as whom a visitor of a demo may sign in."""

    staff: Staff
    posting: Posting

    @property
    def role(self) -> Role:
        """What they are in the demo."""
        return Role(self.posting.role)


def staff_in(scope: Scope) -> QuerySet[Staff]:
    """People posted, now or earlier, within the areas that the reader looks after, and people posted nowhere yet. Two queries."""
    postings = scope.narrow(Posting.objects.all(), Permission.SEE_STAFF, "area_id")
    unposted = Q(postings=None) if scope.may(Permission.EDIT_STAFF) else Q(pk__in=[])
    found = Staff.objects.filter(Q(pk__in=postings.values("staff_id")) | unposted)
    shown = scope.narrow(Posting.objects.select_related("unit", "area"), Permission.SEE_STAFF, "area_id").order_by("-since", "pk")
    return found.distinct().prefetch_related(Prefetch("postings", queryset=shown))


def staff_found(scope: Scope, words: str) -> QuerySet[Staff]:
    """Of these people those whose name or user name holds the words; everyone without words."""
    people = staff_in(scope)
    return people.filter(Q(display_name__contains=words) | Q(username__icontains=words)) if words else people


def units_in(scope: Scope) -> QuerySet[Unit]:
    """Units within the areas that the reader looks after. One query."""
    return scope.narrow(Unit.objects.select_related("area"), Permission.SEE_STAFF, "area_id")


def units_to_post_in(scope: Scope) -> QuerySet[Unit]:
    """Units that the reader may post people to."""
    return scope.narrow(Unit.objects.filter(active=True), Permission.EDIT_STAFF, "area_id")


def units_to_edit(scope: Scope) -> QuerySet[Unit]:
    """Units that the reader may rename, close and open again."""
    return scope.narrow(Unit.objects.all(), Permission.EDIT_STAFF, "area_id")


def areas_to_post_in(scope: Scope) -> QuerySet[Area]:
    """Areas that the reader may post people for."""
    return scope.narrow(Area.objects.filter(active=True), Permission.EDIT_STAFF, "code")


def postings_to_end(scope: Scope) -> QuerySet[Posting]:
    """Postings that the reader may end."""
    return scope.narrow(Posting.objects.select_related("staff", "unit"), Permission.EDIT_STAFF, "area_id")


def active_postings(staff: Staff) -> list[Posting]:
    """What a person is posted as today. One query."""
    today = timezone.localdate()
    return [posting for posting in staff.postings.select_related("unit", "area").order_by("since", "pk") if posting.is_active_on(today)]


def may_of(posting: Posting) -> list[Permission]:
    """What a posting gives, in the order of the table."""
    held = PERMISSIONS[Role(posting.role)]
    return [permission for permission in Permission if permission in held]


def is_demo() -> bool:
    """True if and only if everything in this installation is made up, and everyone may sign in."""
    return Installation.objects.filter(is_demo=True).exists()


def demo_people() -> Iterator[DemoPerson]:
    """In a demo one person for each role that is held, in the order of roles; otherwise nobody."""
    if not is_demo():
        return
    postings = Posting.objects.select_related("staff", "unit").filter(staff__is_active=True).order_by("pk")
    today = timezone.localdate()
    held: dict[str, Posting] = {}
    for posting in postings:
        if posting.is_active_on(today):
            held.setdefault(posting.role, posting)
    for role in Role:
        if role in held:
            yield DemoPerson(held[role].staff, held[role])


def postings_in(unit: Unit) -> list[Posting]:
    """Who works in a unit today. One query."""
    today = timezone.localdate()
    return [
        posting
        for posting in unit.postings.select_related("staff", "area").order_by("role", "staff__username")
        if posting.is_active_on(today)
    ]
