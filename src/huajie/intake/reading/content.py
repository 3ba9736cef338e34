"""What a column holds, told by its values alone: ID numbers, phones, dates, names, places, money."""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.dates import NoDate, UnlikelyDate, YearHints, read_date
from huajie.intake.reading.family import read_family
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.identity import read_id_number
from huajie.intake.reading.money import NoAmount, read_fen
from huajie.intake.reading.names import read_names
from huajie.intake.reading.text import as_text
from huajie.intake.reading.typed import IdStatus, PhoneKind
from huajie.intake.reading.values import ABSENT, read_answer, read_count, read_phones, read_sex

_NAME = re.compile(
    r""
    r"[\u3400-\u9fff\U00020000-\U0003ffff○〇某*xX]{1}[\u3400-\u9fff\U00020000-\U0003ffff· *某xX○]{0,5}(?:[(（](?:男|"
    r"女|户主|本人|已故|代)[)）])?(?:等\d*人?)?"
)
_NOT_A_NAME = re.compile(
    r"[村社居镇街局办所院处部组队厅科会站中心园校路号区县市省公司厂店委员纠纷电话来访网上未已否是无有男女]$|^[未已否无因]|"
    r"^(?:低保|特困|一般|紧急|其他|其它|失业|办结|来信|来访|电话|网上|孤寡|跟进中|化解中)"
)
_PLACE = re.compile(r".{1,12}(?:村委会|居委会|村|社区|居|经联社|社区居委会|联社|小区|屯|寨)")
_TOWN = re.compile(r".{1,8}(?:镇|街道|街|乡|街道办|街道办事处)")
_ADDRESS = re.compile(
    r".*(?:镇|街|村|社区|路|队|社|巷|里|组|坊|苑|花园|小区|区|县|市|省).*\d.*|.*(?:省|市|区|"
    r"县|镇|村|街道).*(?:县|镇|乡|村|街|路|社区|队|号).*|.*\d+(?:号|栋|幢|座|房|室).*"
)
_REFERENCE = re.compile(r"[A-Za-z\u4e00-\u9fff〔\[(]{0,6}[-_〔\[(]?\d{4,}[-_\w〕\])号]*")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_NAME_ALONE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff○〇某*·]{2,4}")
_LONGEST_NAMES = 60
_PUNCTUATION = re.compile(r"[,，。;；!！?？、:：]")
_MARKED = re.compile(r"[:：(（,，、\s-]")
_LONGEST_HEADING = 11
_MOST = 0.6


class Holds(enum.Enum):
    NOTHING = "nothing"
    SERIAL = "serial"
    REFERENCE = "reference"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    DATE = "date"
    SEX = "sex"
    YES_NO = "yes_no"
    COUNT = "count"
    MONEY = "money"
    FAMILY = "family"
    PLACE = "place"
    ADDRESS = "address"
    NAME = "name"
    NAMES = "names"  # one name or several, with or without their numbers; never the verdict
    LONG_TEXT = "long_text"
    PROSE = "prose"  # a sentence with its punctuation; never the verdict
    SHORT_TEXT = "short_text"


@dataclass(frozen=True, slots=True)
class Content:
    """The shares (0 to 1) of filled sample cells that can be read in each way, and the plainest verdict."""

    filled: int
    holds: Holds
    shares: dict[Holds, float]

    def share(self, *ways: Holds) -> float:
        return max((self.shares.get(way, 0.0) for way in ways), default=0.0)


def content_of(cells: Sequence[Cell], known_places: frozenset[str] | set[str] = frozenset()) -> Content:
    """Looks at sample cells of one column, in order."""
    filled = [cell for cell in cells if as_text(cell) not in ABSENT]
    if not filled:
        return Content(0, Holds.NOTHING, {})
    counts: dict[Holds, int] = {}
    for cell in filled:
        for way in _ways(cell, known_places):
            counts[way] = counts.get(way, 0) + 1
    shares = {way: count / len(filled) for way, count in counts.items()}
    if shares.get(Holds.COUNT, 0) > 0.9 and _is_serial(filled):
        shares[Holds.SERIAL] = 1.0
    return Content(len(filled), _verdict(shares), shares)


