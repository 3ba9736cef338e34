"""What a list says beside a telling. It is shown as what the list says; it moves nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.matters.models import Telling

LABELS: dict[str, str | Promise] = {
    "other_organisation": _("Other party, an organisation"),
    "reported": _("Who is reported"),
    "ticket_no": _("Number on the list"),
    "report_unit": _("Reported by"),
    "finder": _("Found by"),
    "channel": _("Channel"),
    "urgency": _("Urgency"),
    "people_involved": _("People involved"),
    "leader": _("Responsible leader"),
    "leader_post": _("Post of the leader"),
    "unit_lead": _("Lead unit"),
    "unit_assist": _("Assisting unit"),
    "owner": _("Handled by"),
    "team": _("Team"),
    "deadline": _("Deadline"),
    "measures": _("Measures"),
    "progress": _("Progress"),
    "result": _("Result"),
    "closed_on": _("Settled on"),
    "visitors": _("Visited by"),
    "answer_given": _("Answer given"),
    "next_step": _("Next step"),
    "intended_helper": _("Intended helper"),
    "satisfaction": _("Satisfaction"),
    "aid_amount": _("Aid"),
    "remark": _("Remark"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a list says."""

    label: str | Promise
    value: str


def said(noted: Mapping[str, str]) -> tuple[Said, ...]:
    """Everything that the list says, in the order of the labels; what has no label comes last under its own name."""
    known = [Said(label, noted[key]) for key, label in LABELS.items() if noted.get(key)]
    return tuple(known + [Said(key, value) for key, value in noted.items() if key not in LABELS and value])


def latest(tellings: Iterable[Telling], key: str) -> str:
    """What the newest telling that mentions it says, or nothing."""
    return next((telling.noted[key] for telling in tellings if telling.noted.get(key)), "")
