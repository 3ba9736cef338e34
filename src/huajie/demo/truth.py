"""What is true of a written folder: whom each row is about, what each column holds, which rows cannot be registered."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from huajie.demo.canon import canon_of
from huajie.demo.cells import Line
from huajie.demo.layouts import Layout
from huajie.demo.sheets import Sheet

TRUTH_FILES = ("truth.json", "columns.json", "refusals.json")


@dataclass(frozen=True, slots=True)
class Truth:
    """Whom and what one row is about; the row counts from 1 as in the file, the sheet of a .csv is empty."""

    file: str
    sheet: str
    row: int
    mid: str
    pid: str
    hid: str
    name: str
    idno: str
    kind: str
    village: str
    village_name: str


@dataclass(frozen=True, slots=True)
class ColumnTruth:
    """Which field a column holds: the first is meant, `also` would be as right. The column counts from 0."""

    file: str
    sheet: str
    column: int
    header: str
    above: str
    field: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be registered: it stands in the file, not in the truth."""

    file: str
    sheet: str
    row: int
    why: str


@dataclass(slots=True)
class TruthBook:
    """Everything that is true of one folder of lists."""

    rows: list[Truth] = field(default_factory=list)
    columns: list[ColumnTruth] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def note(self, file: str, layout: Layout, sheet: Sheet) -> None:
        """Adds what is true of one sheet with a table; other sheets have no truth."""
        if sheet.header_row is None:
            return
        name = "" if layout.is_csv else sheet.name
        for index, column in enumerate(layout.columns):
            meant, *also = canon_of(layout.list_kind, column.field, column.header)
            self.columns.append(ColumnTruth(file, name, index, column.header, column.above, meant, tuple(also)))
        self.rows += [truth_of(file, name, row + 1, line) for row, line in sheet.entries]
        self.refused += [Refused(file, name, refusal.row + 1, refusal.why) for refusal in sheet.refusals]

    def write(self, folder: Path) -> None:
        """The three TRUTH_FILES, one record a line."""
        for name, records in zip(TRUTH_FILES, self.records(), strict=True):
            write_json(folder / name, records)

    def records(self) -> tuple[list[dict[str, object]], ...]:
        """What the three files hold."""
        return [asdict(row) for row in self.rows], [asdict(column) for column in self.columns], [asdict(row) for row in self.refused]


def truth_of(file: str, sheet: str, row: int, line: Line) -> Truth:
    person, place, matter = line.telling.teller, line.household.place, line.telling.matter
    return Truth(file, sheet, row, matter.mid, person.pid, person.hid, person.name, person.idno, matter.kind, place.code, place.short_name)


def write_json(path: Path, records: list[dict[str, object]]) -> None:
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
