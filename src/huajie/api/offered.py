"""What a token can be made for."""

from huajie.accounts.roles import Permission

READING = (Permission.SEE_MATTERS, Permission.SEE_PEOPLE, Permission.SEE_AREAS, Permission.SEE_STAFF)
ACTING = (Permission.OPEN_MATTERS,)
OFFERED = READING + ACTING
