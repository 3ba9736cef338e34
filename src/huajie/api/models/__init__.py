"""What this room keeps."""

from huajie.api.models.tokens import ApiToken

__all__ = ["ApiToken"]
