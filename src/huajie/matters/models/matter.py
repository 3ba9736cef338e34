"""Matters, their parties, and each time they were told."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.areas.models import LENGTHS, Level
from huajie.core.planner import Prefix
from huajie.matters.states import OPEN, State
from huajie.people.models import Household, Person
from huajie.people.models.records import MergeableRecord, merge_indexes
from huajie.people.models.sourced import Sourced

FAR = date(9999, 12, 31)
"""A day that never comes: it sorts behind every other, so that an index by day needs no null."""


def _of_town() -> Prefix:
    return Prefix("area", length=LENGTHS[Level.TOWN])


def _of_village() -> Prefix:
    return Prefix("area", length=LENGTHS[Level.VILLAGE])


def _newest(name: str, *within: str) -> models.Index:
    """All matters by the day on which they were first told, newest first, within something."""
    return models.Index(fields=[*within, "-found_on", "-id"], name=name)


def _newest_in(area: Prefix, name: str, *within: str) -> models.Index:
    return models.Index(area, *within, F("found_on").desc(), F("id").desc(), name=name)


def _open_by(day: str, name: str, *within: str) -> models.Index:
    """Open matters by a day, within something."""
    return models.Index(fields=[*within, day, "id"], name=name, condition=Q(is_open=True))


def _open_in(area: Prefix, day: str, name: str) -> models.Index:
    return models.Index(area, day, "id", name=name, condition=Q(is_open=True))


class Kind(models.TextChoices):
    """The three kinds of matter."""

    DISPUTE = "dispute", _("Dispute")
    PETITION = "petition", _("Petition")
    HARDSHIP = "hardship", _("Hardship")


class PetitionClass(models.TextChoices):
    """The three statutory classes (信访工作条例 §29, §30, §31; in force 2022-05-01)."""

    SUGGESTION = "suggestion", _("Suggestion")
    REPORT = "report", _("Report of misconduct")
    APPEAL = "appeal", _("Appeal or request")


class PetitionRoute(models.TextChoices):
    """How an appeal or request is handled (信访工作条例 §31, items 1 to 6). Only the last has 60 days of its own (§34)."""

    LITIGATION = "litigation", _("Court or procuratorate (item 1)")
    ARBITRATION = "arbitration", _("Arbitration (item 2)")
    PARTY_APPEAL = "party_appeal", _("Appeal within the Party (item 3)")
    ADMINISTRATIVE = "administrative", _("Reconsideration, ruling or another administrative procedure (item 4)")
    DUTY = "duty", _("A statutory duty to act (item 5)")
    PETITION = "petition", _("The petition's own procedure (item 6)")


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
    is_open = models.BooleanField(default=True)  # the state is one of states.OPEN; here for the indexes of worklists
    version = models.PositiveIntegerField(default=1)  # counts moves and whatever else a mover must have seen
    petition_class = models.CharField(max_length=10, choices=PetitionClass.choices, blank=True)
    petition_route = models.CharField(max_length=14, choices=PetitionRoute.choices, blank=True)
    found_on = models.DateField()  # the earliest day told of this matter and of those merged into it; the day of registration if none was
    is_dated = models.BooleanField(default=True)  # False: nobody who told it named a day
    own_found_on = models.DateField()  # the earliest of this matter alone, to return to when a merge is undone
    place = models.CharField(max_length=200, blank=True)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    times_told = models.PositiveIntegerField(default=1)
    territorial_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    sector_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    lead_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    times_returned = models.PositiveIntegerField(default=0)  # units that sent it back since somebody above decided
    leader_node = models.ForeignKey(
        "matters.LeaderNode", on_delete=models.PROTECT, null=True, blank=True, related_name="matters", db_index=False
    )
    team = models.ForeignKey("matters.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="matters", db_index=False)
    former_teams = models.ManyToManyField("matters.Team", related_name="former_matters")  # that worked on it before
    next_step = models.CharField(max_length=200, blank=True)  # empty: what the state asks for (matters/next_steps.py)
    next_step_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(default=FAR)  # the nearest hard limit of its running clocks; FAR: none runs
    near_on = models.DateField(default=FAR)  # from this day on that limit is near: half of its time is gone; FAR: none runs
    silent_on = models.DateField(
        default=FAR
    )  # from this day on silence is warned of: half the time gone, no contact since it began; FAR: none
    last_contact_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    retain_until = models.DateField(null=True, blank=True)  # archived: kept until then
    retention = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__isnull=True) | Q(amount_fen__gte=0), name="matter_amount_not_negative"),
            models.CheckConstraint(condition=Q(is_open=True) | ~Q(state__in=sorted(OPEN)), name="matter_open_states_are_open"),
            models.CheckConstraint(condition=Q(is_open=False) | Q(state__in=sorted(OPEN)), name="matter_closed_states_are_not_open"),
        ]
        indexes = [
            *merge_indexes("matter"),
            _newest("matter_found"),
            _newest_in(_of_town(), "matter_town_found"),
            _newest_in(_of_village(), "matter_village_found"),
            _newest("matter_state_found", "state"),
            _newest_in(_of_town(), "matter_town_state_found", "state"),
            _newest("matter_unit_found", "lead_unit"),
            _newest("matter_sector_found", "sector_unit"),
            _open_by("found_on", "matter_open_found"),  # who waits longest
            _open_in(_of_town(), "found_on", "matter_town_open_found"),
            _open_by("found_on", "matter_unit_open_found", "lead_unit"),
            _open_by("due_on", "matter_due"),
            _open_in(_of_town(), "due_on", "matter_town_due"),
            _open_in(_of_village(), "due_on", "matter_village_due"),
            _open_by("due_on", "matter_unit_due", "lead_unit"),  # also: led by none
            _open_by("due_on", "matter_sector_due", "sector_unit"),
            _open_by("due_on", "matter_team_due", "team"),
            _open_by("due_on", "matter_leader_due", "leader_node"),
            models.Index(_of_town(), "due_on", "id", name="matter_town_unled_due", condition=Q(is_open=True, lead_unit=None)),  # unassigned
            models.Index(fields=["state", "due_on", "id"], name="matter_state_due"),  # awaiting confirmation, reopened
            models.Index(_of_town(), "state", "due_on", "id", name="matter_town_state_due", condition=Q(is_open=True)),
        ]

    @property
    def deadline(self) -> date | None:
        """The nearest hard limit of its running clocks."""
        return None if self.due_on == FAR else self.due_on

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
    """A matter that reports misconduct, and the units and members of staff that it reports.

    None of these people, and nobody posted to one of these units, sees it (matters/withheld.py).
    """

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="withholding")
    units = models.ManyToManyField("accounts.Unit", related_name="+", blank=True)
    people = models.ManyToManyField("accounts.Staff", related_name="+", blank=True)  # members of staff whom it reports
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

    class Meta:
        indexes = [models.Index(fields=["recorded_at"], name="telling_recorded")]  # what changed since a moment


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
