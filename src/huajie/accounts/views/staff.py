"""People: the list, a person's page, adding, posting, and helping with sign-in."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST

from huajie.accounts.access import View, permitted
from huajie.accounts.forms import PasswordForm, PostingForm, StaffForm
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.queries import postings_to_end, staff_found, staff_in, units_in
from huajie.accounts.roles import Permission, Role
from huajie.accounts.services.sign_in import close_staff, remove_second_factor, reopen_staff, set_password
from huajie.accounts.services.staffing import add_staff, end_posting, post
from huajie.core.errors import Refused
from huajie.core.paging import page


@permitted(Permission.SEE_STAFF)
def staff_list(request: StaffRequest) -> HttpResponse:
    """Everyone posted in the reader's area."""
    words = request.GET.get("q", "").strip()
    found = page(staff_found(request.scope, words), by="username", cursor=request.GET.get("after", ""))
    return render(
        request,
        "accounts/staff_list.html",
        {"page": found, "words": words, "asked": {"q": words}, "may_edit": request.scope.may(Permission.EDIT_STAFF)},
    )


@permitted(Permission.SEE_STAFF)
def staff_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One person and their postings."""
    return _show(request, pk, PostingForm(request.scope), 200)


@permitted(Permission.EDIT_STAFF)
def staff_add(request: StaffRequest) -> HttpResponse:
    """Add a person; the next page posts them."""
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            person = add_staff(told["username"], told["display_name"], password=told["password"], by=request.user)
        except (Refused, ValidationError) as wrong:
            form.add_error("username" if isinstance(wrong, Refused) else "password", _said(wrong))
        else:
            messages.success(request, _("Added. Now say where they work, and as what."))
            return redirect("accounts:staff", person.pk)
    return render(request, "accounts/staff_add.html", {"form": form}, status=422 if form.errors else 200)


@permitted(Permission.EDIT_STAFF)
@require_POST
def posting_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Post a person."""
    person = get_object_or_404(staff_in(request.scope), pk=pk)
    form = PostingForm(request.scope, request.POST)
    if not form.is_valid():
        return _show(request, pk, form, 422)
    told = form.cleaned_data
    post(person, told["unit"], Role(told["role"]), area=told["area"], by=request.user)
    messages.success(request, _("Posted. It holds from now on."))
    return redirect("accounts:staff", pk)


@permitted(Permission.EDIT_STAFF)
@require_POST
def posting_end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a posting."""
    posting = get_object_or_404(postings_to_end(request.scope), pk=pk)
    end_posting(posting, by=request.user)
    messages.success(request, _("Ended. It gives no rights any more."))
    return redirect("accounts:staff", posting.staff_id)


@permitted(Permission.EDIT_STAFF)
@require_POST
def password_set(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a colleague a new password."""
    person = get_object_or_404(staff_in(request.scope), pk=pk)
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            set_password(person, form.cleaned_data["password"], by=request.user)
        except ValidationError as wrong:
            form.add_error("password", wrong)
    if form.errors:
        return _show(request, pk, PostingForm(request.scope), 422, form)
    messages.success(request, _("The password is set. They are signed out everywhere."))
    return redirect("accounts:staff", pk)


def _act_on_person(act: Callable[..., object], said: Promise | str) -> View:
    """The view of an act that needs nothing but the person on whom it is done."""

    @permitted(Permission.EDIT_STAFF)
    @require_POST
    def view(request: StaffRequest, pk: int) -> HttpResponse:
        act(get_object_or_404(staff_in(request.scope), pk=pk), by=request.user)
        messages.success(request, str(said))
        return redirect("accounts:staff", pk)

    return view


second_factor_remove = _act_on_person(remove_second_factor, _l("The second factor is removed. They enrol anew when they sign in."))
staff_close = _act_on_person(close_staff, _l("The account is closed."))
staff_reopen = _act_on_person(reopen_staff, _l("The account is open again."))


def _show(request: StaffRequest, pk: int, form: PostingForm, status: int, password_form: PasswordForm | None = None) -> HttpResponse:
    """The person's page with its forms, those with mistakes marked."""
    person = get_object_or_404(staff_in(request.scope), pk=pk)
    shown = {"person": person, "form": form, "password_form": password_form or PasswordForm()}
    shown["opened_units"] = set(units_in(request.scope).filter(postings__staff=person).values_list("pk", flat=True))
    shown["may_edit"] = request.scope.may(Permission.EDIT_STAFF) and person.pk != request.user.pk
    return render(request, "accounts/staff.html", shown, status=status)


def _said(wrong: Refused | ValidationError) -> str | ValidationError:
    return str(wrong.message) if isinstance(wrong, Refused) else wrong
