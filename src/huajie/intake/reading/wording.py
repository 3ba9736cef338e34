"""A header reduced to its words: no spaces, marks or filling hints, its unit set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from huajie.intake.reading.text import half_width

_BRACKET = re.compile(r"[(\[【〔{<《「]([^()\[\]【】〔〕{}<>《》「」]*)[)\]】〕}>》」]?")
_HINT = re.compile(
    r"必填项?|选填|必选|可不填|如有.*|如无.*|没有.*|若.*|请.*|格式.*|例.*|示例.*|下拉.*|可?选择|盖章|公章|年/?月/?日|年/?月|年月日|[ymdhs/.:-]+|精确.*|[单多]选|按.*|"
    r"填.*|.*填写.*|打√|男/?女|\d+位.*|.*位数|不超过.*|\d+字.*|签名|签字|全称|准确|详细到.*|至?门牌号|[√×✓✔✗✘是否有无已未/、,或]+|含.*|包括.*|同上|自动.*|可多.*|及时.*|不含.*|单位:?"
)
_UNIT = re.compile(r"(?:单位:?)?(?:人民币)?(万元|千元|亿元|元|万)?(?:/|每)?(人|户)?(?:/|每|[・·.])?(月|年)?")
_MEASURE = re.compile(r"人次?|口|岁|周岁|件|户|宗|个|名|㎡|m2|平方米?|平米|天|工作日|亩|%")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、:：](?=\D)|^[(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)](?=\S)")
_NOISE = re.compile(r"[\s*※★☆#,，、/\\·・.。:：;；_\"'“”|~+&-]+")
_YUAN = {"万元": 10_000, "万": 10_000, "千元": 1000, "亿元": 100_000_000}


@dataclass(frozen=True, slots=True)
class Wording:
    """`words` is what is left to understand; `yuan` is what a bare number counts; `period` is 月, 年 or empty."""

    words: str
    yuan: int = 1
    period: str = ""
    per_head: bool = False


@lru_cache(maxsize=5_000)
def wording_of(header: str) -> Wording:
    """The words of a header.

    >>> wording_of("*联系 电话(手机)\\n(必填)").words, wording_of("涉案金额(万元)")
    ('联系电话手机', Wording(words='涉案金额', yuan=10000, period='', per_head=False))
    """
    text = _NUMBERING.sub("", half_width(header).strip().lower())
    yuan, period, per_head = 1, "", False
    kept = text
    for match in _BRACKET.finditer(text):
        inner = re.sub(r"\s+", "", match[1])
        unit = _UNIT.fullmatch(inner)
        if inner and unit:
            yuan = _YUAN.get(unit[1] or "", 1)
            period = unit[3] or ""
            per_head = unit[2] == "人" and bool(unit[1])
            kept = kept.replace(match[0], "", 1)
        elif not inner or _HINT.fullmatch(inner) or _MEASURE.fullmatch(inner):
            kept = kept.replace(match[0], "", 1)
    words = _NOISE.sub("", re.sub(r"[()\[\]【】〔〕{}<>《》「」]", "", kept))
    return Wording(words, yuan, period, per_head)
