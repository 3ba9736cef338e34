"""One masked number of a party, revealed on the page of a matter."""

from django.http import Http404, HttpResponse

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.models import Matter
from huajie.matters.queries import matter_for
from huajie.matters.services.revealing import of_party, reveal
from huajie.people.models import Identifier, Phone
from huajie.people.services.revealing import Revealable
from huajie.people.views.revealing import asked_what_for


@permitted(Permission.REVEAL_VALUES)
def reveal_of_party(request: StaffRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """First the question what for, then the value."""
    try:
        matter, asked = matter_for(request.scope, reference), Revealable(kind)
        of_party(request.scope, matter, asked, pk)
    except (ValueError, Matter.DoesNotExist, Identifier.DoesNotExist, Phone.DoesNotExist) as missing:
        raise Http404 from missing
    return asked_what_for(request, f"{kind}-{pk}", lambda purpose: reveal(request.scope, request.user, matter, asked, pk, purpose))
