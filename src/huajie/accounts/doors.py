"""The routes that the sign-in library serves: exactly these, each with who may open it and why.

Sign-up, e-mail addresses, password reset by e-mail and linking of other accounts are not routed: a district adds its own people.
"""

from collections.abc import Callable
from typing import NamedTuple

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import URLPattern, path

from huajie.accounts.access import View, public, signed_in
from huajie.accounts.views.sign_in import change_password, sign_in


class Door(NamedTuple):
    """One route: its address and name, the view, who may open it, and why."""

    address: str
    name: str
    view: View
    access: Callable[[View], View]
    because: str


DOORS = (
    Door("sign-in/", "account_login", sign_in, public, "People sign in here."),
    Door("sign-in/code/", "mfa_authenticate", mfa.authenticate, public, "The second step of signing in; useless without the first."),
    Door("sign-in/passkey/", "mfa_login_webauthn", webauthn.login_webauthn, public, "People sign in here with a passkey."),
    Door("sign-in/city/<provider_id>/", "openid_connect_login", openid_connect.login, public, "The way to the city's single sign-on."),
    Door("sign-in/city/<provider_id>/back/", "openid_connect_callback", openid_connect.callback, public, "The way back from it."),
    Door("sign-in/cancelled/", "socialaccount_login_cancelled", socialaccount.login_cancelled, public, "Says that it was cancelled."),
    Door("sign-in/failed/", "socialaccount_login_error", socialaccount.login_error, public, "Says that single sign-on failed."),
    Door("sign-in/closed/", "account_inactive", account.account_inactive, public, "Says that the account is closed."),
    Door("sign-out/", "account_logout", account.logout, public, "Signing out twice does no harm."),
    Door("account/confirm/", "account_reauthenticate", account.reauthenticate, signed_in, "Asks for the password again."),
    Door("account/password/", "account_change_password", change_password, signed_in, "One's own password."),
    Door("account/security/", "mfa_index", mfa.index, signed_in, "One's own second factor."),
    Door("account/security/confirm/", "mfa_reauthenticate", mfa.reauthenticate, signed_in, "Asks for a code again."),
    Door("account/security/app/", "mfa_activate_totp", totp.activate_totp, signed_in, "Enrol an authenticator app."),
    Door("account/security/app/remove/", "mfa_deactivate_totp", totp.deactivate_totp, signed_in, "Remove it."),
    Door("account/security/codes/", "mfa_view_recovery_codes", recovery_codes.view_recovery_codes, signed_in, "One's recovery codes."),
    Door("account/security/codes/new/", "mfa_generate_recovery_codes", recovery_codes.generate_recovery_codes, signed_in, "Renew them."),
    Door("account/security/codes/file/", "mfa_download_recovery_codes", recovery_codes.download_recovery_codes, signed_in, "Keep them."),
    Door("account/security/keys/", "mfa_list_webauthn", webauthn.list_webauthn, signed_in, "One's passkeys."),
    Door("account/security/keys/add/", "mfa_add_webauthn", webauthn.add_webauthn, signed_in, "Add a passkey."),
    Door(
        "account/security/keys/confirm/",
        "mfa_reauthenticate_webauthn",
        webauthn.reauthenticate_webauthn,
        signed_in,
        "Asks for a key again.",
    ),
    Door("account/security/keys/<int:pk>/name/", "mfa_edit_webauthn", webauthn.edit_webauthn, signed_in, "Name a passkey."),
    Door("account/security/keys/<int:pk>/remove/", "mfa_remove_webauthn", webauthn.remove_webauthn, signed_in, "Remove a passkey."),
)


def routes() -> list[URLPattern]:
    """The doors as Django routes."""
    return [path(door.address, door.access(door.view), name=door.name) for door in DOORS]
