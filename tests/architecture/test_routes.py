"""Every route names its permission, or says that it is public. Default: deny."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from huajie.accounts.access import Door, access_of

PUBLIC = {
    "account_login",
    "account_logout",
    "account_inactive",
    "demo_sign_in",  # answers 404 where there is no demo
    "set_language",
    "mfa_authenticate",
    "receipt_code",  # the resident types the code of a receipt
    "receipt_progress",  # shows who holds the code how far the matter is, and nothing of who or what
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "description",  # of the machines' door: it says nothing of anybody
    "root",  # beneath that door, and leads nowhere
    "nowhere",
}


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(address, route) of everything that the house answers to."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, address)
        else:
            yield address, entry


def test_every_route_says_who_may_use_it() -> None:
    assert [address for address, route in routes() if access_of(route.callback) is None] == []


def test_nothing_is_public_but_what_this_list_names() -> None:
    found = {route.name for _, route in routes() if access_of(route.callback) is Door.PUBLIC}
    assert found - PUBLIC == set()
