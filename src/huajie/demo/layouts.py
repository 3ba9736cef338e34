"""How one file is laid out: its columns and their headers, what stands around the table, and its format."""

from dataclasses import dataclass, replace
from random import Random

from huajie.demo.columns import COLUMNS, GROUP_WORDS, TITLES, UNDER_GROUP, Column
from huajie.demo.headers import decorated, header_for
from huajie.demo.mess import Mess
from huajie.demo.widths import wide_punctuation


@dataclass(frozen=True, slots=True)
class Headed:
    """A column with its header, and the upper header if the list has two rows of them."""

    field: str
    header: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    list_kind: str
    town: str
    title: str
    columns: tuple[Headed, ...]
    format: str
    """xlsx, xls, ods, csv-gb18030 or csv-utf8."""
    title_row: bool
    annex_row: bool
    unit_row: bool
    blank_row: bool
    two_row_header: bool
    sheet_per_village: bool
    merged_village: bool
    ditto_word: str
    """同上 or 〃 where the file uses it, else empty."""
    totals: bool
    footer: bool
    instructions: bool
    second_list_sheet: bool
    wide_punctuation: bool
    hidden_rows: bool
    repeat_header_every: int
    """Rows between repeated headers; 0 for none."""

    @property
    def is_csv(self) -> bool:
        return self.format.startswith("csv")

    @property
    def header_rows(self) -> int:
        return 2 if self.two_row_header else 1

    def typed(self, text: str) -> str:
        """The text with the punctuation that this file's keyboard makes."""
        return wide_punctuation(text) if self.wide_punctuation else text

    def index_of(self, field: str) -> int | None:
        return next((index for index, column in enumerate(self.columns) if column.field == field), None)


def made_layout(rng: Random, list_kind: str, town: str, mess: Mess) -> Layout:
    """A layout for one file; no two columns of it have the same header within the same group."""

    def happens(share: float) -> bool:
        return rng.random() < share

    format_ = made_format(rng, list_kind, mess)
    grouped = any(column.group for column in COLUMNS[list_kind])
    two_rows = grouped and not format_.startswith("csv") and happens(mess.two_row_header)
    per_village = list_kind != "hotline" and happens(mess.sheet_per_village)
    headed = made_columns(rng, list_kind, mess, two_rows=two_rows)
    if per_village and happens(0.4):
        headed = tuple(column for column in headed if column.field != "village")
    layout = Layout(
        list_kind=list_kind,
        town=town,
        title=rng.choice(TITLES[list_kind]),
        columns=headed,
        format=format_,
        title_row=happens(mess.title),
        annex_row=happens(mess.annex_row),
        unit_row=happens(mess.unit_row),
        blank_row=happens(mess.blank_rows),
        two_row_header=two_rows,
        sheet_per_village=per_village,
        merged_village=not per_village and happens(mess.merged_village),
        ditto_word=rng.choice(("同上", "〃", '"', "同上")) if happens(mess.ditto_files) else "",
        totals=happens(mess.totals),
        footer=happens(mess.footer),
        instructions=happens(mess.instructions),
        second_list_sheet=happens(mess.second_list_sheet),
        wide_punctuation=happens(mess.wide_punctuation),
        hidden_rows=happens(mess.hidden_rows),
        repeat_header_every=rng.choice((15, 20, 25)) if happens(mess.repeated_header) else 0,
    )
    layout = replace(layout, columns=tuple(Headed(one.field, layout.typed(one.header), layout.typed(one.above)) for one in headed))
    return plain(layout) if layout.is_csv else layout


def plain(layout: Layout) -> Layout:
    """What a .csv cannot hold is taken away."""
    columns = tuple(replace(column, header=column.header.replace("\n", "")) for column in layout.columns)
    return replace(
        layout,
        columns=columns,
        sheet_per_village=False,
        merged_village=False,
        instructions=False,
        second_list_sheet=False,
        annex_row=False,
        unit_row=False,
        title_row=False,
        blank_row=False,
        footer=False,
    )


def made_format(rng: Random, list_kind: str, mess: Mess) -> str:
    if list_kind == "hotline" and rng.random() < 0.8:
        return rng.choice(("csv-gb18030", "csv-gb18030", "csv-utf8"))
    formats = {"xls": mess.xls, "ods": mess.ods, "csv-gb18030": mess.csv_gb18030, "csv-utf8": mess.csv_utf8}
    rest = 1 - sum(formats.values())
    return rng.choices(("xlsx", *formats), (rest, *formats.values()))[0]


def made_columns(rng: Random, list_kind: str, mess: Mess, *, two_rows: bool) -> tuple[Headed, ...]:
    chosen = [column for column in COLUMNS[list_kind] if column.always or rng.random() < mess.optional_columns]
    if rng.random() < mess.shuffled_columns:
        chosen = shuffled(rng, chosen)
    for field, share in (("forbidden", mess.forbidden_columns), ("forbidden", mess.forbidden_columns / 2), ("unknown", mess.extra_columns)):
        if rng.random() < share:
            chosen.insert(place_between_groups(rng, chosen), Column(field))
    words = {group: rng.choice(texts) for group, texts in GROUP_WORDS.items()}
    return with_headers(rng, list_kind, chosen, words if two_rows else {}, mess)


def with_headers(rng: Random, list_kind: str, chosen: list[Column], group_words: dict[str, str], mess: Mess) -> tuple[Headed, ...]:
    decorate = rng.random() < mess.decorated_header
    headed: list[Headed] = []
    used: set[tuple[str, str]] = set()
    for column in chosen:
        above = group_words.get(column.group, "")
        header = made_header(rng, list_kind, column, above)
        while (above, header) in used:
            header = made_header(rng, list_kind, column, above)
        used.add((above, header))
        headed.append(Headed(column.field, decorated(rng, header) if decorate and rng.random() < 0.3 else header, above))
    return tuple(headed)


def made_header(rng: Random, list_kind: str, column: Column, above: str) -> str:
    if above and column.field in UNDER_GROUP:
        return rng.choice(UNDER_GROUP[column.field])
    return header_for(rng, list_kind, column.field)


def shuffled(rng: Random, chosen: list[Column]) -> list[Column]:
    """Moves whole groups and single columns a little; groups stay together and a running number stays first."""
    blocks: list[list[Column]] = []
    for column in chosen:
        if column.group and blocks and blocks[-1][0].group == column.group:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    for block in blocks:
        if len(block) > 2 and rng.random() < 0.5:
            block[1:] = rng.sample(block[1:], len(block) - 1)
    first = blocks[:1] if blocks[0][0].field in ("seq", "case_no", "ticket_no") else []
    rest = blocks[len(first) :]
    order = sorted(range(len(rest)), key=lambda index: index + rng.uniform(-3, 3))
    return [column for block in (*first, *(rest[index] for index in order)) for column in block]


def place_between_groups(rng: Random, chosen: list[Column]) -> int:
    """An index at which a new column splits no group."""
    open_places = [
        index
        for index in range(1, len(chosen) + 1)
        if index == len(chosen) or chosen[index].group != chosen[index - 1].group or not chosen[index].group
    ]
    return rng.choice(open_places)
