"""People within the token's scope, as a list shows them: masked."""

from ninja import Query, Router, Schema

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest
from huajie.api.operations.permitted import needs
from huajie.api.schemas import AreaCode, AreaNamed, Listed, PageOf, Paging, PersonRef, Words, demand_words
from huajie.people.queries import PersonLine, lines_of, people_list, person_for

router = Router(tags=["people"])


class PeopleQuestion(Paging):
    """Which people."""

    area: AreaCode | None = None
    words: Words | None = None


class PersonShown(Schema):
    """A resident. Numbers are masked; nobody's number finds anybody here."""

    ref: str
    name: str
    sex: str
    area: AreaNamed
    identifiers: list[str]
    phones: list[str]
    household: str


@router.get("/people", response=PageOf[PersonShown], summary="List people")
@needs(Permission.SEE_PEOPLE)
def list_people(request: ApiRequest, asked: Query[PeopleQuestion]) -> Listed[PersonShown]:
    """By the sound of their names."""
    demand_words(asked.words)
    found = asked.of(people_list(request.auth.scope, area=asked.area or "", words=asked.words or ""), by="pinyin")
    return Listed([_shown(line) for line in lines_of(request.auth.scope, found.items)], found.next)


@router.get("/people/{ref}", response=PersonShown, summary="One person")
@needs(Permission.SEE_PEOPLE)
def person(request: ApiRequest, ref: PersonRef) -> PersonShown:
    """The reference of someone who was merged leads to the person who stands for them: look at `ref` in the answer."""
    found = person_for(request.auth.scope, ref)
    return _shown(lines_of(request.auth.scope, [found])[0])


def _shown(line: PersonLine) -> PersonShown:
    person = line.person
    return PersonShown(
        ref=person.ref,
        name=person.name,
        sex=person.sex,
        area=AreaNamed.of(person.area),
        identifiers=list(line.identifiers),
        phones=list(line.phones),
        household=line.home.ref if line.home else "",
    )
