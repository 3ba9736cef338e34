"""What follows a closing: how many of the confirmed are called again, and when it is looked whether it holds (data/closing.yaml)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import yaml

_DATA = Path(__file__).parent / "data" / "closing.yaml"


@dataclass(frozen=True, slots=True)
class Rules:
    """One version, since a day."""

    since: date
    recheck_share: Fraction
    follow_up_days: tuple[int, ...]
    source: str
    provisional: bool


def rules_on(day: date) -> Rules:
    """The version that holds on a day; before the first, the first."""
    return next((rules for rules in _versions() if rules.since <= day), _versions()[-1])


def is_drawn(share: Fraction, source: Random) -> bool:
    """True with the probability of the share, whatever was drawn before."""
    return source.randrange(share.denominator) < share.numerator


@cache
def _versions() -> tuple[Rules, ...]:
    """Every version, the newest first."""
    rows = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    read = (
        Rules(row["since"], Fraction(row["recheck_share"]), tuple(row["follow_up_days"]), row["source"], row["provisional"]) for row in rows
    )
    return tuple(sorted(read, key=lambda rules: rules.since, reverse=True))
