"""The villages and communities of a real district, read from the published national codes."""

import csv
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A village or community: its 12-digit code, its official name, and the names above it."""

    code: str
    village: str
    town: str
    district: str = ""
    city: str = ""

    @property
    def is_community(self) -> bool:
        """True if and only if the village part of the code is 001–199, the residents' committees (GB/T 10114)."""
        return int(self.code[9:12]) < 200

    @property
    def short_name(self) -> str:
        """The name people use: 云山居委会 → 云山社区, 新街村委会 → 新街村."""
        stem = self.stem
        return f"{stem}社区" if self.is_community else f"{stem}村"

    @property
    def stem(self) -> str:
        """The name without any ending: 云山, 新街."""
        name = self.village
        for ending in ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "村民委员会", "村委会", "社区", "村"):
            if name.endswith(ending) and len(name) > len(ending):
                return name.removesuffix(ending)
        return name

    @property
    def town_stem(self) -> str:
        """花东镇 → 花东, 新华街道 → 新华."""
        return self.town.removesuffix("街道").removesuffix("镇").removesuffix("乡")


def places_of(district_code: str, villages_csv: Path) -> list[Place]:
    """Every village of a 6-digit district; streets.csv, areas.csv and cities.csv stand beside the file given."""
    folder = villages_csv.parent
    towns = names_by_code(folder / "streets.csv", under=district_code)
    districts = names_by_code(folder / "areas.csv", under=district_code)
    cities = names_by_code(folder / "cities.csv", under=district_code[:4])
    villages = names_by_code(villages_csv, under=district_code)
    if not villages:
        raise LookupError(f"no village of district {district_code} in {villages_csv.name}")
    district, city = districts.get(district_code, ""), cities.get(district_code[:4], "")
    return [Place(code, name, towns[code[:9]], district, city) for code, name in sorted(villages.items())]


def names_by_code(path: Path, *, under: str) -> dict[str, str]:
    """Code → name for the lines of one published table whose code begins with `under`."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {line["code"]: line["name"] for line in csv.DictReader(lines) if line["code"].startswith(under)}
