"""Adopting the numbers of one's own city: they come into force whole, or not at all."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from huajie.assistance.in_force import POINTER, adopted_folder, digest_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.rules.eligibility.checking import check_city


@dataclass(frozen=True, slots=True)
class Adopted:
    """The numbers that came into force: how many, and the name of their content."""

    numbers: int
    digest: str


@transaction.atomic
def adopt(folder: Path, today: date, *, by: Actor) -> Adopted:
    """From now on the rules go by the folder's numbers. RulesRefused, and what was in force stays, if one of them is wrong."""
    adopted = Adopted(len(check_city(folder, today)), digest_of([folder]))
    _keep(folder, adopted.digest)
    record(Act.RULES_ADOPTED, by=by, subject=f"rules:{adopted.digest}", detail={"numbers": adopted.numbers})
    beside = adopted_folder() / f"{POINTER}.new"
    beside.write_text(adopted.digest, encoding="utf-8")
    beside.replace(adopted_folder() / POINTER)
    return adopted


def _keep(folder: Path, digest: str) -> None:
    """Copied whole beside its place, then put there: whoever reads meanwhile reads all of it or none."""
    place = adopted_folder() / digest
    if place.is_dir():
        return
    adopted_folder().mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=adopted_folder()))
    for file in sorted(folder.glob("*.yaml")):
        shutil.copyfile(file, beside / file.name)
    beside.rename(place)
