"""Parting what was joined in error by the mention itself: what some mentions said becomes a person of its own."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.core.errors import Refused
from huajie.people.holdings import best_name, link_tokens, sex_and_birth_date, sorting_key, traits
from huajie.people.models import Address, Fact, Identifier, LinkToken, Membership, Person, PersonName, Phone
from huajie.people.newcomers import NewPerson
from huajie.people.services.mentioning import add_mentions, reindex
from huajie.people.services.registering import register_people


class NothingStays(Refused):
    """Nothing but this tells of the record: there is nobody to part it from."""


@transaction.atomic
def part_person(person: Person, said: Sequence[NewPerson], others: Sequence[NewPerson]) -> Person:
    """A new person of whom all is known that `said` says; the one kept loses what came from there alone.

    `others` is everything else that was mentioned of the one kept: what it says, too, stays with them. What staff entered stays.
    Whoever calls leaves the audit entry.
    """
    if not others:
        raise NothingStays(_("Nothing else tells of %(ref)s.") % {"ref": person.ref})
    new = register_people(said[:1])[0]
    add_mentions([(new.pk, mention) for mention in said[1:]])
    sources = {mention.source for mention in said}
    for model in (PersonName, Identifier, Phone, Address):
        model._default_manager.filter(person=person, source__in=sources).delete()
    alone = sources - {mention.source for mention in others}
    Fact.objects.filter(person=person, source__in=alone).update(person=new)
    Membership.objects.filter(person=person, source__in=alone).update(person=new)
    LinkToken.objects.filter(person=person, token__in=_tokens(said) - _tokens(others)).delete()
    _forget(person, said, others)
    add_mentions([(person.pk, mention) for mention in others])
    reindex([person.pk, new.pk])
    for each in (person, new):
        each.refresh_from_db()
    return new


def _tokens(mentions: Sequence[NewPerson]) -> set[int]:
    return {token for mention in mentions for token in link_tokens(traits(mention))}


def _forget(person: Person, said: Sequence[NewPerson], others: Sequence[NewPerson]) -> None:
    """What the person's own record still shows as these mentions said it, and nothing else says; the others fill it in again."""
    names = list(PersonName.objects.filter(person=person).order_by("pk").values_list("name", flat=True))
    names += [name for mention in others for name in mention.names]
    if person.name not in names:
        person.name = best_name(names)
        person.pinyin = sorting_key(person.name)
    gone, kept = ([sex_and_birth_date(mention, traits(mention)) for mention in part] for part in (said, others))
    if person.sex in {sex for sex, _born in gone} - {sex for sex, _born in kept}:
        person.sex = ""
    if person.birth_date in {born for _sex, born in gone} - {born for _sex, born in kept}:
        person.birth_date = None
    if person.area_id in {mention.area_code for mention in said} - {mention.area_code for mention in others}:
        person.area_id = others[0].area_code
    person.save(update_fields=["name", "pinyin", "sex", "birth_date", "area"])
