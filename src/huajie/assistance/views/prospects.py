"""Who may be entitled and has not applied: the adviser's list, and one household against every programme."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance.asking import INCOME, AnswerForm, Question, first_questions, questions
from huajie.assistance.household_facts import Families, families_of
from huajie.assistance.in_force import rules
from huajie.assistance.models import Prospect, ProspectState, Sweep
from huajie.assistance.services import answering
from huajie.assistance.services.reading import note_means_read
from huajie.assistance.services.sweeping import this_month
from huajie.assistance.telling import Told, as_told
from huajie.core.errors import Refused
from huajie.core.paging import page
from huajie.people.models import Household, Person
from huajie.people.trees import standing_id_of
from huajie.rules.eligibility.deciding import Missing
from huajie.rules.eligibility.explaining import explain
from huajie.rules.eligibility.facts import FACTS
from huajie.rules.eligibility.verdicts import Verdict, judge

A_PAGE = 20
AT_FIRST = 3  # questions shown at once
Line = tuple[Told, Person | None, Prospect | None]


@permitted(Permission.PREPARE_AID)
def index(request: StaffRequest) -> HttpResponse:
    """Households with something to be talked over, each with the first question to ask."""
    open_ones = Prospect.objects.filter(household=OuterRef("pk"), state=ProspectState.OPEN)
    rows = request.scope.narrow(Household.objects.filter(root=None), Permission.PREPARE_AID, "area_id")
    waiting = rows.filter(Exists(open_ones)).select_related("area", "head__root")
    found = page(waiting, by="-pk", cursor=request.GET.get("after", ""), size=A_PAGE)
    keys = [household.pk for household in found.rows]
    prospects: dict[int, list[Prospect]] = {key: [] for key in keys}
    still_open = Prospect.objects.filter(household__in=keys, state=ProspectState.OPEN)
    for one in still_open.select_related("person__root").order_by("-certainty", "pk"):
        prospects[one.household_id].append(one)
    asked = _first_questions(found.rows, prospects)
    lines = [(household, prospects[household.pk], asked.get(household.pk)) for household in found.rows]
    return render(request, "assistance/prospects.html", {"page": found, "lines": lines, "last": Sweep.objects.order_by("-pk").first()})


def _first_questions(households: Sequence[Household], prospects: Mapping[int, Sequence[Prospect]]) -> dict[int, Question]:
    families = families_of(households)
    if not families.families:
        return {}
    judged = judge(rules(), families.roster, this_month())
    return first_questions(families, judged, {key: [one.programme for one in ones] for key, ones in prospects.items()})


@permitted(Permission.PREPARE_AID)
def household(request: StaffRequest, reference: str) -> HttpResponse:
    """Every programme for one household: what is said of it, why, and what would decide."""
    found = _household(request, reference)
    note_means_read(found, by=request.user)
    families = families_of([found])
    context: dict[str, object] = {"household": found, **(_explained(families) if families.families else {})}
    return render(request, "assistance/household.html", context)


@require_POST
@permitted(Permission.PREPARE_AID)
def answer(request: StaffRequest, reference: str) -> HttpResponseBase:
    """One answer of the family."""
    found = _household(request, reference)
    fact = request.POST.get("fact", "")
    if fact != INCOME and fact not in FACTS:
        raise Http404
    form = AnswerForm(fact, request.POST)
    person = _member(found, request.POST.get("person", ""))
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, " ".join(map(str, problems)))
        return redirect("assistance:household", found.ref)
    try:
        answering.answer(found, person, form.answers(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("assistance:household", found.ref)
    messages.success(request, _("Kept, with today's date. What it means for the family is shown at once."))
    return redirect("assistance:household", found.ref)


@require_POST
@permitted(Permission.PREPARE_AID)
def settle(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The family does not want it, or wants it after all."""
    prospect = get_object_or_404(request.scope.narrow(Prospect.objects.all(), Permission.PREPARE_AID, "area_id"), pk=pk)
    try:
        if prospect.state == ProspectState.DECLINED:
            answering.bring_up(prospect, by=request.user)
        else:
            answering.decline(prospect, request.POST.get("because", ""), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("assistance:household", prospect.household.ref)


@permitted(Permission.PREPARE_AID)
def panel(request: StaffRequest, reference: str) -> HttpResponse:
    """What a household may be entitled to, on its page."""
    found = _household(request, reference)
    prospects = (
        Prospect.objects.filter(household=found, state=ProspectState.OPEN).select_related("person__root").order_by("-certainty", "pk")
    )
    return render(request, "assistance/_prospects_panel.html", {"household": found, "prospects": prospects})


def _explained(families: Families) -> dict[str, object]:
    family = families.families[0]
    prospects = {(one.programme, one.person_id): one for one in Prospect.objects.filter(household=family.household)}
    likely: list[Line] = []
    others: list[Line] = []
    refused: list[Line] = []
    missing: list[Missing] = []
    for one in explain(rules(), families.roster, this_month()):
        person = None if one.member is None else family.people[one.member]
        prospect = prospects.get((one.programme.code, person.pk if person else None))
        line = (as_told(one), person, prospect)
        if prospect and prospect.state != ProspectState.PAST:
            likely.append(line)
            missing += one.missing
        else:
            (refused if one.verdict is Verdict.NOT_ENTITLED else others).append(line)
    asked = questions(missing, family)
    return {
        "people": family.people,
        "likely": likely,
        "others": others,
        "refused": refused,
        "questions": asked[:AT_FIRST],
        "more": asked[AT_FIRST:],
    }


def _household(request: StaffRequest, reference: str) -> Household:
    key = standing_id_of(Household, reference)
    rows = request.scope.narrow(Household.objects.select_related("area", "head__root"), Permission.PREPARE_AID, "area_id")
    found: Household = get_object_or_404(rows, pk=key)
    return found


def _member(found: Household, reference: str) -> Person | None:
    if not reference:
        return None
    people = {person.ref: person for family in families_of([found]).families for person in family.people}
    if reference not in people:
        raise Http404
    return people[reference]