_ORDER = (
    Holds.SERIAL,
    Holds.ID_NUMBER,
    Holds.PHONE,
    Holds.SEX,
    Holds.DATE,
    Holds.FAMILY,
    Holds.PLACE,
    Holds.COUNT,
    Holds.YES_NO,
    Holds.MONEY,
    Holds.REFERENCE,
    Holds.ADDRESS,
    Holds.NAME,
    Holds.LONG_TEXT,
)


def _verdict(shares: dict[Holds, float]) -> Holds:
    return next((way for way in _ORDER if shares.get(way, 0) >= _MOST), Holds.SHORT_TEXT)


def _ways(cell: Cell, known_places: frozenset[str] | set[str]) -> set[Holds]:
    """Every way in which one cell can be read."""
    text = as_text(cell)
    ways = {way for way, holds in _STRICT if holds(cell, text)}
    bare = text.replace(" ", "")
    if bare in known_places or _PLACE.fullmatch(bare) or _TOWN.fullmatch(bare):
        ways.add(Holds.PLACE)
    if _NAME.fullmatch(text) and (bare in known_places or not _NOT_A_NAME.search(text)):
        ways.add(Holds.NAME)
    if len(text) >= 9 and not text.isascii():
        ways.add(Holds.LONG_TEXT)
    if bare in known_places:
        ways.discard(Holds.NAME)
    return ways


def _is_id(cell: Cell, text: str) -> bool:
    if len(text) < 8:
        return False
    number = read_id_number(cell)
    if number is None or number.status is IdStatus.WRONG_LENGTH:
        return number is not None and 16 <= len(number.value) <= 19 and sum(char.isdigit() for char in number.value) > 14
    if number.status is IdStatus.MASKED:
        return len(number.value) in {15, 18}
    return number.status is not IdStatus.OTHER_DOCUMENT


def _is_phone(cell: Cell, text: str) -> bool:
    if len(text) >= 60 or _LETTERS.search(text):
        return False
    if text.isdigit() and len(text) in {7, 8}:
        return True
    return any(
        phone.kind is PhoneKind.MOBILE or (phone.kind is PhoneKind.LANDLINE and phone.digits.startswith("0")) for phone in read_phones(cell)
    )


def _is_date(cell: Cell, text: str) -> bool:
    if isinstance(cell, int | float) and not (40_000 <= cell <= 55_000 or 19_000_101 <= cell <= 21_001_231):
        return False
    try:
        return len(text) < 25 and read_date(cell, YearHints(list_year=2000)) is not None
    except UnlikelyDate:
        return "年" in text or "-" in text
    except NoDate:
        return False


def _is_money(cell: Cell, text: str) -> bool:
    try:
        return len(text) < 20 and read_fen(cell) is not None
    except NoAmount:
        return False


def _is_family(_cell: Cell, text: str) -> bool:
    if len(text) < 4:
        return False
    members = read_family(text)
    plain = len(members) > 1 or any(member.id_number for member in members) or _MARKED.search(text) is not None
    return plain and sum(bool(member.relation) for member in members) >= max(1, len(members) / 2)


def _is_names(_cell: Cell, text: str) -> bool:
    """True if and only if the cell begins with a name of two to four characters and goes on with numbers or more names."""
    if not 2 <= len(text) <= _LONGEST_NAMES:
        return False
    people = read_names(text).people
    return bool(people) and _NAME_ALONE.fullmatch(people[0].name) is not None and not _NOT_A_NAME.search(people[0].name)


