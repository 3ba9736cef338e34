"""Recognises what kind of list a table is, from its names and its headers."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from huajie.intake.reading.messages import Message

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ListKind(enum.Enum):
    DISPUTE = "dispute"
    PETITION = "petition"
    HARDSHIP = "hardship"
    MIGRANT_HARDSHIP = "migrant_hardship"
    HOTLINE = "hotline"
    VISIT = "visit"
    UNKNOWN = "unknown"

    @property
    def label(self) -> _StrPromise:
        return KIND_LABELS[self]


KIND_LABELS: dict[ListKind, _StrPromise] = {
    ListKind.DISPUTE: _("Dispute list"),
    ListKind.PETITION: _("Petition list"),
    ListKind.HARDSHIP: _("Hardship survey"),
    ListKind.MIGRANT_HARDSHIP: _("Migrant hardship list"),
    ListKind.HOTLINE: _("Hotline export"),
    ListKind.VISIT: _("Visit record"),
    ListKind.UNKNOWN: _("Unknown kind of list"),
}


class KindCertainty(enum.Enum):
    SURE = "sure"
    UNSURE = "unsure"


_TITLE_WORDS: tuple[tuple[ListKind, float, re.Pattern[str]], ...] = (
    (ListKind.DISPUTE, 4, re.compile("纠纷|矛盾|调解|调处")),
    (ListKind.PETITION, 4, re.compile("信访|上访|积案|来信来访|初信初访|接访|领导接待")),
    (ListKind.MIGRANT_HARDSHIP, 6, re.compile("来穗|来粤|外来人员|外来困难|外来务工|流动人口|异地务工|非户籍|非本地户籍|非广州|外地户籍")),
    (ListKind.HARDSHIP, 4, re.compile("困难|低保|特困|救助|困境|贫困|致困|低收入|帮扶|临时救助|民生")),
    (ListKind.HOTLINE, 6, re.compile("热线|12345|工单|来电|市民诉求|话务")),
    (ListKind.VISIT, 5, re.compile("走访|入户|家访|探访|慰问|巡访")),
)
_HEADER_WORDS: tuple[tuple[ListKind, float, re.Pattern[str]], ...] = (
    (ListKind.DISPUTE, 2, re.compile("纠纷|矛盾|乙方|对方|被申请|调解|另一方|相对方|当事人")),
    (ListKind.PETITION, 2, re.compile("信访|上访|来访人|接访|复查|复核")),
    (ListKind.HARDSHIP, 2, re.compile("致困|致贫|困难|低保|救助|家庭人口|收入|户主|人口数|享受政策|家庭成员|健康|残疾|摸排")),
    (ListKind.MIGRANT_HARDSHIP, 4, re.compile("来穗|来粤|居住登记|居住证|流出地|意向帮扶|来源地|户籍省|来本地|来广州|原籍")),
    (ListKind.HOTLINE, 3, re.compile("工单|来电|主叫|话务|坐席|热线|派单|市民")),
    (ListKind.VISIT, 2, re.compile("走访|入户|探访|当场|现场答复|后续|下一步|慰问|受访|被访")),
)
_TITLE_COUNTS = {"file": 1.5, "sheet": 1.0, "title": 1.5}
_MOST_BY_HEADERS = 8.0
_SURE_FROM = 3.0
_SURE_AHEAD = 1.5


def recognise_kind(file_name: str, sheet_name: str, title: str, headers: Iterable[str]) -> tuple[ListKind, KindCertainty, Message]:
    """The kind, whether it is sure, and because of what."""
    scores: dict[ListKind, float] = {}
    for source, text in (("file", file_name), ("sheet", sheet_name), ("title", title)):
        for kind, weight, pattern in _TITLE_WORDS:
            if pattern.search(text):
                scores[kind] = scores.get(kind, 0) + weight * _TITLE_COUNTS[source]
    said: dict[ListKind, float] = {}
    for header in headers:
        for kind, weight, pattern in _HEADER_WORDS:
            if pattern.search(header):
                said[kind] = said.get(kind, 0) + weight
    for kind, points in said.items():
        scores[kind] = scores.get(kind, 0) + min(points, _MOST_BY_HEADERS)
    _settle_overlaps(scores)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return ListKind.UNKNOWN, KindCertainty.UNSURE, Message("kind_nothing_says")
    best, points = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = points >= _SURE_FROM and points - second >= _SURE_AHEAD
    return best, KindCertainty.SURE if sure else KindCertainty.UNSURE, Message("kind_by_words" if sure else "kind_close")


def _settle_overlaps(scores: dict[ListKind, float]) -> None:
    """A migrants' hardship list also speaks of hardship, and so do visits and hotlines of petitions."""
    if scores.get(ListKind.MIGRANT_HARDSHIP, 0) >= 4:
        scores[ListKind.MIGRANT_HARDSHIP] += scores.get(ListKind.HARDSHIP, 0)
