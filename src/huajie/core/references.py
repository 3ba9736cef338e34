"""Stable references that people can read out over the phone: HD-2021-004217, R00001234, H0000567."""

from django.conf import settings
from django.db import connection, transaction

from huajie.core.models import Sequence


@transaction.atomic(savepoint=False)
def draw(name: str, count: int = 1) -> range:
    """`count` fresh numbers under a name. The row is locked until the transaction ends, so none is given twice:
    draw late, for everybody else who draws waits until then.
    """
    last = _moved_on(name, count)
    if last is None:
        Sequence.objects.get_or_create(name=name)
        last = _moved_on(name, count) or 0
    return range(last - count + 1, last + 1)


def _moved_on(name: str, count: int) -> int | None:
    """The last number once `count` more are given out; None for a name of which none was given out yet."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_sequence SET last = last + %s WHERE name = %s RETURNING last", [count, name])
        found = cursor.fetchone()
    return int(found[0]) if found else None


def person_references(count: int) -> list[str]:
    """R00000001, …: residents."""
    return [f"R{number:08d}" for number in draw("person", count)]


def household_references(count: int) -> list[str]:
    """H0000001, …: households."""
    return [f"H{number:07d}" for number in draw("household", count)]


def matter_references(year: int, count: int) -> list[str]:
    """HD-2021-000001, …: matters, numbered within the year they were first told in."""
    return [f"{settings.REFERENCE_PREFIX}-{year}-{number:06d}" for number in draw(f"matter-{year}", count)]


def aid_references(year: int, count: int) -> list[str]:
    """HD-A2021-000001, …: applications for aid, numbered within the year in which they were received."""
    return [f"{settings.REFERENCE_PREFIX}-A{year}-{number:06d}" for number in draw(f"aid-{year}", count)]


def relief_references(year: int, count: int) -> list[str]:
    """HD-U2021-000001, …: urgent relief, numbered within the year in which it was given."""
    return [f"{settings.REFERENCE_PREFIX}-U{year}-{number:06d}" for number in draw(f"relief-{year}", count)]
