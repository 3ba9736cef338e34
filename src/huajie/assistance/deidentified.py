"""Whether words tell who a family is: read before they are put on the board, and before thanks are passed on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.areas.models import Area, AreaName, Level
from huajie.core.errors import Refused
from huajie.linkage.normalise.widths import plain
from huajie.people.dossier import household_dossier
from huajie.people.models import Address, Household, Person, PersonName
from huajie.people.trees import within

_SHORTEST = 2  # characters of a name, a village, an address: a single one is in half of all sentences
_COMPOUND = ("欧阳", "司徒", "上官", "尉迟", "夏侯", "诸葛", "皇甫", "东方", "慕容", "公孙", "令狐")
_NUMBER = re.compile(r"\d(?:[ \-—·.]?\d){6,}[Xx]?|[零〇一二三四五六七八九幺]{7,}")
_REFERENCE = re.compile(r"(?<![A-Za-z])(?:R\d{8}|H\d{7}|[A-Z]{2,4}-[A-Z]?\d{4}-\d{4,})")
_CONTACT = re.compile(r"微信|QQ|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_DOOR = re.compile(r"(?<![\d月])\d+(?:号(?!线)|栋|幢|座|室|单元|巷)|[一二三四五六七八九十]+(?:栋|幢|单元|巷)")
_TITLES = "先生|女士|太太|小姐|老师|师傅|大爷|大妈|大叔|阿姨|阿婆|阿伯|伯|叔|姨|婆|姐|哥|某"
_VILLAGE_END = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会|社区|村)$")


@dataclass(frozen=True, slots=True)
class Telltale:
    """Something in the words that tells who the family is, and what to write instead."""

    found: str
    advice: Promise | str


class Named(Refused):
    """Words tell who the family is. `telltales` are what was found: for the page alone, for the message must hold nobody's data."""

    def __init__(self, telltales: Sequence[Telltale]) -> None:
        self.telltales = tuple(telltales)
        said = _("These words tell who the family is. In them stands %(advice)s")
        super().__init__(said % {"advice": " ".join(dict.fromkeys(str(one.advice) for one in telltales))})


def telltales(words: str, household: Household) -> list[Telltale]:
    """Everything in the words that tells who lives in this household: names, numbers, births, addresses, villages. Seven queries."""
    text = plain(words)
    people = [member.person for member in household_dossier(household).members]
    found = [*_named(text, people), *_numbered(text), *_born(text, people), *_placed(text, household, people)]
    return list({one.found: one for one in found}.values())


def demand_unnamed(words: str, household: Household) -> None:
    """Refuse words that tell who the family is, with each of them and what to write instead."""
    found = telltales(words, household)
    if found:
        raise Named(found)


def _named(text: str, people: list[Person]) -> Iterator[Telltale]:
    advice = _("a name. Write what they are to each other: a mother, a son of 9.")
    names = PersonName.objects.filter(within("person", [person.pk for person in people])).values_list("name", flat=True)
    for name in {*names, *(person.name for person in people)}:
        surname = name[:2] if name.startswith(_COMPOUND) else name[:1]
        given = name[len(surname) :]
        yield from (Telltale(part, advice) for part in (name, given) if len(part) >= _SHORTEST and plain(part) in text)
        if surname and (called := re.search(rf"[老小阿]{re.escape(surname)}(?![\w])|{re.escape(surname)}(?:{_TITLES})", text)):
            yield Telltale(called.group(), advice)


def _numbered(text: str) -> Iterator[Telltale]:
    advice = _("a number by which somebody can be found or called. Leave it out.")
    for pattern in (_REFERENCE, _NUMBER, _CONTACT):
        yield from (Telltale(found.group(), advice) for found in pattern.finditer(text))


def _born(text: str, people: list[Person]) -> Iterator[Telltale]:
    for born in (person.birth_date for person in people):
        if born and (found := _day_pattern(born).search(text)):
            yield Telltale(found.group(), _("a birth date. Write the age."))


def _day_pattern(day: date) -> "re.Pattern[str]":
    return re.compile(rf"{day.year}\s*[年./-]\s*0?{day.month}\s*[月./-]\s*0?{day.day}(?!\d)日?|{day:%Y%m%d}")


def _placed(text: str, household: Household, people: list[Person]) -> Iterator[Telltale]:
    door = _("an address. Write only what matters, such as a sixth floor without a lift.")
    written = Address.objects.filter(within("person", [person.pk for person in people]))
    lived = {household.address, *written.values_list("text", flat=True)}
    yield from (Telltale(text_of, door) for text_of in lived if len(text_of) >= _SHORTEST and plain(text_of) in text)
    yield from (Telltale(found.group(), door) for found in _DOOR.finditer(text))
    codes = {household.area_id, *(person.area_id for person in people), *written.exclude(area=None).values_list("area_id", flat=True)}
    village = _("a village or community. The board shows the town.")
    yield from (Telltale(name, village) for name in _village_names(codes) if len(name) >= _SHORTEST and name in text)


def _village_names(codes: Iterable[str | None]) -> set[str]:
    """What the villages and grids of these areas are called, with and without their last word."""
    around = {code[:length] for code in codes if code for length in (12, 15) if len(code) >= length}
    areas = Area.objects.filter(Q(level=Level.VILLAGE) | Q(level=Level.GRID), code__in=around).values_list("name", "short_name")
    called = {name for row in areas for name in row} | set(AreaName.objects.filter(area__in=around).values_list("name", flat=True))
    names = {plain(name) for name in called}
    return names | {_VILLAGE_END.sub("", name) for name in names}
