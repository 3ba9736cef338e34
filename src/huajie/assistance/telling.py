"""A verdict and its reasons in the reader's language, for a page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from huajie.deadlines.said import told
from huajie.rules.eligibility.explaining import Explained, Reason
from huajie.rules.eligibility.verdicts import Verdict

_FEN = 100
_HOLDS = {Verdict.ENTITLED: "yes", Verdict.DEPENDS: "open", Verdict.NOT_ENTITLED: "no"}


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A number of the rules as a page shows it."""

    called: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ToldReason:
    """One condition as a page shows it."""

    words: str
    article: str
    holds: str  # yes, open, no
    said: str
    compared: str
    provisional: tuple[ToldNumber, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One programme as a page shows it."""

    code: str
    called: str
    gives: str
    article: str
    said: str
    is_entitled: bool
    is_monthly: bool
    low_fen: int | None
    high_fen: int | None
    comes_first: tuple[str, ...]
    reasons: tuple[ToldReason, ...]


def verdict_said(verdict: Verdict) -> str:
    """What can be said, in words."""
    said = {Verdict.ENTITLED: _("Entitled"), Verdict.DEPENDS: _("Depends"), Verdict.NOT_ENTITLED: _("Not entitled")}
    return said[verdict]


def number_said(value: float | bool) -> str:
    """A number of the rules, or yes or no."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return f"{value:,}"


def as_told(explained: Explained) -> Told:
    """The programme, its verdict, its amount and its reasons."""
    programme, amount = explained.programme, explained.amount
    return Told(
        programme.code,
        told(programme.name),
        told(programme.gives),
        told(programme.article),
        verdict_said(explained.verdict),
        explained.verdict is Verdict.ENTITLED,
        programme.per_month,
        round(amount[0] * _FEN) if amount else None,
        round(amount[1] * _FEN) if amount else None,
        tuple(told(first.name) for first in explained.comes_first),
        tuple(map(_reason, explained.reasons)),
    )


def _reason(reason: Reason) -> ToldReason:
    said = {"yes": pgettext("condition", "holds"), "open": pgettext("condition", "not known"), "no": pgettext("condition", "does not hold")}
    holds = _HOLDS[reason.verdict]
    return ToldReason(
        told(reason.condition.words),
        told(reason.condition.article),
        holds,
        said[holds],
        _compared(reason),
        tuple(ToldNumber(told(one.words), number_said(one.value), one.source) for one in reason.numbers if one.provisional),
    )


def _compared(reason: Reason) -> str:
    """The value and its limit, where both are amounts that can be said."""
    if not reason.value or not reason.limit:
        return ""
    (low, high), limit = reason.value, f"{reason.limit[1]:,.2f}"
    if low != high:
        words = {"low": f"{low:,.2f}", "high": _most(high), "limit": limit}
        return _("between %(low)s and %(high)s yuan; the limit is %(limit)s") % words
    return _("%(value)s yuan; the limit is %(limit)s") % {"value": f"{low:,.2f}", "limit": limit}


def _most(high: float) -> str:
    """What is not known has no upper end."""
    return _("any amount") if high >= 1e6 - 1 else f"{high:,.2f}"
