"""Questions to a person, one at a time: are these two one?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.intake import queries
from huajie.intake.forms import AnswerForm
from huajie.intake.models import Answer, Question
from huajie.intake.services import questions as acts
from huajie.intake.views.evidence import grounds_of
from huajie.intake.views.sides import sides_of


@permitted(Permission.ANSWER_QUESTIONS)
def questions(request: StaffRequest) -> HttpResponse:
    """The next open question."""
    question = queries.next_question(request.scope, after=_number(request.GET.get("after")))
    return _shown(request, question, answered=_number(request.GET.get("answered")))


@require_POST
@permitted(Permission.ANSWER_QUESTIONS)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one answer and show the next question."""
    question = queries.question_for(request.scope, pk)
    answered = _number(request.POST.get("answered"))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, question, answered=answered)
    last = acts.answer(question, Answer(form.cleaned_data["answer"]), by=request.user)
    return _shown(request, queries.next_question(request.scope, after=pk), answered=answered + 1, last=last)


@require_POST
@permitted(Permission.ANSWER_QUESTIONS)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back an answer and ask the question again."""
    question = acts.take_back(queries.question_for(request.scope, pk), by=request.user)
    return _shown(request, question, answered=max(0, _number(request.POST.get("answered")) - 1))


def _shown(request: StaffRequest, question: Question | None, *, answered: int, last: Question | None = None) -> HttpResponse:
    """The fragment for a question answered on the page, the whole page otherwise."""
    context = {
        "question": question,
        "last": last,
        "answered": answered,
        "position": answered + 1,
        "total": answered + queries.open_questions(request.scope).count(),
        "sides": sides_of(question, request.scope) if question else [],
        "grounds": grounds_of(question.evidence) if question else [],
    }
    fragment = bool(request.headers.get("HX-Request"))
    return render(request, "intake/_question.html" if fragment else "intake/questions.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
