"""The duties that have a limit, as dated data: what starts each, how long it is, what pauses it, who may extend it, by which article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from huajie.rules.clocks.refusals import ClockRefused, Why
from huajie.rules.clocks.words import Words

DATA = Path(__file__).parent / "data"
_HALF = "1/2"


class Unit(StrEnum):
    """In what a limit is counted. Months end on the day of the same number, or on the month's last day."""

    DAYS = "days"
    WORKDAYS = "workdays"
    HOURS = "hours"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason for which days are not counted, and the article or local rule that allows it."""

    code: str
    name: Words
    article: Words
    provisional: bool


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a limit may be extended, in its own unit (None: the article names no most), by whom, and whom to tell."""

    code: str
    limit: int | None
    approved_by: Words
    notice: Words
    article: Words
    provisional: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty in one version. `is_right`: the time belongs to the resident, and letting it pass is no failure of a unit."""

    code: str
    name: Words
    starts: Words
    limit: int
    unit: Unit
    article: Words
    source: Words
    since: date
    until: date | None  # the first day on which it no longer holds
    rolls: bool  # a last day on which nobody works moves to the next working day
    suspends: tuple[Ground, ...]
    extension: Extension | None
    warns_at: Fraction
    provisional: bool
    is_right: bool

    @property
    def name_zh(self) -> str:
        return self.name.zh

    @property
    def name_en(self) -> str:
        return self.name.en

    def holds_on(self, day: date) -> bool:
        """True if and only if this version is in force on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    def ground(self, code: str) -> Ground:
        """The ground of that code, if the duty knows it."""
        if not self.suspends:
            raise ClockRefused(Why.NEVER_SUSPENDED, code=self.code, article=self.article)
        for ground in self.suspends:
            if ground.code == code:
                return ground
        raise ClockRefused(Why.GROUND_NOT_ALLOWED, code=self.code, ground=code, allowed=self.suspends, article=self.article)


def duty(code: str, on: date) -> Duty:
    """The duty as it stands for a clock that starts on that day."""
    versions = duties().get(code)
    if versions is None:
        raise ClockRefused(Why.UNKNOWN_DUTY, code=code)
    for version in versions:
        if version.holds_on(on):
            return version
    raise ClockRefused(Why.NOT_IN_FORCE, code=code, on=on, since=versions[0].since)


@cache
def duties() -> Mapping[str, tuple[Duty, ...]]:
    """Every duty by its code, each with its versions in the order in which they came into force."""
    found: dict[str, list[Duty]] = {}
    for file in sorted(DATA.glob("*.yaml")):
        for version in _duties_in(yaml.safe_load(file.read_text(encoding="utf-8"))):
            found.setdefault(version.code, []).append(version)
    return {code: tuple(sorted(versions, key=lambda version: version.since)) for code, versions in sorted(found.items())}


def _duties_in(page: dict[str, Any]) -> Iterator[Duty]:
    """The duties of one law or rule: what the whole page says holds for each, unless it says otherwise."""
    rule = page["rule"]
    for given in page["duties"]:
        told = {**rule, **given}
        article = _article(rule["name"], given.get("article"))
        yield Duty(
            code=given["code"],
            name=_words(given["name"]),
            starts=_words(given["starts"]),
            limit=given["limit"],
            unit=Unit(given["unit"]),
            article=article,
            source=_words(told["source"]),
            since=told["since"],
            until=told.get("until"),
            rolls=told["rolls"],
            suspends=tuple(_ground(ground, rule["name"], article) for ground in given.get("suspends", ())),
            extension=_extension(given.get("extension"), article),
            warns_at=Fraction(given.get("warns_at", _HALF)),
            provisional=told["provisional"],
            is_right=given.get("is_right", False),
        )


def _article(rule: dict[str, str], number: object) -> Words:
    """A citation: 《信访工作条例》第34条 · Regulations on Petition Work, art. 34."""
    if number is None:
        return _words(rule)
    return Words(f"{rule['zh']}第{number}条", f"{rule['en']}, art. {number}")


def _ground(given: dict[str, Any], rule: dict[str, str], article: Words) -> Ground:
    return Ground(
        code=given["code"],
        name=_words(given["name"]),
        article=_words(given["by"]) if "by" in given else _article(rule, given["article"]) if "article" in given else article,
        provisional=given["provisional"],
    )


def _extension(given: dict[str, Any] | None, article: Words) -> Extension | None:
    if given is None:
        return None
    return Extension(
        code=given["code"],
        limit=given["limit"],
        approved_by=_words(given["approved_by"]),
        notice=_words(given["notice"]),
        article=_words(given["by"]) if "by" in given else article,
        provisional=given["provisional"],
    )


def _words(given: dict[str, str]) -> Words:
    return Words(given["zh"], given["en"])
