"""What the background worker does for matters."""

from django_tasks import task

from huajie.matters.models import BulkRun, Step
from huajie.matters.services.bulk import carry_out
from huajie.matters.services.learning import EVERY, learn_if_due


@task()
def learn() -> bool:
    """Learn from the decisions taken since, if there are enough of them."""
    return learn_if_due()


def learn_now_and_then(step: Step) -> None:
    """Let the worker look after every so many moves whether there is something to learn."""
    if step.pk % EVERY == 0:
        learn.enqueue()


@task()
def carry_out_bulk(pk: int) -> int:
    """Do an act on many matters; how many of them were done."""
    run = BulkRun.objects.select_related("staff").get(pk=pk)
    carry_out(run)
    return run.done
