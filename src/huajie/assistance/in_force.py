"""The rules by which this installation goes: the national ones, and the city's that were adopted, else the example's that ship.

`HUAJIE_HOME/rules` holds each city's numbers that were ever adopted in a folder named for their content; `in-force` names the one that
holds. It is read each time, so that every process goes by a new adoption at once.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from huajie.core.errors import Refused
from huajie.rules.eligibility.system import NATIONAL, SHIPPED, Eligibility, rules_of

POINTER = "in-force"
_DIGITS = 16


def rules() -> Eligibility:
    """The system in force."""
    return rules_of(folders())


def stamp() -> str:
    """Another one whenever other rules come into force."""
    return _stamp_of(folders())


def adopted_folder() -> Path:
    """Where the numbers that were adopted lie."""
    return Path(settings.HOME) / "rules"


def digest_of(folders: Iterable[Path]) -> str:
    """The same for the same files, and for no others."""
    whole = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            whole.update(f"{file.name}\0{len(content := file.read_bytes())}\0".encode() + content)
    return whole.hexdigest()[:_DIGITS]


_stamp_of = cache(digest_of)


def folders() -> tuple[Path, ...]:
    """Where the rules in force are read from."""
    try:
        named = (adopted_folder() / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return SHIPPED
    folder = adopted_folder() / named
    if not named.isalnum() or not folder.is_dir():
        raise Refused(
            _("%(pointer)s names rules that are not there. Adopt the city's folder again.") % {"pointer": folder.with_name(POINTER)}
        )
    return NATIONAL, folder
