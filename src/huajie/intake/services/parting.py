"""A row speaks of someone else, or of another matter, than the one it was entered under: it is parted, and never joined to that again."""

from collections.abc import Callable, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.intake.meaning.mentions import Mention
from huajie.intake.models import WAITING, Answer, ListRow, Question, QuestionSubject, RowPerson, RowRole
from huajie.intake.services.meant import household_meant, matter_meant
from huajie.intake.services.preparing import prepared_of
from huajie.matters.models import Matter, Party
from huajie.matters.newcomers import NewMatter
from huajie.matters.services.parting import change_party, part_matter
from huajie.people.models import Fact, Household, Membership, Person
from huajie.people.models.records import MergeableRecord
from huajie.people.newcomers import NewPerson
from huajie.people.services.parting import NothingStays, part_person
from huajie.people.services.registering import add_members, register_households

_HOME = (RowRole.SUBJECT, RowRole.MEMBER)


class NotThisRow(Refused):
    """Another row stands for this one."""


@transaction.atomic
def part_row_person(row: ListRow, position: int, *, by: Staff, because: str) -> Person:
    """The person named at a place of the row is someone else: a new person of whom the row, and what it replaced, tells."""
    named = RowPerson.objects.select_related("person__root").get(row=row, position=position)
    old = named.person
    demand_in(by, Permission.MERGE_RECORDS, old.standing.area_id)
    story = _story(row)
    mine = RowPerson.objects.filter(row__in=story, person=old, role=named.role)
    rest = RowPerson.objects.filter(person=old).exclude(pk__in=mine.values("pk"))
    said, others = _mentions(mine.filter(row=row)), _mentions(rest.filter(row__replaced_by__isnull=True).order_by("row_id"))
    if not others:
        raise NothingStays(_("Only this row tells of %(ref)s. If a merge joined it, undo the merge on its page.") % {"ref": old.ref})
    keys = list(mine.values_list("pk", flat=True))
    new = part_person(old, said, others)
    RowPerson.objects.filter(pk__in=keys).update(person=new)
    if named.role == RowRole.SUBJECT:
        _with_repeats(story).filter(person=old).update(person=new)
    if named.role in _HOME:
        _part_home(row, story, old, new)
    if row.matter:
        change_party(row.matter, old.pk, new.pk, _told(_tellers(row.matter)), sources=_sources(story))
    _rule(QuestionSubject.PERSON, row, old, new, by, because)
    return new


@transaction.atomic
def part_row_matter(row: ListRow, *, by: Staff, because: str) -> Matter:
    """What the row tells is another matter: a new one, told by the row."""
    old = row.matter
    if old is None:
        raise NothingStays(_("The row tells of no matter."))
    demand_in(by, Permission.MERGE_RECORDS, old.standing.area_id)
    story = _story(row)
    others = [one for one in _tellers(old) if one.pk not in {each.pk for each in story}]
    if not others:
        raise NothingStays(_("Only this row tells of %(ref)s. If a merge joined it, undo the merge on its page.") % {"ref": old.ref})
    (told,) = _told([row])
    new = part_matter(old, told, _told(others), earlier=_sources(story))
    _with_repeats(story).filter(matter=old).update(matter=new)
    _rule(QuestionSubject.MATTER, row, old, new, by, because)
    return new


def _story(row: ListRow) -> list[ListRow]:
    """The row and those that it replaced: they speak of the same."""
    if row.same_as_id or row.replaced_by_id:
        raise NotThisRow(_("Another row stands for this one. Part that one."))
    story = level = [row]
    while level:
        level = list(ListRow.objects.filter(replaced_by__in=level).defer("content"))
        story = story + level
    return story


def _with_repeats(story: Sequence[ListRow]) -> QuerySet[ListRow]:
    return ListRow.objects.filter(Q(pk__in=[row.pk for row in story]) | Q(same_as__in=story))


def _sources(story: Sequence[ListRow]) -> set[str]:
    return {f"row:{row.pk}" for row in story}


