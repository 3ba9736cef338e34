"""Makes a large register out of a small one, within the database: every row that hangs on a person or a matter again and again.

Each copy has keys, references and linkage tokens of its own. Texts, days and areas repeat, so that every share, by area, state, category
or word, is the same at every size.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, Max, Model

from huajie.matters import models as matters
from huajie.matters.services.indexing import SEARCH_TABLE
from huajie.people import models as people
from huajie.people.holdings import SEARCH_TABLE as PEOPLE_SEARCH_TABLE

COPIED: tuple[type[Model], ...] = (
    people.Person,
    people.PersonName,
    people.Identifier,
    people.Phone,
    people.Address,
    people.LinkToken,
    people.Household,
    people.Membership,
    matters.Team,
    matters.TeamMember,
    matters.Matter,
    matters.Party,
    matters.Telling,
    matters.MatterToken,
    matters.Step,
    matters.MatterClock,
    matters.MatterClockChange,
    matters.Handover,
    matters.CaseNote,
    matters.Task,
    matters.Notice,
    matters.Outcome,
    matters.Confirmation,
    matters.Withholding,
)
SEARCHED = {SEARCH_TABLE: matters.Matter, PEOPLE_SEARCH_TABLE: people.Person}
_APART = 1_000_003  # between the tokens of one copy and the next
_NUMBERS_A_COPY = 100_000  # between the references of one copy and the next, in a year
_FIRST_COPY = 10  # the references of copies have a digit more


def multiply(times: int) -> None:
    """So many times what the register holds."""
    strides = {model: int(model._base_manager.aggregate(Max("pk"))["pk__max"] or 0) for model in COPIED}
    for copy in range(1, times):
        with transaction.atomic(), connection.cursor() as cursor:
            for model in COPIED:
                cursor.execute(_statement(model, strides, copy))
            for table, model in SEARCHED.items():
                far = strides[model]
                cursor.execute(f"INSERT INTO {table} (rowid, tokens) SELECT rowid + {far * copy}, tokens FROM {table} WHERE rowid <= {far}")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(COPIED)):
            cursor.execute(statement)
        cursor.execute("UPDATE core_sequence SET last = last + %s", [_NUMBERS_A_COPY * (times + _FIRST_COPY)])


def _statement(model: type[Model], strides: dict[type[Model], int], copy: int) -> str:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, strides, copy) for field in fields)
    table = model._meta.db_table
    return f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" WHERE id <= {strides[model]}'  # names come from the models


def _value(field: "Field[Any, Any]", strides: dict[type[Model], int], copy: int) -> str:  # Any: whatever the column holds
    """What a column of a copy holds."""
    column, target = f'"{field.column}"', field.model if field.primary_key else field.related_model
    if target in strides:
        return f"{column} + {strides[target] * copy}"
    if field.name == "ref":
        return (
            f"substr(ref, 1, length(ref) - 6) || (cast(substr(ref, length(ref) - 5) AS integer) + {_NUMBERS_A_COPY * (_FIRST_COPY + copy)})"
        )
    if field.name == "token":
        return f"{column} / 2 + {_APART * copy}"
    if field.name == "value_index":
        return f"substr({column}, 1, 28) || '{copy:04x}'"
    return column
