"""What the background worker does for matters."""

from django_tasks import task

from huajie.matters.models import Step
from huajie.matters.services.learning import EVERY, learn_if_due


@task()
def learn() -> bool:
    """Learn from the decisions taken since, if there are enough of them."""
    return learn_if_due()


def learn_now_and_then(step: Step) -> None:
    """Let the worker look after every so many moves whether there is something to learn."""
    if step.pk % EVERY == 0:
        learn.enqueue()