def _mentions(named: QuerySet[RowPerson]) -> list[NewPerson]:
    """What rows said of a person, in the order given."""
    places = list(named.values_list("row_id", "position"))
    rows = ListRow.objects.filter(pk__in={row for row, _position in places}).select_related("sheet", "file__delivery__unit")
    said = {(one.row.pk, mention.position): mention.person for one in prepared_of(rows) for mention in one.mentions}
    return [said[place] for place in places if place in said]


def _tellers(matter: Matter) -> list[ListRow]:
    """The rows that tell a matter now."""
    rows = ListRow.objects.filter(matter=matter, same_as__isnull=True, replaced_by__isnull=True)
    return list(rows.select_related("sheet", "file__delivery__unit").order_by("pk"))


def _told(rows: Sequence[ListRow]) -> list[NewMatter]:
    """What rows tell, with those who are their people now."""
    who, today = _who(rows), timezone.localdate()
    homes = {row.pk: row.household_id for row in rows}
    return [matter_meant(one, partial(who, one.row.pk), homes[one.row.pk], today) for one in prepared_of(rows)]


def _who(rows: Sequence[ListRow]) -> Callable[[int, Mention], int]:
    """Who the people of rows are now."""
    people = {(one.row_id, one.position): one.person_id for one in RowPerson.objects.filter(row__in=rows)}
    return lambda row, mention: people[row, mention.position]


def _part_home(row: ListRow, story: Sequence[ListRow], old: Person, new: Person) -> None:
    """The row's household is that of the others whom it names there; if it names nobody else, it is another one."""
    home = row.household
    if home is None:
        return
    (prepared,) = prepared_of([ListRow.objects.select_related("sheet", "file__delivery__unit").get(pk=row.pk)])
    meant = household_meant(prepared, partial(_who([row]), row.pk))
    others = ListRow.objects.filter(household=home, same_as__isnull=True).exclude(pk__in=[each.pk for each in story])
    if {member.person_id for member in meant.members} == {new.pk} and others.exists():
        _move_out(home, register_households([meant])[0], story)
    else:
        if not others.exists():
            Household.objects.filter(pk=home.pk, head=old).update(head=new)
        add_members([(home.pk, member, meant.source) for member in meant.members])
    _keep_members(others)


def _move_out(home: Household, into: Household, story: Sequence[ListRow]) -> None:
    """What the row said of the household it said of another one."""
    sources = _sources(story)
    Membership.objects.filter(household=home, source__in=sources).delete()
    Fact.objects.filter(household=home, source__in=sources).update(household=into)
    Party.objects.filter(household=home, source__in=sources).update(household=into)
    _with_repeats(story).filter(household=home).update(household=into)


def _keep_members(others: QuerySet[ListRow]) -> None:
    """Members whom the other rows name, too, stay."""
    rows = list(others.select_related("sheet", "file__delivery__unit"))
    who = _who(rows)
    homes = {row.pk: row.household_id or 0 for row in rows}
    meant = [(homes[one.row.pk], household_meant(one, partial(who, one.row.pk))) for one in prepared_of(rows)]
    add_members([(key, member, home.source) for key, home in meant for member in home.members])


def _rule(subject: QuestionSubject, row: ListRow, old: MergeableRecord, new: MergeableRecord, by: Staff, because: str) -> None:
    """The two are different for ever; what still waits for an answer about the row is now about the new record."""
    for side in ("left", "right"):
        waiting = Question.objects.filter(subject=subject, left_row=row, answer__in=WAITING, **{f"{side}_{subject.value}": old})
        waiting.update(**{f"{side}_{subject.value}": new})
    Question.objects.create(
        subject=subject,
        left_row=row,
        probability=0,
        area_id=new.area_id,
        answer=Answer.DIFFERENT,
        answered_by=by,
        answered_at=timezone.now(),
        **{f"left_{subject.value}": new, f"right_{subject.value}": old},
    )
    detail = {"subject": subject.value, "from": old.ref, "to": new.ref}
    record(Act.ROW_PARTED, by=by, subject=f"row:{row.pk}", purpose=because[:200], detail=detail)
