"""Unified social credit codes (GB 32100-2015) of whom civil affairs registers: associations 51, service bodies 52, foundations 53."""

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from huajie.core.errors import Refused

_SOCIAL = ("51", "52", "53")


def sound_code(typed: str) -> str:
    """The code in its plain form. Whoever is not registered with civil affairs is refused, whatever the digits say.

    >>> sound_code("5144 0114 MJ00000018")
    '51440114MJ00000018'
    """
    try:
        code: str = uscc.validate(typed)
    except InvalidChecksum as wrong:
        raise Refused(_("The check digit of this code does not agree. Copy it once more from the certificate.")) from wrong
    except ValidationError as wrong:
        raise Refused(
            _("A unified social credit code has 18 digits and letters, without I, O, S, V, Z. Copy it from the certificate.")
        ) from wrong
    if not code.startswith(_SOCIAL):
        raise Refused(_("Only associations (51), service bodies (52) and foundations (53) registered with civil affairs can claim."))
    return code
