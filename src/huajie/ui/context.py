"""What every page's frame needs."""

from django.http import HttpRequest

from huajie.ui.navigation import links_for, may_search, shortcuts_for


def frame(request: HttpRequest) -> dict[str, object]:
    """The navigation for whoever is signed in. Fragments are served without it."""
    scope = getattr(request, "scope", None)
    if scope is None or request.headers.get("HX-Request"):
        return {"scope": scope, "navigation": []}
    return {
        "scope": scope,
        "navigation": links_for(request, scope),
        "shortcuts": shortcuts_for(scope),
        "may_search": may_search(scope),
    }
