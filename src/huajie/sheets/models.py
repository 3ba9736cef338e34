"""The form that a bureau or an office wants: which columns, under which headers, in which order, with what above and below them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.areas.models import Area


class SheetLayout(models.Model):
    """One form. It is filled from the register, and a list in this form is read by it."""

    code = models.CharField(max_length=40, unique=True, null=True, blank=True)  # of those that ship with Huajie; None: made here
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, blank=True)  # matters.Kind of those that fill it; empty: all kinds
    channel = models.CharField(max_length=16, blank=True)  # matters.Channel on which they were told; empty: any
    led_only = models.BooleanField(default=False)  # only matters that a responsible leader answers for
    titles = models.JSONField(default=list)  # rows above the header, with placeholders: {unit} {period} {date}
    footers = models.JSONField(default=list)  # rows below the data, with the same placeholders
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # whose coordinators edit it; None: the district's
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)  # kept, so that it can be restored

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class SheetColumn(models.Model):
    """One column of a form; `field` is a name of fields.FIELDS, or empty for a column that is filled in by hand."""

    layout = models.ForeignKey(SheetLayout, on_delete=models.CASCADE, related_name="columns")
    position = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=40, blank=True)
    header = models.CharField(max_length=40)
    group = models.CharField(max_length=40, blank=True)  # the word above it and its neighbours in a header of two rows
    width = models.PositiveSmallIntegerField(default=14)  # in characters
    format = models.CharField(max_length=20, blank=True)  # how days, answers and money are written; empty: as is usual

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["layout", "position"], name="one_column_at_a_place")]

    def __str__(self) -> str:
        return self.header


class Format(models.TextChoices):
    """How a column writes its days, answers or money."""

    DAY_DASHED = "day_dashed", _("2026-09-20")
    DAY_DOTTED = "day_dotted", _("2026.9.20")
    DAY_WORDED = "day_worded", _("20 September 2026, in Chinese characters")
    ANSWER_WORD = "answer_word", _("是 or 否")
    ANSWER_TICK = "answer_tick", _("√ or ×")
    ANSWER_HAS = "answer_has", _("有 or 无")
    YUAN = "yuan", _("in yuan")
    TEN_THOUSAND_YUAN = "ten_thousand_yuan", _("in ten thousand yuan (万元)")
