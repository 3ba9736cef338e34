"""What the city says of a person."""

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter


class CityAdapter(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth ships no types
    """Gives a user name that was freed to another person, as cities do: known-successor is now called known."""

    def get_claims(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # Any: as the parent's
        claims: dict[str, Any] = super().get_claims(*args, **kwargs)
        claims["preferred_username"] = str(claims.get("preferred_username", "")).removesuffix("-successor")
        return claims
