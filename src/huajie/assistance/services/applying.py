"""Applying for aid: one set of papers for several programmes, filled from what the register knows, signed by the family."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.assistance.advice import advice_on
from huajie.assistance.errors import AlreadyApplied
from huajie.assistance.models import Application, ApplicationMember, Asked, Statement, Way
from huajie.assistance.programmes import APPLIED_FOR, is_personal
from huajie.assistance.queries import other_homes, running_of
from huajie.assistance.services.granting import demand_no_running
from huajie.assistance.services.moving import demand_not_ahead, written
from huajie.assistance.states import APPLICATION
from huajie.core.errors import Refused
from huajie.core.references import aid_references
from huajie.matters.models import Matter
from huajie.people.dossier import household_dossier
from huajie.people.models import FactKind, Household, Person
from huajie.people.newcomers import NewFact, NewHousehold, NewMember
from huajie.people.services.correcting import source_of
from huajie.people.services.registering import record_facts, register_households

MOST_INCOME_FEN = 100_000_000
"""A million yuan a month: whoever types that has typed something else."""
_STATED = {"income_fen_per_month": FactKind.INCOME, "work": FactKind.EMPLOYMENT, "health": FactKind.HEALTH}
_OF_HOUSEHOLD = {"cause": FactKind.HARDSHIP_CAUSE, "housing": FactKind.HOUSING}


@dataclass(frozen=True, slots=True)
class Declared:
    """What one member stated."""

    person: Person
    relation: str = ""
    income_fen_per_month: int | None = None
    work: str = ""
    health: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """An application as it is filled in. `people_of` names, for each programme that is given to persons, whom it is for."""

    applicant: Person
    members: tuple[Declared, ...]
    programmes: tuple[str, ...]
    received_on: date
    way: Way = Way.SELF
    mandate: str = ""
    cause: str = ""
    housing: str = ""
    account: str = ""
    account_holder: str = ""
    counted_because: str = ""
    people_of: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    matter: Matter | None = None


@transaction.atomic
def apply(household: Household, filled: Filled, *, by: Staff) -> Application:
    """An application, received. What the family stated goes down to the register, dated, with the application as its source."""
    home = household.standing
    demand_in(by, APPLICATION.move("apply").permission, home.area_id)
    _demand_sound(filled)
    _demand_members(home, filled)
    _demand_once(home, filled)
    demand_no_running(home.pk, list(filled.programmes))
    application = Application.objects.create(
        ref=aid_references(filled.received_on.year, 1)[0],
        household=home,
        applicant=filled.applicant,
        area_id=home.area_id,
        matter=filled.matter,
        way=filled.way,
        helper=None if filled.way == Way.SELF else by,
        mandate="" if filled.way == Way.SELF else filled.mandate.strip()[:200],
        counted_because=filled.counted_because.strip(),
        received_on=filled.received_on,
    )
    _state(application, filled, by)
    _ask(application, filled)
    written(application, "apply", by, {})
    return application


@transaction.atomic
def apply_alone(person: Person, filled: Filled, *, by: Staff) -> Application:
    """The application of somebody of whom no household is known: from now on they are one of their own."""
    demand_in(by, APPLICATION.move("apply").permission, person.area_id)
    new = NewHousehold(person.area_id, source_of(by), head_id=person.pk, members=(NewMember(person.pk),))
    return apply(register_households([new])[0], filled, by=by)


def _demand_sound(filled: Filled) -> None:
    """What cannot be true whoever lives there."""
    today = timezone.localdate()
    demand_not_ahead(filled.received_on)
    if not filled.programmes or set(filled.programmes) - set(APPLIED_FOR):
        raise Refused(_("Choose at least one programme that is applied for here."))
    if filled.way != Way.SELF and not filled.mandate.strip():
        raise Refused(_("Say who of the family asked for it, and when: nobody applies over their head."))
    for member in filled.members:
        if member.income_fen_per_month is not None and not 0 <= member.income_fen_per_month < MOST_INCOME_FEN:
            raise Refused(_("An income is neither below zero nor a million yuan a month. Look at the amount again."))
        if member.person.birth_date and member.person.birth_date > today:
            raise Refused(_("%(person)s would be born in the future. Correct the birth date first.") % {"person": member.person.ref})


def _demand_members(home: Household, filled: Filled) -> None:
    """Everybody once, all of this household, the applicant among them."""
    known = {member.person.pk for member in household_dossier(home).members}
    if not known or not filled.members:
        raise Refused(_("Nobody is known to live in this household. Enter first who lives there."))
    keys = Counter(member.person.pk for member in filled.members)
    if max(keys.values()) > 1:
        raise Refused(_("A member stands in the application twice."))
    if set(keys) - known:
        raise Refused(_("Only members of this household count in its application."))
    if filled.applicant.pk not in keys:
        raise Refused(_("The applicant is one of those who count in the household."))
    for programme in filled.programmes:
        people = {person.pk for person in filled.people_of.get(programme, ())}
        if is_personal(programme) and (not people or people - set(keys)):
            raise Refused(_("Say for which members each programme is that is given to persons."))


def _demand_once(home: Household, filled: Filled) -> None:
    """The household does not apply twice at a time, under whichever address; whoever stands in two households counts here for a reason."""
    people = [member.person for member in filled.members]
    list(Person.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk"))  # two towns at the same moment
    running = running_of(home, people).first()
    if running:
        raise AlreadyApplied(
            _("This family has applied already: %(ref)s, %(area)s, %(state)s. It has to end, or be withdrawn, before another begins.")
            % {"ref": running.ref, "area": running.area.name, "state": running.get_state_display()},
            running,
        )
    if other_homes(home, people) and not filled.counted_because.strip():
        raise Refused(_("A member stands in another household, too. Say why they count here, or leave them out."))


def _ask(application: Application, filled: Filled) -> None:
    ApplicationMember.objects.bulk_create(
        ApplicationMember(application=application, person=member.person, relation=member.relation[:20]) for member in filled.members
    )
    advice = advice_on(application.household, timezone.localdate().replace(day=1))
    for programme in dict.fromkeys(filled.programmes):
        people = filled.people_of.get(programme, ()) if is_personal(programme) else ()
        refs = {person.ref for person in people} or {""}
        said = [one for one in advice.get(programme, []) if one["person"] in refs]
        Asked.objects.create(application=application, programme=programme, advice={"said": said}).people.set(people)


def _state(application: Application, filled: Filled, by: Staff) -> None:
    """The statement as it was signed, and its facts in the register."""
    members = [
        {"person": one.person.ref, "relation": one.relation, **{name: getattr(one, name) for name in _STATED}} for one in filled.members
    ]
    Statement.objects.create(
        application=application,
        declared={"members": members, **{name: getattr(filled, name) for name in _OF_HOUSEHOLD}},
        account="".join(filled.account.split()),
        account_holder=filled.account_holder.strip(),
        signed_on=filled.received_on,
        taken_by=by,
    )
    record_facts(list(_facts(application, filled)))


def _facts(application: Application, filled: Filled) -> Iterable[NewFact]:
    source, on = f"application:{application.ref}", filled.received_on
    for member in filled.members:
        for name, kind in _STATED.items():
            value = getattr(member, name)
            if value not in (None, ""):
                yield NewFact(kind, str(value), source, on, person_id=member.person.pk)
    for name, kind in _OF_HOUSEHOLD.items():
        if getattr(filled, name):
            yield NewFact(kind, getattr(filled, name), source, on, household_id=application.household_id)
    if filled.account:
        yield NewFact(FactKind.BANK_ACCOUNT, "".join(filled.account.split()), source, on, person_id=filled.applicant.pk)
