"""Questions to a person, one at a time: are these two one? And what was answered, with the way back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.asked import number_asked
from huajie.core.paging import page
from huajie.intake import queries
from huajie.intake.forms import AnswerForm
from huajie.intake.models import Answer, Question
from huajie.intake.services import questions as acts
from huajie.intake.views.answers import lines_of
from huajie.intake.views.evidence import grounds_of
from huajie.intake.views.sides import sides_of

_ANSWERS = {value: label for value, label in Answer.choices if value != Answer.OPEN}


@permitted(Permission.ANSWER_QUESTIONS)
def questions(request: StaffRequest) -> HttpResponse:
    """The next open question."""
    following = queries.next_question(request.scope, after=number_asked(request.GET.get("after")))
    return _shown(request, following, answered=number_asked(request.GET.get("answered")))


@permitted(Permission.ANSWER_QUESTIONS)
def question(request: StaffRequest, pk: int) -> HttpResponse:
    """One question, answered or not."""
    return _shown(request, queries.question_for(request.scope, pk), answered=0)


@permitted(Permission.ANSWER_QUESTIONS)
def answered(request: StaffRequest) -> HttpResponse:
    """What has been answered, newest first, by answer."""
    asked = request.GET.get("answer", "")
    chosen = asked if asked in _ANSWERS else ""
    shown = page(queries.answered_questions(request.scope, chosen), by="-answered_at", cursor=request.GET.get("after", ""))
    context = {"page": shown, "lines": lines_of(shown.rows), "answer": chosen, "answers": _ANSWERS.items()}
    return render(request, "intake/answered.html", context)


@require_POST
@permitted(Permission.ANSWER_QUESTIONS)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one answer and show the next question."""
    asked = queries.question_for(request.scope, pk)
    count = number_asked(request.POST.get("answered"))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, asked, answered=count)
    last = acts.answer(asked, Answer(form.cleaned_data["answer"]), by=request.user)
    return _shown(request, queries.next_question(request.scope, after=pk), answered=count + 1, last=last)


@require_POST
@permitted(Permission.ANSWER_QUESTIONS)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back an answer and ask the question again."""
    reopened = acts.take_back(queries.question_for(request.scope, pk), by=request.user)
    return _shown(request, reopened, answered=max(0, number_asked(request.POST.get("answered")) - 1))


def _shown(request: StaffRequest, question: Question | None, *, answered: int, last: Question | None = None) -> HttpResponse:
    """The fragment for a question answered on the page, the whole page otherwise."""
    context = {
        "question": question,
        "is_settled": question is not None and question.answer in (Answer.SAME, Answer.DIFFERENT),
        "last": last,
        "answered": answered,
        "position": answered + 1,
        "total": answered + queries.open_questions(request.scope).count(),
        "sides": sides_of(question, request.scope) if question else [],
        "grounds": grounds_of(question.evidence) if question else [],
    }
    fragment = bool(request.headers.get("HX-Request"))
    return render(request, "intake/_question.html" if fragment else "intake/questions.html", context)
