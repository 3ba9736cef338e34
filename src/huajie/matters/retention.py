"""How long an archived file is kept: dated data with its source (data/retention.yaml)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huajie.core.errors import Refused

_DATA = Path(__file__).parent / "data" / "retention.yaml"


@dataclass(frozen=True, slots=True)
class Period:
    """One period; `years` is None for ever."""

    code: str
    years: int | None
    zh: str
    en: str
    source: str
    since: date
    provisional: bool

    @property
    def label(self) -> str:
        """What the period is called, in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@cache
def periods() -> tuple[Period, ...]:
    """Every period, the shortest first."""
    return tuple(Period(**row) for row in yaml.safe_load(_DATA.read_text(encoding="utf-8")))


def kept_until(code: str, archived_on: date) -> date | None:
    """The last day of the period, which begins with the year after archiving; None: for ever."""
    found = next((period for period in periods() if period.code == code), None)
    if found is None:
        raise Refused(_("Choose one of the retention periods of the list."))
    return None if found.years is None else date(archived_on.year + found.years, 12, 31)
