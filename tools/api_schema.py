"""Writes docs/api/openapi.json from the operations: run it after changing what goes over the line, and read the difference."""

import json
import os
import sys
from pathlib import Path

import django

TARGET = Path(__file__).resolve().parent.parent / "docs" / "api" / "openapi.json"


def written(schema: object) -> str:
    """As the file has it: sorted as the operations are, one line for each fact."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huajie.config.settings")
    django.setup()
    from huajie.api.door import door  # noqa: PLC0415  # needs a configured Django

    TARGET.write_text(written(door.get_openapi_schema()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