_STRICT = (
    (Holds.ID_NUMBER, _is_id),
    (Holds.PHONE, _is_phone),
    (Holds.DATE, _is_date),
    (Holds.SEX, lambda cell, text: not text.isdigit() and read_sex(cell) is not None),
    (Holds.YES_NO, lambda cell, text: len(text) < 6 and read_answer(cell) is not None),
    (Holds.COUNT, lambda cell, _text: read_count(cell) is not None),
    (Holds.MONEY, _is_money),
    (Holds.FAMILY, _is_family),
    (Holds.ADDRESS, lambda _cell, text: len(text) >= 3 and _ADDRESS.fullmatch(text) is not None),
    (Holds.NAMES, _is_names),
    (Holds.PROSE, lambda _cell, text: len(text) > _LONGEST_HEADING and _PUNCTUATION.search(text) is not None),
    (Holds.REFERENCE, lambda _cell, text: len(text) > 4 and _REFERENCE.fullmatch(text) is not None),
)


def _is_serial(cells: Sequence[Cell]) -> bool:
    """Rising by ones for the most part, from the first cells on."""
    numbers = [count for cell in cells if (count := read_count(cell)) is not None]
    steps = sum(after - before == 1 for before, after in itertools.pairwise(numbers))
    distinct = len(set(numbers))
    return (
        len(numbers) < 2
        or steps >= 0.5 * (len(numbers) - 1)
        or (len(numbers) > 8 and distinct >= 0.98 * len(numbers) and max(numbers) <= 3 * len(numbers) + 50)
    )


# What a field of each shape may hold. Free text may hold anything but other people's numbers.
_FITS: dict[Shape, tuple[Holds, ...]] = {
    Shape.NAME: (Holds.NAME,),
    Shape.ID_NUMBER: (Holds.ID_NUMBER,),
    Shape.PHONE: (Holds.PHONE,),
    Shape.SEX: (Holds.SEX, Holds.COUNT),
    Shape.DATE: (Holds.DATE,),
    Shape.MONEY: (Holds.MONEY, Holds.COUNT),
    Shape.COUNT: (Holds.COUNT,),
    Shape.YES_NO: (Holds.YES_NO,),
    Shape.ADDRESS: (Holds.ADDRESS, Holds.PLACE, Holds.LONG_TEXT, Holds.SHORT_TEXT, Holds.NAME),
}
_AT_LEAST = 0.5
_FEW = 3
_ADDRESSES = 0.7
_HARDLY_ANY = 0.2
_UNMISTAKABLE = {Holds.ID_NUMBER, Holds.PHONE, Holds.DATE, Holds.SEX, Holds.FAMILY}
_FOREIGN_TO_TEXT = (Holds.ID_NUMBER, Holds.PHONE, Holds.DATE)


def fits(field: Field, content: Content) -> bool:
    """False if and only if the values plainly contradict the field."""
    if content.holds is Holds.NOTHING:
        return True
    shape = field.shape
    if content.filled < _FEW and content.holds not in _UNMISTAKABLE:
        return True  # one or two odd cells are odd cells, not another column
    if shape in _FITS:
        if shape is Shape.ADDRESS:
            return content.holds not in {Holds.ID_NUMBER, Holds.PHONE, Holds.DATE, Holds.FAMILY, Holds.SERIAL}
        if shape is Shape.NAME:
            return content.share(Holds.NAME, Holds.NAMES) >= _AT_LEAST or content.holds is Holds.SHORT_TEXT
        return content.share(*_FITS[shape]) >= _AT_LEAST
    if shape is Shape.PLACE:
        return content.holds not in {Holds.ID_NUMBER, Holds.PHONE, Holds.DATE, Holds.SEX, Holds.FAMILY}
    if shape in {Shape.NUMBER, Shape.FAMILY}:
        return content.holds not in {Holds.PHONE, Holds.DATE, Holds.SEX, Holds.NAME} and (
            shape is Shape.NUMBER or content.holds is not Holds.ID_NUMBER
        )
    if field is Field.SUMMARY and content.share(Holds.ADDRESS) >= _ADDRESSES and content.share(Holds.PROSE) < _HARDLY_ANY:
        return False
    return max(content.share(way) for way in _FOREIGN_TO_TEXT) < _MOST
