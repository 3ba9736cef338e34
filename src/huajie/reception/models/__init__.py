"""The tables of this room, one idea a file."""

from huajie.reception.models.requests import Request

__all__ = ["Request"]
