"""The calendar that a register begins with: every year whose holidays were announced."""

from typing import Any

from huajie.rules.clocks.announced import announced


def seed(years: Any, days: Any) -> None:  # Any: the models, also as a migration knows them
    """Write the years that are known and their days. What is there already stays as it is."""
    calendar = announced()
    years.objects.bulk_create(
        [years(year=year, announced=True, source=source.zh) for year, source in calendar.sources.items()], ignore_conflicts=True
    )
    days.objects.bulk_create(
        [days(day=day, kind=kind.value, name=calendar.names[day].zh) for day, kind in calendar.days.items()], ignore_conflicts=True
    )
