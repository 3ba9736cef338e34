"""How often one token may call: so many times in each minute of the clock."""

import time

from django.conf import settings
from django.core.cache import cache

from huajie.api.models import ApiToken
from huajie.api.refusals import TooManyCalls

_WINDOW_SECONDS = 60


def count_call(token: ApiToken) -> None:
    """One more call. Raises TooManyCalls with the seconds until the next minute begins."""
    now = int(time.time())
    key = f"api-calls:{token.pk}:{now // _WINDOW_SECONDS}"
    cache.add(key, 0, _WINDOW_SECONDS)
    try:
        calls = cache.incr(key)
    except ValueError:  # forgotten in between
        return
    if calls > settings.API_CALLS_PER_MINUTE:
        raise TooManyCalls(_WINDOW_SECONDS - now % _WINDOW_SECONDS)
