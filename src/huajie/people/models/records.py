"""What a person, a household and a matter have in common: a reference, an area, and merges that can be undone."""

from typing import Self, cast

from django.db import models

from huajie.areas.models import Area


def merge_indexes(name: str) -> list[models.Index]:
    """The indexes by which a merged record is found from the one kept. Standing records, nearly all, are not in them."""
    return [
        models.Index(fields=[field], name=f"{name}_{field}", condition=models.Q(**{f"{field}__isnull": False}))
        for field in ("merged_into", "root")
    ]


class MergeableRecord(models.Model):
    """A record that may turn out to be another one.

    A merge moves nothing: `merged_into` points to the record kept, and `root` to the end of that chain. Both are null
    while the record stands for itself. What is known of a record is what hangs on it and on those whose root it is.
    """

    ref = models.CharField(max_length=24, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed", db_index=False)
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="branches", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    merged_into_id: int | None
    root_id: int | None
    pk: int

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref

    @property
    def is_merged(self) -> bool:
        """True if and only if another record stands for this one."""
        return self.merged_into_id is not None

    @property
    def standing_id(self) -> int:
        """The primary key of the record that stands for this one now: its own, unless it was merged."""
        return self.root_id or self.pk

    @property
    def standing(self) -> Self:
        """The record that stands for this one now: itself, unless it was merged. Load `root` beside it in lists."""
        return cast(Self, self.root or self)
