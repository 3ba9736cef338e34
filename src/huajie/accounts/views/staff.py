"""People: the list, a person's page, adding, posting, and helping with sign-in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.forms import PasswordForm, PostingForm, StaffForm
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.queries import postings_to_end, staff_in
from huajie.accounts.roles import Permission, Role
from huajie.accounts.services.sign_in import close_staff, remove_second_factor, set_password
from huajie.accounts.services.staffing import add_staff, end_posting, post
from huajie.core.errors import Refused
from huajie.core.paging import page


@permitted(Permission.SEE_STAFF)
def staff_list(request: StaffRequest) -> HttpResponse:
    """Everyone posted in the reader's area."""
    words = request.GET.get("q", "").strip()
    people = staff_in(request.scope)
    if words:
        people = people.filter(display_name__contains=words) | people.filter(username__icontains=words)
    found = page(people, by="username", cursor=request.GET.get("after", ""))
    return render(
        request, "accounts/staff_list.html", {"page": found, "words": words, "may_edit": request.scope.may(Permission.EDIT_STAFF)}
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


@permitted(Permission.EDIT_STAFF)
@require_POST
def second_factor_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget a colleague's lost phone and keys."""
    person = get_object_or_404(staff_in(request.scope), pk=pk)
    remove_second_factor(person, by=request.user)
    messages.success(request, _("The second factor is removed. They enrol anew when they sign in."))
    return redirect("accounts:staff", pk)


@permitted(Permission.EDIT_STAFF)
@require_POST
def staff_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the account of a person who has left."""
    person = get_object_or_404(staff_in(request.scope), pk=pk)
    close_staff(person, by=request.user)
    messages.success(request, _("The account is closed."))
    return redirect("accounts:staff", pk)


def _show(request: StaffRequest, pk: int, form: PostingForm, status: int, password_form: PasswordForm | None = None) -> HttpResponse:
    """The person's page with its forms, those with mistakes marked."""
    person = get_object_or_404(staff_in(request.scope), pk=pk)
    shown = {"person": person, "form": form, "password_form": password_form or PasswordForm()}
    shown["may_edit"] = request.scope.may(Permission.EDIT_STAFF) and person.pk != request.user.pk
    return render(request, "accounts/staff.html", shown, status=status)


def _said(wrong: Refused | ValidationError) -> str | ValidationError:
    return str(wrong.message) if isinstance(wrong, Refused) else wrong
