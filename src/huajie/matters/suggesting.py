"""Which category and which unit a new text may belong to, as this register decided on others like it. It advises; a person decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.areas.models import LENGTHS
from huajie.matters.models import Matter, Party
from huajie.people.trees import within
from huajie.rules.routing.suggester import Doubt, Suggester, Suggestion, load, silent

CATEGORY, UNIT = "category", "unit"
_LEAST_SHARE = 0.05  # a suggestion of less is noise beside the first, which has 0.30 at least
DOUBT_LABELS: dict[Doubt, Promise | str] = {
    Doubt.TOO_FEW_SAMPLES: _("Too little has been decided in this register to suggest anything."),
    Doubt.TOO_LITTLE_TEXT: _("The words say too little, or are too new to the register, to suggest anything."),
    Doubt.UNSURE: _("Matters with such words were decided in many ways: nothing is suggested."),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested, the likeliest first, or why nothing is. `percent` of decisions on such words went this way."""

    label: str
    percent: int
    reasons: tuple[str, ...]  # words of the text
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """At most three suggestions; `doubt` says why there are none."""

    suggestions: tuple[Suggested, ...] = ()
    doubt: Promise | str = ""


def kept_at(what: str) -> Path:
    """Where what was learnt lies, in the home folder."""
    return Path(settings.SUGGESTIONS_FOLDER) / f"{what}.npz"


def suggest_category(text: str, *, kind: str, names: Sequence[str] = ()) -> Advice:
    """The categories that such words were given. `names` of the people in the text are not looked at."""
    advice = _suggester(CATEGORY).suggest(text, given=(kind,), names=names)
    return _advice(advice.suggestions, advice.doubt)


def suggest_unit(text: str, *, category: str, area_code: str, names: Sequence[str] = ()) -> Advice:
    """The units in use that settled such matters of this category and town. One query."""
    advice = _suggester(UNIT).suggest(text, given=given_of(category, area_code), names=names)
    units = Unit.objects.filter(code__in=[one.label for one in advice.suggestions], active=True)
    return _advice(advice.suggestions, advice.doubt, {unit.code: unit for unit in units})


def suggest_units_for(matter: Matter) -> Advice:
    """The same for a matter of the register. Two queries."""
    names = names_in([matter.pk])[matter.pk]
    return suggest_unit(matter.summary, category=matter.category, area_code=matter.area_id, names=names)


def names_in(matters: Iterable[int]) -> dict[int, list[str]]:
    """Every name of everybody in standing matters, to be taken out of their texts. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    parties = Party.ever.filter(within("matter", matters))
    for key, root, name in parties.values_list("matter_id", "matter__root_id", "person__names__name"):
        if name:
            found[root or key].append(name)
    return found


def given_of(category: str, area_code: str) -> tuple[str, str]:
    """What is known beside the text when a unit is looked for: its category and its town."""
    return category, area_code[: LENGTHS["town"]]


def _advice(found: Sequence[Suggestion], doubt: Doubt | None, units: dict[str, Unit] | None = None) -> Advice:
    shown = [one for one in found if one.share >= _LEAST_SHARE and (units is None or one.label in units)]
    suggestions = (Suggested(one.label, round(100 * one.share), one.reasons, (units or {}).get(one.label)) for one in shown)
    return Advice(tuple(suggestions), DOUBT_LABELS[doubt] if doubt else "")


def _suggester(what: str) -> Suggester:
    """What was learnt last; nothing where it cannot be read, until it is learnt anew."""
    path = kept_at(what)
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError):
        return silent()


@lru_cache(maxsize=4)
def _loaded(path: Path, _written: int) -> Suggester:
    """Read once for every time that it was written."""
    return load(path)
