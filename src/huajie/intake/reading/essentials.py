"""Finds by their values the columns that a list cannot do without and whose headers no form foresees: name, text, village, date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huajie.intake.reading.column_context import Draft
from huajie.intake.reading.content import Holds
from huajie.intake.reading.fields import Field
from huajie.intake.reading.headers import says_something_else
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.tables import RawRow
from huajie.intake.reading.text import as_text
from huajie.intake.reading.values import ABSENT
from huajie.intake.reading.whose import Whose, said_whose

# Without one of each a row is about nobody, or about nothing.
NAMES = frozenset({Field.NAME, Field.HEAD_NAME})
TEXTS = frozenset({Field.SUMMARY, Field.REQUEST, Field.TITLE})
_FEWEST_CELLS = 3
_HALF = 0.5
_MOST = 0.8

_OF_A_PERSON = re.compile(r"(?:人|者|户|户主|姓名|名字|称呼|群众|对象|代表)$|姓名")
_SUBJECTS = {None, Whose.SUBJECT, Whose.HEAD}
# Whoever does one of these to a matter is staff, whatever the rest of the header says.
_OF_STAFF = re.compile("[办包管责督导查填核审访录]|领导|干部|人员|[^业社官]员|联系|联络|主持|代理|监护|见证|介绍|担保|证人|单位")
_VILLAGE = re.compile(r".{1,10}(?:村|社区|村委会?|居委会?|村民委员会|居民委员会|经联社|联社)")
_TOWN = re.compile(r".{1,8}(?:镇|街道|街|乡|街道办|街道办事处)")
_MEANT_FOR_LATER = (
    "期限|时限|截止|要求|完成|办结|化解|结案|答复|反馈|回复|限|前|应|计划|预计|拟|下次|下一|到期|销号|归档|整改|落实|到位|"
    "处理|处置|调处|解决"
)
_OF_A_LIFE = (
    "出生|生日|入职|就业|务工|结婚|离婚|死亡|去世|发病|患病|确诊|评残|毕业|入学|合同|租|签|有效|发证|申领|享受|低保|"
    "评定|审批|迁|到穗|来穗|居住|搬"
)
_NOT_AT_HOME = re.compile("发|涉|公司|企业|经营|注册|施工|工作|籍|户口|原|拆|迁|送|寄|投诉|反映|举报|诉求|纠纷|问题|事项|房产|标的|店")
_NOT_OF_THE_ROW = re.compile(f"{_MEANT_FOR_LATER}|{_OF_A_LIFE}")


def find_essentials(drafts: Sequence[Draft], kind: ListKind, rows: Sequence[RawRow], known_places: frozenset[str]) -> None:
    """Gives each essential field that no column has to the one column that can only be it, in place; where one merely may be it, asks."""
    _find_village(drafts, rows, known_places)
    _find_name(drafts, rows)
    _find_text(drafts)
    _find_date(drafts, kind)
    _find_address(drafts)


def _has(drafts: Sequence[Draft], *fields: Field) -> bool:
    return any(draft.settled in fields for draft in drafts)


def _open(drafts: Sequence[Draft]) -> list[Draft]:
    """The columns whose words leave open what they hold."""
    return [draft for draft in drafts if draft.reading.drop is None and draft.reason in {"column_not_understood", "column_two_meanings"}]


def _give(draft: Draft, field: Field) -> None:
    draft.candidates, draft.reason = (field,), "column_by_values"


def _ask(draft: Draft, field: Field, reason: str) -> None:
    draft.candidates, draft.reason = tuple(dict.fromkeys((field, *draft.candidates))), reason


def _cells(draft: Draft, rows: Sequence[RawRow]) -> list[str]:
    index = draft.header.index
    cells = [as_text(row.cells[index]) for row in rows if index < len(row.cells) and index not in row.filled]
    return [cell for cell in cells if cell not in ABSENT]


def _find_name(drafts: Sequence[Draft], rows: Sequence[RawRow]) -> None:
    """The name, if its header names a person who is no staff; a column of names that says less is asked about."""
    if _has(drafts, *NAMES):
        return
    named = [draft for draft in _open(drafts) if draft.content.share(Holds.NAME, Holds.NAMES) >= _HALF and not _of_staff(draft)]
    named = [draft for draft in named if _are_many(_cells(draft, rows))]
    plain = [draft for draft in named if draft.candidates[:1] == (Field.NAME,) or _OF_A_PERSON.search(draft.words)]
    if len(plain) == 1:
        _give(plain[0], Field.NAME)
        return
    for draft in plain or named:
        _ask(draft, Field.NAME, "column_no_name")


def _of_staff(draft: Draft) -> bool:
    if draft.reading.person is not None:
        return draft.reading.person.whose not in _SUBJECTS
    return said_whose(draft.words) not in _SUBJECTS or _OF_STAFF.search(draft.words) is not None


def _are_many(cells: Sequence[str]) -> bool:
    """True if and only if most of the names differ: those of staff come again and again."""
    return len(cells) >= _FEWEST_CELLS and len(set(cells)) >= _HALF * len(cells)


def _find_text(drafts: Sequence[Draft]) -> None:
    """What happened: the one column of texts whose header hints at it; without a hint, if whole sentences stand below."""
    if _has(drafts, Field.SUMMARY, Field.REQUEST):
        return
    texts = [draft for draft in _open(drafts) if draft.content.share(Holds.LONG_TEXT) >= _HALF and not says_something_else(draft.words)]
    texts = [draft for draft in texts if draft.content.holds is Holds.LONG_TEXT or draft.content.share(Holds.PROSE) >= _HALF]
    hinted = [draft for draft in texts if draft.candidates and draft.candidates[0] in TEXTS]
    prose = [draft for draft in texts if not draft.candidates and draft.content.share(Holds.PROSE) >= _HALF]
    if len(hinted) == 1:
        _give(hinted[0], Field.SUMMARY)
    elif not hinted and len(prose) == 1 and not _has(drafts, Field.TITLE):
        _give(prose[0], Field.SUMMARY)
    elif not _has(drafts, Field.TITLE):
        for draft in hinted or prose:
            _ask(draft, Field.SUMMARY, "column_no_text")


def _find_village(drafts: Sequence[Draft], rows: Sequence[RawRow], known_places: frozenset[str]) -> None:
    """The village: a column said to hold towns or sites, or of an unknown word, that holds villages."""
    holding = [
        draft
        for draft in drafts
        if draft.reading.drop is None
        and (draft.settled in {Field.TOWN, Field.SITE} or (draft.settled is None and not draft.candidates))
        and draft.content.filled >= _FEWEST_CELLS
        and _share_of_villages(_cells(draft, rows), known_places) >= _HALF
    ]
    if not _has(drafts, Field.VILLAGE) and holding:
        _give(next((draft for draft in holding if draft.settled is Field.TOWN), holding[0]), Field.VILLAGE)
        return
    for draft in holding:
        if draft.settled is Field.TOWN:
            draft.candidates, draft.reason = (Field.TOWN, Field.VILLAGE), "column_contradicted"


def _share_of_villages(cells: Sequence[str], known_places: frozenset[str]) -> float:
    bare = [cell.replace(" ", "") for cell in cells]
    villages = sum(_VILLAGE.fullmatch(cell) is not None or (cell in known_places and not _TOWN.fullmatch(cell)) for cell in bare)
    return villages / len(bare) if bare else 0.0


def _find_date(drafts: Sequence[Draft], kind: ListKind) -> None:
    """The day of the row: the only column of dates whose header speaks neither of an end nor of somebody's life."""
    if _has(drafts, Field.FOUND_ON, Field.VISITED_ON):
        return
    dates = [draft for draft in _open(drafts) if draft.content.share(Holds.DATE) >= _MOST and not _NOT_OF_THE_ROW.search(draft.words)]
    if len(dates) == 1:
        _give(dates[0], Field.VISITED_ON if kind is ListKind.VISIT else Field.FOUND_ON)


def _find_address(drafts: Sequence[Draft]) -> None:
    """Where the subject lives: the only open column said to be an address that holds some, where the list names nobody else."""
    if _has(drafts, Field.ADDRESS) or any(draft.whose is Whose.OTHER for draft in drafts):
        return
    hinted = [draft for draft in _open(drafts) if draft.candidates[:1] == (Field.ADDRESS,)]
    if (
        len(hinted) == 1
        and hinted[0].content.share(Holds.ADDRESS) >= _MOST
        and not _of_staff(hinted[0])
        and not _NOT_AT_HOME.search(hinted[0].words)
    ):
        _give(hinted[0], Field.ADDRESS)
