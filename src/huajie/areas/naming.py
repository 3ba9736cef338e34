"""The names that people use for a division whose official name is known: 新街村委会 is 新街村, 新街村民委员会, 新街."""

import re
import unicodedata
from typing import NamedTuple

from huajie.areas.models import Level


class Style(NamedTuple):
    """One way of naming bodies of a kind: the endings that mean the same, and the one used in short."""

    endings: tuple[str, ...]
    short: str
    also: tuple[str, ...] = ()


_GACHA = Style(("嘎查村民委员会", "嘎查村委会", "嘎查委员会", "嘎查", "牧业村委会", "牧委会"), "嘎查")
_COMMUNITY = Style(("社区居民委员会", "社区居委会", "社区委员会", "居民委员会", "居委会", "社区居委", "居委", "社区"), "社区")
_VILLAGE = Style(("村民委员会", "村委会", "村民委", "村委", "村"), "村", also=("村村民委员会", "村村委会"))
_STREET = Style(("街道办事处", "街道办", "街道", "街"), "街道")
_TOWN = Style(("镇人民政府", "镇政府", "镇"), "镇")
_TOWNSHIP = Style(("乡人民政府", "乡政府", "乡"), "乡")
_SUM = Style(("苏木",), "苏木")
_DISTRICT = Style(("区",), "区")
_COUNTY = Style(("县",), "县")
_BANNER = Style(("旗",), "旗")
_CITY = Style(("市",), "市")
_PREFECTURE = Style(("地区", "盟", "自治州"), "")
_PROVINCE = Style(("省",), "省")
_REGION = Style(("维吾尔自治区", "壮族自治区", "回族自治区", "自治区"), "")

STYLES: dict[Level, tuple[Style, ...]] = {
    Level.VILLAGE: (_GACHA, _COMMUNITY, _VILLAGE),
    Level.TOWN: (_STREET, _TOWN, _TOWNSHIP, _SUM),
    Level.COUNTY: (_DISTRICT, _COUNTY, _BANNER, _CITY),
    Level.CITY: (_CITY, _PREFECTURE),
    Level.PROVINCE: (_PROVINCE, _CITY, _REGION),
    Level.GRID: (),
}
_PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_NUMERALS = "零一二三四五六七八九"
_GRID_NUMBER = re.compile(rf"第?(\d|[{_NUMERALS}])号?网格")
_BRACKETED = re.compile(r"\([^()]*\)")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Text as it is compared: full width to half width, no spaces.

    >>> fold("花东镇　天和村 ")
    '花东镇天和村'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def short_name(name: str, level: Level) -> str:
    """The name for narrow places: 新街村委会 is 新街村, 云山居委会 is 云山社区, 花东镇 stays."""
    split = _split(name, level)
    if not split:
        return name
    stem, style = split
    if style is _VILLAGE and stem.endswith("村"):
        return stem
    return stem + style.short if style.short else name


def names_of(name: str, level: Level) -> frozenset[str]:
    """Every usual way of writing an official name, folded, two characters or longer.

    >>> sorted(names_of("新华街道", Level.TOWN))
    ['新华', '新华街', '新华街道', '新华街道办', '新华街道办事处']
    """
    official = fold(name)
    if official in _PLACEHOLDERS:
        return frozenset()
    if level == Level.GRID:
        return frozenset({official}) | _numbered_grid(official)
    found = {official}
    for form in {official, _BRACKETED.sub("", official)}:
        found.add(form)
        if split := _split(form, level):
            found |= _written(*split)
    return frozenset(each for each in found if each == official or (len(each) > 1 and not _names_the_town(each, level)))


def _numbered_grid(name: str) -> frozenset[str]:
    """The ways of writing a grid's number: 第3网格 is 第三网格, 3号网格, 三号网格, 网格3."""
    found = _GRID_NUMBER.fullmatch(name)
    number = int(found[1]) if found and found[1].isdecimal() else _NUMERALS.find(found[1]) if found else 0
    if not 0 < number < len(_NUMERALS):
        return frozenset()
    written = (str(number), _NUMERALS[number])
    return frozenset(form.format(each) for each in written for form in ("第{}网格", "{}号网格", "第{}号网格", "网格{}"))


def is_full(name: str, level: Level) -> bool:
    """True if and only if a folded name says what it is (花东镇, 云山社区), so that it stands out within a text."""
    return any(name.endswith(ending) for style in STYLES[level] for ending in style.endings)


def without_ending(name: str) -> str:
    """A village's name without what it says of its kind; empty when it says nothing.

    >>> without_ending("云山村委会")
    '云山'
    """
    split = _split(name, Level.VILLAGE)
    return split[0] if split else ""


def _names_the_town(name: str, level: Level) -> bool:
    """True if and only if a village's short form would be its town's name: 梯面镇 of 梯面镇居民委员会."""
    return level == Level.VILLAGE and name.endswith(("镇", "乡", "街道"))


def _split(name: str, level: Level) -> tuple[str, Style] | None:
    """Stem and style of a name: 新街村委会 is 新街 and the style of villages."""
    endings = [(ending, style) for style in STYLES[level] for ending in style.endings]
    for ending, style in sorted(endings, key=lambda each: -len(each[0])):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending), style
    return None


def _written(stem: str, style: Style) -> set[str]:
    """The stem alone and with each ending. 南村村委会 (stem 南村) is written 南村委会 too, never 南."""
    found = {stem} | {stem + ending for ending in (*style.endings, *style.also)}
    if style is _VILLAGE and stem.endswith("村") and len(stem) > 1:
        found |= _written(stem.removesuffix("村"), style)
    return found
