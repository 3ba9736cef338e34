"""Parting what was joined in error by the telling itself: what some sources told becomes a matter of its own."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.matters.models import Matter, MatterToken, Party, Telling, Withholding
from huajie.matters.newcomers import NewMatter
from huajie.matters.services.counting import recount
from huajie.matters.services.indexing import reindex
from huajie.matters.services.registering import party_rows, register_matters
from huajie.matters.services.withholding import changed
from huajie.matters.tokens import references_of, tokens_of
from huajie.people.services.parting import NothingStays
from huajie.people.trees import within

_OWN = ("kind", "category", "title", "summary", "place", "amount_fen", "area_id")


@transaction.atomic
def part_matter(matter: Matter, told: NewMatter, others: Sequence[NewMatter], *, earlier: Collection[str] = ()) -> Matter:
    """A new matter with this telling, its parties, and the withdrawn tellings of `earlier` sources; the one kept loses them.

    `others` is everything else that told the one kept: parties whom it names, too, stay with it. Who must not see the one kept must not
    see the new one. Whoever calls leaves the audit entry.
    """
    if not others:
        raise NothingStays(_("Nothing else tells of %(ref)s.") % {"ref": matter.ref})
    new = register_matters([told])[0]
    sources = {told.telling.source, *earlier}
    Telling.objects.filter(matter=matter, source=told.telling.source).delete()
    Telling.objects.filter(matter=matter, source__in=sources).update(matter=new)
    Party.objects.filter(matter=matter, source__in=sources).delete()
    MatterToken.objects.filter(matter=matter, token__in=_tokens([told]) - _tokens(others)).delete()
    _forget(matter, told, others[0])
    _withhold(matter, new)
    name_parties(matter, others)
    recount([matter.pk, new.pk])
    reindex([matter.pk, new.pk])
    for each in (matter, new):
        each.refresh_from_db()
    return new


@transaction.atomic
def name_parties(matter: Matter, told: Sequence[NewMatter]) -> None:
    """The parties whom these tellings name and the matter does not have yet."""
    held = set(Party.objects.filter(matter=matter).values_list("person_id", "role"))
    rows = [row for one in told for row in party_rows(matter.pk, one.parties, one.telling.source)]
    fresh = {(row.person_id, row.role): row for row in reversed(rows) if (row.person_id, row.role) not in held}
    Party.objects.bulk_create(fresh.values())
    tokens = _tokens(told).difference(MatterToken.objects.filter(matter=matter).values_list("token", flat=True))
    MatterToken.objects.bulk_create(MatterToken(matter=matter, token=token) for token in tokens)
    reindex([matter.pk])


@transaction.atomic
def change_party(matter: Matter, old: int, new: int, told: Sequence[NewMatter], *, sources: Collection[str]) -> None:
    """What these sources said of one person they said of another; `told` is everything that tells the matter, as it is understood now."""
    Party.objects.filter(matter=matter, person=old, source__in=sources).update(person=new)
    name_parties(matter, told)


def _tokens(told: Sequence[NewMatter]) -> set[int]:
    known = references_of(party for one in told for party in one.parties)
    return {token for one in told for token in tokens_of(one.area_code, one.telling.text, one.parties, known)}


def _forget(matter: Matter, told: NewMatter, other: NewMatter) -> None:
    """What the matter still says in the words of the telling that leaves, the first of the others says from now on."""
    was, now = _said(told), _said(other)
    for name in _OWN:
        if getattr(matter, name) == was[name]:
            setattr(matter, name, now[name])
    matter.save(update_fields=_OWN)


def _said(one: NewMatter) -> dict[str, object]:
    """As `register_matters` would write it."""
    return {
        "kind": one.kind,
        "category": one.category[:40],
        "title": one.title[:80],
        "summary": one.summary,
        "place": one.place[:200],
        "amount_fen": one.amount_fen,
        "area_id": one.area_code,
    }


def _withhold(matter: Matter, new: Matter) -> None:
    """A report of misconduct that was told together with others may stand in any of its tellings."""
    held = Withholding.objects.filter(within("matter", [matter.standing_id])).first()
    if held and not Withholding.objects.filter(matter=new).exists():
        changed()
        made = Withholding.objects.create(matter=new, because=held.because, by=held.by)
        made.units.set(held.units.all())
        made.people.set(held.people.all())
