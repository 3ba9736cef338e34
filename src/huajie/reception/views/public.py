"""What anybody sees who holds the code of a receipt: how far the matter is. No name, and nothing of what was told."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from huajie.accounts.access import public
from huajie.reception.codes import in_fours, typed_code
from huajie.reception.progress import progress_of
from huajie.reception.queries import request_by_code

_MOST_MISSES, _MISS_SECONDS = 30, 600  # wrong codes from one address in ten minutes; a whole office may share one


@public
@never_cache
def ask(request: HttpRequest) -> HttpResponseBase:
    """Where a code is typed. It is posted first, so that what was mistyped stands in no history."""
    code = typed_code(request.POST.get("code", ""))[:40]
    if request.method == "POST" and code:
        return redirect("reception:receipt_progress", code)
    return render(request, "reception/ask.html")


@public
@never_cache
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """State, unit, deadline and next step. A code that does not exist is a 404 like any other."""
    if _missed(request) >= _MOST_MISSES:
        return render(request, "429.html", status=429)
    found = request_by_code(typed_code(code))
    if found is None:
        _count_miss(request)
        raise Http404
    return render(request, "reception/progress.html", {"progress": progress_of(found), "code": in_fours(found.code)})


def _key(request: HttpRequest) -> str:
    return f"receipt-misses:{request.META.get('REMOTE_ADDR', '')}"


def _missed(request: HttpRequest) -> int:
    return int(cache.get(_key(request), 0))


def _count_miss(request: HttpRequest) -> None:
    cache.add(_key(request), 0, _MISS_SECONDS)
    try:
        cache.incr(_key(request))
    except ValueError:  # forgotten in between
        return
