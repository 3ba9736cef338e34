"""What this room keeps."""

from huajie.api.models.answers import KeptAnswer
from huajie.api.models.tokens import ApiToken

__all__ = ["ApiToken", "KeptAnswer"]
