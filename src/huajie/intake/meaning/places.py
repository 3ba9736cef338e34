"""Where a row lies: the grid or village that it names, else the town, else the unit's own area; what is ambiguous is said, not guessed."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from huajie.areas.gazetteer import Gazetteer
from huajie.areas.models import LENGTHS, Level
from huajie.intake.meaning.notes import Saying, note
from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import Note, ReadRow

_VILLAGE = LENGTHS[Level.VILLAGE]


class Where(NamedTuple):
    """An area code of the register, and what could not be understood on the way to it."""

    code: str
    notes: tuple[Note, ...] = ()


class Places:
    """Finds areas for the rows of one delivery, within the area of the unit that handed it in."""

    def __init__(self, names: Gazetteer, within: str) -> None:
        self._names = names
        self._within = within
        self._hints: dict[tuple[str, str], str] = {}

    def hint(self, file: str, sheet: str) -> str:
        """The area that the names of the folders, of the file and of the sheet give to all their rows; the unit's own otherwise."""
        key = (file, sheet)
        if key not in self._hints:
            self._hints[key] = self._hint((*PurePosixPath(file).with_suffix("").parts, sheet))
        return self._hints[key]

    def _hint(self, names: Iterable[str]) -> str:
        """From the outermost name to the innermost: each leads further down, or to another town."""
        within = self._within
        for name in names:
            found = self._find(name, within) or self._find(name, self._within)
            within = found if found and not within.startswith(found) else within
        return within

    def _find(self, text: str, within: str) -> str:
        """The area of a decorated name: 信访积案台账-花东镇(4月) is 花东镇, and so is 花东镇报送."""
        pieces = [piece for piece in _cut(text) if len(piece) > 1]
        found = [self._names.resolve(piece, within).code or self._names.find_in(piece, within).code for piece in pieces]
        longer = [code for code in found if code.startswith(within)]
        return max(longer, key=len, default="")

    def of_row(self, row: ReadRow, file: str) -> Where:
        """The area of a row."""
        found = self._of_row(row, file)
        if not row.place.grid or len(found.code) != _VILLAGE:
            return found
        grid = self._names.resolve(row.place.grid, found.code, Level.GRID)
        if grid.area or not self._names.holds(Level.GRID, found.code):
            return Where(grid.code or found.code, found.notes)
        return Where(found.code, (*found.notes, note(Saying.GRID_UNKNOWN)))

    def _of_row(self, row: ReadRow, file: str) -> Where:
        """The same down to the village."""
        hinted = self.hint(file, row.sheet)
        town = row.place.town or row.text_of(Field.REPORT_UNIT)
        within = self._town(town, hinted)
        if row.place.village:
            found = self._names.resolve(row.place.village, within, Level.VILLAGE)
            if not found.area:
                found = self._names.resolve(row.place.village, within)
            if found.area:
                return Where(found.code)
            notes = (note(Saying.VILLAGE_AMBIGUOUS if len(found.candidates) > 1 else Saying.VILLAGE_UNKNOWN),)
            code = self._by_address(row, within)
            return Where(code, () if len(code) >= _VILLAGE else notes)
        code = self._by_address(row, within)
        return Where(code, () if len(code) >= _VILLAGE else (note(Saying.VILLAGE_MISSING),))

    def _town(self, town: str, hinted: str) -> str:
        """The town that a row names, unless sheet or file already say more."""
        if not town:
            return hinted
        found = self._names.resolve(town, self._within).code
        return found if len(found) > len(hinted) or (found and not hinted.startswith(found)) else hinted

    def _by_address(self, row: ReadRow, within: str) -> str:
        for address in (row.subject.address, row.place.site, *(person.address for person in row.members)):
            if address and (code := self._names.find_in(address, within).code) and len(code) >= len(within):
                return code
        return within


def _cut(text: str) -> list[str]:
    """A decorated name in pieces: at marks, and at the digits of dates."""
    marked = "".join(char if char.isalpha() else " " for char in text)
    return [text, *marked.split()]
