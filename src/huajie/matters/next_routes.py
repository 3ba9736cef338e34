"""The legal route that stays open to the resident, as a text for whoever writes the statement to complete (data/next_routes.yaml)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from huajie.matters.models import Kind, Matter, PetitionClass, PetitionRoute
from huajie.rules.clocks.duties import duty

_DATA = Path(__file__).parent / "data" / "next_routes.yaml"
AFTER_REVIEW, AFTER_RE_REVIEW = "reviewed", "re_reviewed"


def next_route_of(matter: Matter, on: date) -> str:
    """What is open after an outcome of this matter."""
    return route_text(_name_of(matter), on)


def route_text(name: str, on: date) -> str:
    """The text of one route, with the limit that holds on the day."""
    route = _routes()[name]
    code = route.get("duty")
    return str(route["text"]).format(days=duty(code, on).limit) if code else str(route["text"])


def _name_of(matter: Matter) -> str:
    if matter.kind != Kind.PETITION:
        return matter.kind
    if matter.petition_class in {PetitionClass.SUGGESTION, PetitionClass.REPORT}:
        return matter.petition_class
    return "own_procedure" if matter.petition_route in {"", PetitionRoute.PETITION} else matter.petition_route


@cache
def _routes() -> dict[str, dict[str, Any]]:  # Any: texts
    return {row["for"]: row for row in yaml.safe_load(_DATA.read_text(encoding="utf-8"))}
