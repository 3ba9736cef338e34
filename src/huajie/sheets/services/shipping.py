"""The forms that ship with Huajie, put into the register once: what an office changed or deleted since stays so."""

from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from huajie.sheets.definitions import ColumnDefinition, Definition
from huajie.sheets.models import SheetLayout
from huajie.sheets.services.editing import check, write_columns


def shipped() -> dict[str, Definition]:
    """Every form of data/shipped.yaml, by its code."""
    said: list[dict[str, Any]] = yaml.safe_load(files("huajie.sheets").joinpath("data/shipped.yaml").read_text(encoding="utf-8"))
    return {one["code"]: _definition(one) for one in said}


@transaction.atomic
def ship_sheets() -> int:
    """Add the forms that are not there yet; returns how many."""
    held = set(SheetLayout.objects.exclude(code=None).values_list("code", flat=True))
    missing = {code: definition for code, definition in shipped().items() if code not in held}
    for code, definition in missing.items():
        check(definition)
        layout = SheetLayout.objects.create(
            code=code,
            name=definition.name,
            kind=definition.kind,
            channel=definition.channel,
            led_only=definition.led_only,
            titles=list(definition.titles),
            footers=list(definition.footers),
        )
        write_columns(layout, definition)
    return len(missing)


def _definition(said: dict[str, Any]) -> Definition:
    return Definition(
        name=said["name"],
        columns=tuple(ColumnDefinition(**column) for column in said["columns"]),
        kind=said.get("kind", ""),
        channel=said.get("channel", ""),
        led_only=said.get("led_only", False),
        titles=tuple(said.get("titles", ())),
        footers=tuple(said.get("footers", ())),
    )
