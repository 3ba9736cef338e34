"""What people told, without the clerk's frame around it; and how like two tellings are."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from huajie.linkage.normalise.numerals import CHINESE_NUMBER, arabic
from huajie.linkage.normalise.widths import plain

# Who told it and how, at the start: "据网格员反映,", "来电称,", "李四与张三:" … A short piece before a colon is a frame whatever it says.
# Something must follow, be it only a wish.
_OPENING = re.compile(
    r"^(?:[^,。;:!?]{1,24}:"
    r"|[^,。;:!?]{0,10}?(?:反映|反应|来电|来信|来访|投诉|诉求|诉称|自述|陈述|称|表示|求助|咨询|申请|情况|了解|得知|获悉|发现|排查|该户|核实)++"
    r"(?:问题|情况|如下)?+[,:]?+)(?=.{6}|要求|[望请盼希])"
)
_WISH = r"(?:现|特此|急)?(?:希望|请求|要求|建议|恳请|敬请|望|请|盼|需|求)"
# A wish that any story may end with: "望协调解决", "请相关部门尽快核实", "盼复".
_ANY_WISH = (
    rf"{_WISH}(?:[^,。;]{{0,6}}(?:部门|单位|政府|领导|街道|镇|村委|村里|社区))?(?:能|给予|予以|帮忙|出面|依法|尽快|尽早|及时)*"
    r"(?:协调|协助|处理|解决|帮助|核实|查处|调解|跟进|关注|重视|介入|答复|回复|复)+(?:问题|此事|为盼)?"
)
# What the clerk hopes or notes, at the end. "要求退款" is part of the story: left out only if enough is told without it, never an amount.
_CLOSING = re.compile(
    rf"(?:^|[,。;、]){_ANY_WISH}$|(?<=.{{12}})[,。;、]{_WISH}[^,。;\d元]{{0,12}}$"
    r"|(?<=.{4})[,。;、](?:[^,。;]{0,4}情绪[^,。;]{0,4}|谢谢|待[^,。;]{0,4}|(?:多次|数次|屡次)[^,。;]{0,6}|已[做告登转安答受][^,。;]{0,8})$"
)
_SHORTEST_LINE = 8
_ENDS = "。.,;!?、"
_PUNCTUATION = re.compile(r"[^\w]+")
_UNITS = "元|块|平方米|平方|亩|个月|年|月|天|日|级|人|户|次|公斤|吨|米|岁|层|楼|号|栋|只|头|棵|间|套|%"
_QUANTITY = re.compile(rf"(\d+(?:\.\d+)?|{CHINESE_NUMBER})(?:多|余)?(亿|万|千|百)?({_UNITS})?")
_MULTIPLES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


# Characters that every story has.
_EMPTY = frozenset(
    "的了在是有和与不无没未因被对要求反映及至多次个人本家户其也就都而且并或等由于向从把给到后前中上下再又已经我他她这那为以所"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One text by its core; what it is compared by is worked out when asked for, for a register holds many texts."""

    core: str

    @property
    def characters(self) -> frozenset[str]:
        """The characters that carry its meaning."""
        return frozenset(char for char in self.core if not char.isdigit()) - _EMPTY

    @property
    def quantities(self) -> frozenset[str]:
        """The amounts it names, with their units."""
        return quantities_of(self.core)

    @property
    def key(self) -> str:
        """A short fingerprint of the core; equal cores have equal keys."""
        return blake2b(self.core.encode(), digest_size=6).hexdigest()


def core_of(raw: str) -> str:
    """The text without opening and closing phrases, spaces and punctuation, numerals in Arabic digits.

    >>> core_of("据网格员反映,装修款31万元拖欠未付,望协调解决") == core_of("装修款三十一万元拖欠未付。")
    True
    """
    text = "".join(plain(_without_notes(raw)).split()).strip(_ENDS)
    return arabic(_PUNCTUATION.sub("", _without(_CLOSING, _without(_OPENING, text))))


def _without(frame: re.Pattern[str], text: str) -> str:
    """The text without the frame, however often it is repeated."""
    while (rest := frame.sub("", text).strip(_ENDS)) != text:
        text = rest
    return text


def _without_notes(raw: str) -> str:
    """The first line, with those below it that tell something: short ones are remarks from other columns, such as 医疗救助 or 待核实."""
    first, *rest = raw.strip().splitlines() or [""]
    return "".join([first, *(line for line in rest if len(line.strip()) >= _SHORTEST_LINE)])


def quantities_of(text: str) -> frozenset[str]:
    """The amounts named in a text, each with its unit, multiples written out.

    >>> sorted(quantities_of("拖欠31万元,共12个月"))
    ['12个月', '310000元']
    """
    found = set()
    for digits, multiple, unit in _QUANTITY.findall(text):
        number = float(arabic(digits)) * _MULTIPLES.get(multiple, 1)
        if unit or multiple or number >= 10 or digits.isascii():
            found.add(f"{number:g}{unit}")
    return frozenset(found)


@lru_cache(maxsize=20_000)
def read_telling(raw: str) -> Telling | None:
    """The telling, or None if nothing is left of the text."""
    core = core_of(raw)
    return Telling(core) if core else None


def read_tellings(raw: tuple[str, ...]) -> tuple[Telling, ...]:
    """The distinct tellings of a record."""
    return tuple(dict.fromkeys(telling for text in raw if (telling := read_telling(text))))


def content_columns(tellings: tuple[Telling, ...]) -> dict[str, object]:
    """What the engine compares of texts: characters as numbers, quantities and their units; null for what there is none of."""
    quantities = sorted({amount for telling in tellings for amount in telling.quantities})
    return {
        "characters": sorted({ord(char) for telling in tellings for char in telling.characters}) or None,
        "quantities": quantities or None,
        "units": sorted({amount.lstrip("0123456789.e+") for amount in quantities} - {""}) or None,
    }
