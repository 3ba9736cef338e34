"""One's own account: postings, what they allow, language, password and second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render

from huajie.accounts.access import signed_in
from huajie.accounts.labels import permission_label
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.queries import active_postings, may_of


@signed_in
def my_account(request: StaffRequest) -> HttpResponse:
    """What I am posted as, what that allows, and how I sign in."""
    postings = [(posting, [permission_label(held) for held in may_of(posting)]) for posting in active_postings(request.user)]
    return render(request, "accounts/my_account.html", {"postings": postings, "has_second_factor": is_mfa_enabled(request.user)})
