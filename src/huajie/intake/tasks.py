"""What the background worker does for lists."""

from django_tasks import task

from huajie.intake.services import running
from huajie.matters.services.learning import learn_if_due


@task()
def work_on(delivery_id: int) -> bool:
    """Bring a delivery as far as it goes, then whatever a dead worker left or a file handed in again has revived; learn from what came."""
    worked = running.work_on(delivery_id)
    running.resume_stale()
    learn_if_due()
    return worked
