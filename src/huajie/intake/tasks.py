"""What the background worker does for lists."""

from django_tasks import task

from huajie.intake.services import running


@task()
def work_on(delivery_id: int) -> bool:
    """Bring a delivery as far as it goes, and then whatever a dead worker left or a file handed in again has revived."""
    worked = running.work_on(delivery_id)
    running.resume_stale()
    return worked
