"""Stable references that people can read out over the phone: HD-2021-004217, R00001234, H0000567."""

from django.conf import settings
from django.db import transaction
from django.db.models import F

from huajie.core.models import Sequence


@transaction.atomic(savepoint=False)
def draw(name: str, count: int = 1) -> range:
    """`count` fresh numbers under a name. The row is locked until the transaction ends, so none is given twice."""
    ours = Sequence.objects.filter(name=name)
    if not ours.update(last=F("last") + count):
        Sequence.objects.get_or_create(name=name)
        ours.update(last=F("last") + count)
    last = Sequence.objects.values_list("last", flat=True).get(name=name)
    return range(last - count + 1, last + 1)


def person_references(count: int) -> list[str]:
    """R00000001, …: residents."""
    return [f"R{number:08d}" for number in draw("person", count)]


def household_references(count: int) -> list[str]:
    """H0000001, …: households."""
    return [f"H{number:07d}" for number in draw("household", count)]


def matter_references(year: int, count: int) -> list[str]:
    """HD-2021-000001, …: matters, numbered within the year they were first told in."""
    return [f"{settings.REFERENCE_PREFIX}-{year}-{number:06d}" for number in draw(f"matter-{year}", count)]
