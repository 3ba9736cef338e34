"""Making the town's opinion public for seven days, and recording what somebody objects."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.assistance.models import Application, ApplicationStep, Objection, Publicity
from huajie.assistance.services.moving import begun, written

PUBLIC_DAYS = 7
"""Calendar days, the day on which it is put up not counted (§19)."""


@transaction.atomic
def publish(application: Application, place: str, *, by: Staff, since: date | None = None) -> Publicity:
    """A notice that hangs for seven days from today on."""
    held = begun(application, "publish", by, {"place": place.strip()})
    first = since or timezone.localdate()
    until = first + timedelta(days=PUBLIC_DAYS)
    notice = Publicity.objects.create(application=held, since=first, until=until, place=place.strip()[:100], by=by)
    written(held, "publish", by, {"place": place.strip(), "until": until.isoformat()})
    application.refresh_from_db()
    return notice


@transaction.atomic
def record_objection(application: Application, words: str, by_whom: str = "", *, by: Staff) -> ApplicationStep:
    """What somebody says against it. The name is kept encrypted, if one was given."""
    held = begun(application, "object", by, {"words": words.strip()})
    notice = held.notices.latest("pk")
    Objection.objects.create(notice=notice, received_on=timezone.localdate(), by_whom=by_whom.strip(), words=words.strip())
    step = written(held, "object", by, {"words": words.strip()})
    application.refresh_from_db()
    return step
