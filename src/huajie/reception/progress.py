"""How far a matter is, for whoever holds the receipt."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise

from huajie.reception.models import Request


@dataclass(frozen=True, slots=True)
class Progress:
    """Nothing of it says who asked or what for."""

    reference: str
    state: Promise | str
    received_on: date
    unit: str


def progress_of(request: Request) -> Progress:
    """As the matter stands now, also where it was joined with another."""
    matter = request.matter.standing
    return Progress(matter.ref, matter.get_state_display(), timezone.localdate(request.recorded_at), request.unit.name)
