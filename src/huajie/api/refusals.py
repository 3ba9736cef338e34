"""What the machines' door refuses before anything is asked of another room."""

from django.utils.translation import gettext as _

from huajie.core.errors import Refused


class NotLetIn(Refused):
    """Nobody is known who asks."""


class TokenMissing(NotLetIn):
    """The call bears no token."""

    def __init__(self) -> None:
        super().__init__(_("Send a token: Authorization: Bearer …"))


class TokenUnknown(NotLetIn):
    """No token has this secret."""

    def __init__(self) -> None:
        super().__init__(_("The token is not known here."))


class TokenRevoked(NotLetIn):
    """Somebody shut this token out."""

    def __init__(self) -> None:
        super().__init__(_("The token was revoked. Ask whoever runs the register for another one."))


class TokenExpired(NotLetIn):
    """The token's last day is over."""

    def __init__(self) -> None:
        super().__init__(_("The token has expired. Ask whoever runs the register for another one."))


class BearerClosed(NotLetIn):
    """The account, or the unit, as which the token counts is closed."""

    def __init__(self) -> None:
        super().__init__(_("The account or unit as which the token counts is closed."))


class TooManyCalls(Refused):
    """The token asked too often within a minute."""

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many calls with this token. Go on in %(seconds)d seconds.") % {"seconds": seconds})
        self.seconds = seconds


class BodyTooLarge(Refused):
    """More was sent than any call needs."""

    def __init__(self, most: int) -> None:
        super().__init__(_("The body is larger than %(most)d bytes. Nothing was done.") % {"most": most})


class BodyUnreadable(Refused):
    """What was sent is no JSON."""

    def __init__(self) -> None:
        super().__init__(_("The body is no JSON. Nothing was done."))


class NotFound(Refused):
    """It does not exist, or not for this token."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing here that this token may see."))


class MethodNotOffered(Refused):
    """The address exists, but this cannot be asked of it."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be asked of this address."))


class CursorDamaged(Refused):
    """A cursor that no page gave."""

    def __init__(self) -> None:
        super().__init__(_("The cursor is not one that a page of this list gave. Begin at the first page."))


class NumberInAddress(Refused):
    """A phone or an ID number must never stand in an address."""

    def __init__(self) -> None:
        super().__init__(_("A phone or an ID number must not stand in an address. Look for a name."))


class KeyUsedOtherwise(Refused):
    """The Idempotency-Key came before with another call."""

    def __init__(self) -> None:
        super().__init__(_("This Idempotency-Key came before with another call. Nothing was done. Choose a new key for every act."))


class AddressRefused(Refused):
    """An address that must not be told of anything."""
