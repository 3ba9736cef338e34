"""How sign-in behaves: nobody signs up alone, every sign-in is recorded, and the city's single sign-on meets known people only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from huajie.accounts.models import Staff
from huajie.accounts.services.single_sign_on import recognise
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, record
from huajie.core import crypto
from huajie.core.errors import Refused


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Local sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @transaction.atomic
    def login(self, request: HttpRequest, user: Staff) -> None:
        """Every way of signing in ends here, after the second factor."""
        super().login(request, user)
        record(Act.SIGNED_IN, by=user, subject=user.audit_name)

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        """One signs out oneself; a session that only runs out is no act."""
        if isinstance(request.user, Staff):
            record(Act.SIGNED_OUT, by=request.user, subject=request.user.audit_name)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """Recorded against the person whose name was typed. A name that nobody has is not kept: it may be a password."""
        known = Staff.objects.filter(username__iexact=credentials.get("username", "")).first()
        record(Act.SIGN_IN_FAILED, by=SYSTEM, subject=known.audit_name if known else "")

    @transaction.atomic
    def set_password(self, user: Staff, password: str) -> None:
        """One's own password, changed with the old one."""
        super().set_password(user, password)
        record(Act.CREDENTIAL_SET, by=user, subject=user.audit_name)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The secrets of second factors lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The city's single sign-on: it proves who somebody is; what they may do follows from their postings here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom the district has added, and tell everyone else what to do."""
        try:
            if sociallogin.state.get("process") != AuthProcess.LOGIN:
                raise Refused("")
            recognise(request, sociallogin)
        except Refused as refusal:
            page = render(request, "accounts/not_known.html", {"message": refusal.message}, status=403)
            raise ImmediateHttpResponse(page) from refusal
