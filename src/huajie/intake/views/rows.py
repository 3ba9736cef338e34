"""The rows of a delivery with what became of each, and one row's way into the register."""

from django.http import HttpResponse
from django.shortcuts import render

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.paging import page
from huajie.intake import queries
from huajie.intake.models import Outcome
from huajie.intake.views.row_lines import RowLine


@permitted(Permission.SEE_LISTS)
def rows(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows of a delivery by outcome and file."""
    delivery = queries.delivery_for(request.scope, pk)
    asked = {name: request.GET.get(name, "") for name in ("outcome", "file")}
    outcome = asked["outcome"] if asked["outcome"] in Outcome.values else ""
    file = delivery.files.filter(pk=int(asked["file"])).first() if asked["file"].isdigit() else None
    found = queries.shown_rows(request.scope, queries.rows_of(delivery, outcome=outcome, file=file)).defer("content")
    shown = page(found, by="id", cursor=request.GET.get("after", ""))
    context = {
        "delivery": delivery,
        "page": shown,
        "rows": [RowLine(row) for row in shown.rows],
        "outcome": outcome,
        "outcomes": Outcome.choices,
        "files": delivery.files.order_by("name"),
        "file": file,
        "may_answer": request.scope.may(Permission.ANSWER_QUESTIONS),
    }
    return render(request, "intake/rows.html", context)


@permitted(Permission.SEE_LISTS)
def row(request: StaffRequest, pk: int) -> HttpResponse:
    """One row: its end, its reasons, and the people, household and matter that it became."""
    found = queries.row_for(request.scope, pk)
    people = [(each, each.person.standing) for each in found.people.select_related("person__root").order_by("position")]
    context = {
        "line": RowLine(found),
        "row": found,
        "people": people,
        "waits_for": queries.waiting_for(found),
        "may_answer": request.scope.may(Permission.ANSWER_QUESTIONS),
    }
    return render(request, "intake/row.html", context)
