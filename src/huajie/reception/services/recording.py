"""Recording a request: the people are registered or found, and it opens a matter or is one more telling of a known one."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.scope import demand_in, postings_on
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.acts import part
from huajie.core.bulk import add
from huajie.core.errors import NotPermitted
from huajie.core.references import draw
from huajie.core.written import Written
from huajie.matters.models import Matter, PartyRole
from huajie.matters.newcomers import AddedTelling, NewParty
from huajie.matters.services.opening import open_matter
from huajie.matters.services.telling import add_tellings
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.queries import homes_of
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.registering import register_households, register_people
from huajie.reception.asked import OTHER, Asked
from huajie.reception.codes import new_code
from huajie.reception.models import Consultation, Request, Ticket
from huajie.reception.models.requests import source_of
from huajie.reception.services.consulting import tie

_sent = Written(lambda key, clerk: Request.objects.filter(form_key=key, recorded_by=clerk), UUID(int=0), -1)


@part
def record_request(
    asked: Asked,
    *,
    by: Staff,
    form_key: UUID,
    person: Person | None = None,
    beside: Mapping[str, Person] = MappingProxyType({}),
    known: Matter | None = None,
    ticket: Ticket | None = None,
    question: Consultation | None = None,
) -> Request:
    """The request with its receipt. `person` is who asks and `beside` the further people by their place on the form, as far as the register
    knows them; `known` is the matter that it tells again, and `question` the consultation that it came of.

    The same form sent twice is recorded once.
    """
    demand_in(by, Permission.OPEN_MATTERS, asked.area_code)
    earlier: Request | None = _sent.first(form_key, by.pk)
    if earlier:
        return earlier
    unit = _receiving_unit(by, asked.area_code)
    number = draw("request")[0]
    source = source_of(number)
    parties = _parties(asked, source, person, beside)
    if known:
        add_tellings([AddedTelling(known.pk, asked.telling(source), parties, asked.reported())])
        record(Act.MATTER_TOLD_AGAIN, by=by, subject=known.ref, detail={"request": number, "channel": asked.channel.value})
    matter = known or open_matter(asked.matter(parties, source, timezone.localdate()), by=by, petition_class=asked.petition_class)
    if question:
        tie(question, matter, by=by, person=person or _named_first(asked, parties))
    request = Request(
        number=number,
        form_key=form_key,
        code=new_code(),
        ticket=ticket,
        matter=matter,
        told_again=known is not None,
        channel=asked.channel,
        is_oral=asked.is_oral,
        people_came=asked.people_came,
        area_id=asked.area_code,
        unit=unit,
        recorded_by=by,
    )
    add(request)
    return request


def _receiving_unit(by: Staff, area_code: str) -> Unit:
    """The unit in whose name the clerk records: the posting of the smallest area that holds the place."""
    postings = [
        posting
        for posting in postings_on(by, timezone.localdate())
        if area_code.startswith(posting.area_id) and Permission.OPEN_MATTERS in PERMISSIONS[Role(posting.role)]
    ]
    if not postings:
        raise NotPermitted(_("Your posting does not include this area. Ask someone who is posted there."))
    return max(postings, key=lambda posting: (len(posting.area_id), posting.pk)).unit


def _parties(asked: Asked, source: str, person: Person | None, known: Mapping[str, Person]) -> tuple[NewParty, ...]:
    """Each once: everyone whom the request names, registered or found, but not whom it reports; nobody for an anonymous one."""
    teller = _teller(asked, source, person)
    home = _home(asked, source, teller) if teller and asked.is_for_household else None
    beside = _beside(asked, source, known)
    opponents = [person for place, person in beside.items() if place == OTHER]
    concerned = [person for place, person in beside.items() if place != OTHER and person != teller]
    return (
        *((NewParty(teller.pk, home.pk if home else None),) if teller else ()),
        *(NewParty(one.pk) for one in dict.fromkeys(concerned)),
        *(NewParty(one.pk, role=PartyRole.OTHER_PARTY) for one in opponents),
    )


def _beside(asked: Asked, source: str, known: Mapping[str, Person]) -> dict[str, Person]:
    """The further people by their place: those whom the register knows gain what is said of them now, the others are registered."""
    mentions = {place: named.mention(asked.area_code, source) for place, named in asked.beside.items()}
    add_mentions([(known[place].pk, mention) for place, mention in mentions.items() if place in known])
    new = [place for place in mentions if place not in known]
    registered = dict(zip(new, register_people([mentions[place] for place in new]), strict=True))
    return {place: known.get(place) or registered[place] for place in mentions}


def _named_first(asked: Asked, parties: tuple[NewParty, ...]) -> Person | None:
    """Who asks, if they gave a name or a number."""
    return Person.objects.get(pk=parties[0].person_id) if asked.teller else None


def _teller(asked: Asked, source: str, person: Person | None) -> Person | None:
    mention = asked.mention(source)
    if person:
        add_mentions([(person.pk, mention)])
        return person
    return register_people([mention])[0] if asked.teller else None


def _home(asked: Asked, source: str, teller: Person) -> Household:
    """The household that the person lives in, or a new one with them at its head."""
    held = homes_of([teller]).get(teller.pk)
    if held:
        return held
    new = NewHousehold(asked.area_code, source, asked.teller.address, teller.pk, (NewMember(teller.pk),))
    return register_households([new])[0]
