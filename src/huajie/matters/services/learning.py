"""Learning from the register's own decisions which words go with which category and unit. Nothing of it names anybody."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db.models import QuerySet

from huajie.matters.models import Handover, HandoverDuty, HandoverState, Matter
from huajie.matters.suggesting import CATEGORY, UNIT, given_of, kept_at, names_in
from huajie.people.services.registering import chunks
from huajie.rules.routing.samples import Sample
from huajie.rules.routing.suggester import Suggester, load

EVERY = 200  # decisions: after so many more it is learnt anew
_MOST = 30_000  # the latest matters
_SETTLED = (HandoverState.RECEIVED, HandoverState.DONE)


def learn_if_due() -> bool:
    """Learn anew if nothing was learnt yet or EVERY more decisions were taken since; True if it was learnt."""
    if _matters().count() >= _learnt_from(CATEGORY) + EVERY or _handovers().count() >= _learnt_from(UNIT) + EVERY:
        learn_anew()
        return True
    return False


def learn_anew() -> None:
    """From the latest decisions, in place of what was learnt before."""
    # scikit-learn is loaded where it learns, in the background: pages need only what was learnt
    learn: Callable[[Iterable[Sample]], Suggester] = import_module("huajie.rules.routing.learning").learn
    _keep(learn(_categories()), kept_at(CATEGORY))
    _keep(learn(_units()), kept_at(UNIT))


def _matters() -> QuerySet[Matter]:
    """Those with a category. What reports misconduct is not learnt from."""
    return Matter.objects.filter(merged_into=None, times_told__gt=0, withholding=None).exclude(category="")


def _handovers() -> QuerySet[Handover]:
    """Each time that a unit took a matter on."""
    return Handover.objects.filter(duty=HandoverDuty.LEAD, state__in=_SETTLED, matter__withholding=None)


def _categories() -> Iterator[Sample]:
    latest = _matters().order_by("-pk")[:_MOST].values_list("pk", "summary", "category", "kind")
    for chunk in chunks(list(latest)[::-1]):
        names = names_in({key for key, *_rest in chunk})
        for key, text, category, kind in chunk:
            yield Sample(text, category, (kind,), tuple(names[key]))


def _units() -> Iterator[Sample]:
    latest = _handovers().order_by("-pk")[:_MOST]
    said = latest.values_list("matter_id", "matter__summary", "unit__code", "matter__category", "matter__area_id")
    for chunk in chunks(list(said)[::-1]):
        names = names_in({key for key, *_rest in chunk})
        for key, text, unit, category, area_code in chunk:
            yield Sample(text, unit, given_of(category, area_code), tuple(names[key]))


def _learnt_from(what: str) -> int:
    try:
        return load(kept_at(what)).samples
    except (OSError, ValueError, KeyError):
        return -EVERY if what == CATEGORY else 0


def _keep(suggester: Suggester, path: Path) -> None:
    """Written whole beside it, then put in its place: whoever reads meanwhile reads what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as beside:
        name = Path(beside.name)
    suggester.save(name)
    name.replace(path)
