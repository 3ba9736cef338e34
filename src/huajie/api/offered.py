"""What a token can be made for."""

from huajie.accounts.roles import Permission
from huajie.matters.states import LIFECYCLE

READING = (Permission.SEE_MATTERS, Permission.SEE_PEOPLE, Permission.SEE_AREAS, Permission.SEE_STAFF)
ACTING = tuple(permission for permission in Permission if permission in {move.permission for move in LIFECYCLE.moves})
OFFERED = READING + ACTING
