"""Matters, their parties, and each time they were told."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huajie.matters.states import State
from huajie.people.models import Household, Person
from huajie.people.models.records import MergeableRecord, merge_indexes
from huajie.people.models.sourced import Sourced


class Kind(models.TextChoices):
    """The three kinds of matter."""

    DISPUTE = "dispute", _("Dispute")
    PETITION = "petition", _("Petition")
    HARDSHIP = "hardship", _("Hardship")


class Channel(models.TextChoices):
    """How a telling reached the register."""

    LEDGER = "ledger", _("Dispute ledger")
    SURVEY = "survey", _("Hardship survey")
    MIGRANT_SURVEY = "migrant_survey", _("Migrant hardship list")
    PETITION_LIST = "petition_list", _("Petition list")
    HOTLINE = "hotline", _("Hotline")
    VISIT = "visit", _("Visit")
    WINDOW = "window", _("Window")
    IN_PERSON = "in_person", _("Petition in person")
    LETTER = "letter", _("Letter")
    CALL = "call", _("Phone call")
    ONLINE = "online", _("Online")
    FAX = "fax", _("Fax")
    FORWARDED = "forwarded", _("Forwarded from above")
    INSTRUCTION = "instruction", _("Leader's instruction")
    WORKER = "worker", _("Worker's report")
    OTHER = "other", _("Other list")


class PartyRole(models.TextChoices):
    """How someone stands to a matter."""

    SUBJECT = "subject", _("Concerned")
    OTHER_PARTY = "other_party", _("Other party")


class Matter(MergeableRecord):
    """One dispute, petition matter or hardship, however often it was told."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    category = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=80, blank=True)
    summary = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.REGISTERED)
    found_on = models.DateField()  # the earliest day told of this matter and of those merged into it; the day of registration if none was
    is_dated = models.BooleanField(default=True)  # False: nobody who told it named a day
    own_found_on = models.DateField()  # the earliest of this matter alone, to return to when a merge is undone
    place = models.CharField(max_length=200, blank=True)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    times_told = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__isnull=True) | Q(amount_fen__gte=0), name="matter_amount_not_negative")
        ]
        indexes = [
            *merge_indexes("matter"),
            models.Index(fields=["area", "-found_on", "-id"], name="matter_area_found"),  # a town's or village's newest matters
            models.Index(fields=["-found_on", "-id"], name="matter_found"),  # the district's newest matters
            models.Index(fields=["kind", "-found_on", "-id"], name="matter_kind_found"),  # one kind, newest first
        ]

    @property
    def shown_title(self) -> str:
        """The title, or that it was told without words."""
        return self.title or gettext("(told without words)")

    @property
    def first_told_on(self) -> date | None:
        """The earliest day on which it was told, as far as a day was named."""
        return self.found_on if self.is_dated else None


class Party(Sourced):
    """Someone whom the matter concerns."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parties")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="parties")
    role = models.CharField(max_length=12, choices=PartyRole.choices)


class Withholding(models.Model):
    """A matter that reports misconduct, and the units that it reports. Nobody posted to one of them sees it (matters/withheld.py)."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="withholding")
    units = models.ManyToManyField("accounts.Unit", related_name="+", blank=True)
    because = models.CharField(max_length=200)
    by = models.ForeignKey(
        "accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # None: by a list's own words
    since = models.DateTimeField(default=timezone.now)


class Telling(models.Model):
    """One time that the matter was told: on which channel, when, in which words, and from which source."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="tellings")
    channel = models.CharField(max_length=16, choices=Channel.choices)
    told_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    noted = models.JSONField(default=dict)  # what the list says beside it: leader, unit, measures, progress …
    source = models.CharField(max_length=40, db_index=True)  # what a row, a call or a form became
    withdrawn = models.BooleanField(default=False)  # a corrected row replaced this telling
    recorded_at = models.DateTimeField(default=timezone.now)


class MatterToken(models.Model):
    """A 64-bit keyed hash of one linkage token of a matter (linkage.blocking.matter_tokens)."""

    token = models.BigIntegerField()
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="link_tokens", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["token", "matter"], name="matter_token"),  # candidates for a new row
            models.Index(fields=["matter"], name="matter_token_matter"),  # to write a matter's tokens anew
        ]


class MatterMerge(models.Model):
    """`absorbed` was found to be the same matter as `kept`; undone at any later time."""

    kept = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="merges_kept")
    absorbed = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="merges_absorbed")
    by = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=200)
    evidence = models.JSONField(default=list)
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    found_different = models.BooleanField(default=False)  # undone because the two are not one: they are never joined or asked about again
