"""What a worklist shows of each matter: who it concerns, who answers, what is next, and how long until its deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils import timezone

from huajie.deadlines.remaining import Remaining, days_left
from huajie.matters.models import Kind, Matter, TeamMember
from huajie.matters.next_steps import next_step_of
from huajie.matters.queries import lines_of
from huajie.matters.states import State


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One row."""

    matter: Matter
    kind: str
    state: str
    people: tuple[str, ...]
    is_withheld: bool
    team_lead: str
    left: Remaining | None  # until the deadline, in calendar days
    next_step: str
    next_on: date | None  # a day that somebody set; the deadline stands beside


def work_lines(matters: Sequence[Matter]) -> list[WorkLine]:
    """Three queries for all; the unit that leads must be loaded with each."""
    today = timezone.localdate()
    leads = _leads_of({matter.team_id for matter in matters if matter.team_id})
    kinds, states = _labels(Kind), _labels(State)
    lines = []
    for line in lines_of(matters):
        matter, step = line.matter, next_step_of(line.matter)
        lines.append(
            WorkLine(
                matter,
                kinds[matter.kind],
                states[matter.state],
                line.people,
                line.is_withheld,
                leads.get(matter.team_id or 0, ""),
                days_left(matter.deadline, today) if matter.deadline else None,
                step.text if step else "",
                step.on if step and step.is_set else None,
            )
        )
    return lines


def _leads_of(teams: set[int]) -> dict[int, str]:
    """The name of the one who leads each team."""
    if not teams:
        return {}
    places = TeamMember.objects.filter(team__in=teams, is_lead=True, until=None, accepted_at__isnull=False)
    return dict(places.order_by().values_list("team_id", "staff__display_name"))


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    """What each value is called, translated once for all rows."""
    return {value: str(label) for value, label in choices.choices}
