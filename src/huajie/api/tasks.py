"""What the background worker does for other systems."""

from django.utils import timezone
from django_tasks import task

from huajie.api.models import Webhook
from huajie.api.services import telling
from huajie.api.services.repeating import forget_old
from huajie.core.written import Written
from huajie.matters.models import Step

_anybody_listens = Written(lambda: Webhook.objects.filter(stopped_at=None).values_list("pk")[:1])


@task()
def tell_webhooks() -> bool:
    """One attempt for every event that is due, and another task for what was not taken."""
    again = telling.tell_due()
    if again:
        tell_webhooks.using(run_after=again).enqueue()
    return again is not None


def step_made(_step: Step) -> None:
    """A matter was moved: whoever wants to know is told in the background. One query."""
    if _anybody_listens.first():
        tell_webhooks.enqueue()


def take_up() -> None:
    """What a worker that died has left, steps that nobody was told of, and answers that are kept no longer."""
    forget_old()
    tell_webhooks.enqueue()
    next_at = telling.next_due()
    if next_at:
        tell_webhooks.using(run_after=max(next_at, timezone.now())).enqueue()
