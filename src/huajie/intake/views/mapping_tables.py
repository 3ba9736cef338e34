"""What each distinct form of a delivery was taken for, as tables: column, samples, field, and how sure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from huajie.intake.meaning.notes import sentence
from huajie.intake.models import ListFile, ListSheet
from huajie.intake.reading.columns import KEEP_AS_NOTE, Certainty
from huajie.intake.reading.essentials import NAMES, TEXTS
from huajie.intake.reading.fields import Field
from huajie.intake.reading.kinds import ListKind

_LABELS: dict[Certainty, tuple[Promise | str, str]] = {
    Certainty.SURE: (_("recognised"), "green"),
    Certainty.REMEMBERED: (_("chosen last time"), "azure"),
    Certainty.UNSURE: (_("unsure"), "yellow"),
    Certainty.DROPPED: (_("not taken"), "secondary"),
    Certainty.UNKNOWN: (_("kept as a note"), "secondary"),
}
_ESSENTIAL = {field.value for field in NAMES | TEXTS}
_NAMED_FILES = 2
_KINDS = {kind.value for kind in ListKind}
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class ColumnLine:
    """One column as the page shows it. `choices` is empty where nothing is to be chosen."""

    sheet_id: int
    index: int
    key: str
    header: str
    samples: str
    field: str
    certainty_kind: Certainty
    because: str
    candidates: tuple[str, ...]
    may_choose: bool

    @property
    def may_be_essential(self) -> bool:
        """True if and only if it is open whether this is the name, or what happened: to be looked at first."""
        return self.certainty_kind is Certainty.UNSURE and not _ESSENTIAL.isdisjoint(self.candidates)

    @property
    def field_name(self) -> str:
        """The name of the choice in the form."""
        return f"column-{self.sheet_id}-{self.index}"

    @property
    def certainty(self) -> Promise | str:
        return _LABELS[self.certainty_kind][0]

    @property
    def tone(self) -> str:
        return _LABELS[self.certainty_kind][1]

    @property
    def taken_for(self) -> str:
        """The field in words; a note and what is not taken say so."""
        if self.certainty_kind is Certainty.DROPPED:
            return str(_("not taken"))
        return label_of(self.field)

    @property
    def options(self) -> list[tuple[str, Options]]:
        """The choices: what it is likely to be, keeping it as a note, and every other field."""
        if not self.may_choose:
            return []
        likely = [(name, label_of(name)) for name in dict.fromkeys([*self.candidates, *([self.field] if self.field else [])])]
        rest = [(field.value, str(field.label)) for field in Field if field.value not in dict(likely)]
        groups = [(str(_("Likely")), likely), (str(_("Otherwise")), [(KEEP_AS_NOTE, label_of(""))]), (str(_("All fields")), rest)]
        return [group for group in groups if group[1]]


@dataclass(frozen=True)
class MappingGroup:
    """Sheets with the same header: one of them is shown, the choice counts for all."""

    sheets: Sequence[ListSheet]
    columns: list[ColumnLine]
    is_open: bool

    @property
    def sheet(self) -> ListSheet:
        return self.sheets[0]

    @property
    def kind(self) -> Promise | str:
        return ListKind(self.sheet.kind).label

    @property
    def kind_name(self) -> str:
        """The name of the choice of the kind in the form."""
        return f"kind-{self.sheet.pk}"

    @property
    def kinds(self) -> Options:
        """The kinds to choose from, where the kind is unsure."""
        known = [(kind.value, str(kind.label)) for kind in ListKind if kind is not ListKind.UNKNOWN]
        return known if not self.sheet.kind_is_sure or self.is_open else []

    @property
    def kind_because(self) -> str:
        """Why its kind is unsure; empty where it is sure."""
        return sentence(self.sheet.kind_because) if self.sheet.kind_because and not self.sheet.kind_is_sure else ""

    @property
    def places(self) -> str:
        """The files that hold such a sheet."""
        names = list(dict.fromkeys(sheet.file.name for sheet in self.sheets))
        shown = "、".join(names[:_NAMED_FILES])
        more = len(self.sheets) - _NAMED_FILES
        if len(names) <= _NAMED_FILES:
            return shown
        return ngettext("%(shown)s and %(more)s more sheet", "%(shown)s and %(more)s more sheets", more) % {"shown": shown, "more": more}

    @cached_property
    def unsure(self) -> int:
        return sum(column.certainty_kind is Certainty.UNSURE for column in self.columns)

    @property
    def is_to_look_at(self) -> bool:
        """True if and only if somebody has something to choose in it."""
        return self.unsure > 0 or self.is_open or not self.sheet.kind_is_sure


def groups_of(sheets: Iterable[ListSheet], *, may_choose: bool, changed: int = 0) -> list[MappingGroup]:
    """The distinct forms, those with unsure columns first. `changed` is the sheet of which every column may be chosen."""
    alike: dict[tuple[str, str], list[ListSheet]] = defaultdict(list)
    for sheet in sheets:
        alike[sheet.kind, sheet.signature].append(sheet)
    groups = [_group(each, may_choose, is_open=any(sheet.pk == changed for sheet in each)) for each in alike.values()]
    return sorted(groups, key=lambda group: (not group.is_to_look_at, -group.unsure, group.sheet.pk))


@dataclass(frozen=True)
class Chosen:
    """What was chosen for one file: field by column key, and the kind of list if it was unsure."""

    file: ListFile
    fields: dict[str, str]
    kind: ListKind | None


def chosen_by_file(groups: Iterable[MappingGroup], sent: Mapping[str, str]) -> list[Chosen]:
    """The choices of a sent form. What was chosen for one sheet counts for every sheet with the same header."""
    fields: dict[int, dict[str, str]] = defaultdict(dict)
    kinds: dict[int, ListKind] = {}
    files: dict[int, ListFile] = {}
    for group in groups:
        said = {column.key: sent[column.field_name] for column in group.columns if column.field_name in sent}
        for sheet in group.sheets:
            files[sheet.file_id] = sheet.file
            fields[sheet.file_id].update(said)
            if sent.get(group.kind_name) in _KINDS:
                kinds[sheet.file_id] = ListKind(sent[group.kind_name])
    return [Chosen(file, fields[key], kinds.get(key)) for key, file in files.items()]


def label_of(field: str) -> str:
    """A field in the reader's language."""
    return str(Field(field).label) if field else str(_("a note beside the row"))


def _group(sheets: Sequence[ListSheet], may_choose: bool, *, is_open: bool) -> MappingGroup:
    lines = [_line(sheets[0], column, may_choose, is_open) for column in sheets[0].columns]
    return MappingGroup(sheets, sorted(lines, key=lambda line: not line.may_be_essential), is_open)


def _line(sheet: ListSheet, column: Mapping[str, Any], may_choose: bool, is_open: bool) -> ColumnLine:
    certainty = Certainty(column["certainty"])
    return ColumnLine(
        sheet_id=sheet.pk,
        index=column["index"],
        key=column["key"],
        header=column["header"],
        samples=" · ".join(column["samples"]),
        field=column["field"] or "",
        certainty_kind=certainty,
        because="" if certainty is Certainty.SURE else sentence(column["because"]),
        candidates=tuple(column["candidates"]),
        may_choose=may_choose and certainty is not Certainty.DROPPED and (is_open or certainty is Certainty.UNSURE),
    )
