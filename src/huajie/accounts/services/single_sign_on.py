"""Meeting a person whom the city's provider has signed in."""

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, record
from huajie.core.errors import Refused


@transaction.atomic
def recognise(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Tie the provider's subject to the person of that user name, once; afterwards the subject alone counts.

    A user name that the provider later gives to somebody else is another subject, and is refused.
    """
    if sociallogin.is_existing:
        return
    staff = _named(sociallogin)
    if SocialAccount.objects.filter(user=staff, provider=sociallogin.account.provider).exists():
        record(Act.SIGN_IN_FAILED, by=SYSTEM, subject=staff.audit_name, detail={"way": "single_sign_on"})
        raise Refused(_("This user name belongs to another person here. Ask your district's operator."))
    sociallogin.connect(request, staff)
    record(Act.SINGLE_SIGN_ON_TIED, by=SYSTEM, subject=staff.audit_name)


def _named(sociallogin: SocialLogin) -> Staff:
    """The person whom the provider's preferred_username names."""
    told = sociallogin.account.get_provider_account().get_user_data() or {}
    staff = Staff.objects.filter(username=told.get("preferred_username") or "", is_active=True).first()
    if staff is None:
        record(Act.SIGN_IN_FAILED, by=SYSTEM, detail={"way": "single_sign_on"})
        raise Refused(_("The city knows you, but your district has not added you to Huajie. Ask its coordinator."))
    return staff
