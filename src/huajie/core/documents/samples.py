"""Made-up data, with which a template is tried out before a resident sees it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from huajie.core.documents.kinds import DOCUMENTS, DocumentKind


def sample(kind: DocumentKind) -> dict[str, object]:
    """A value for every field that the document declares."""
    told = _told()
    values = {**told, **told["by_kind"].get(kind.value, {})}
    return {field.name: values[field.name] for field in DOCUMENTS[kind].fields}


@cache
def _told() -> dict[str, Any]:  # Any: texts, days and rows
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "samples.yaml").read_text(encoding="utf-8"))
    return found
