"""Teams of three, for a person or a household, and who stands in for whom."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.matters.models.matter import Matter
from huajie.people.models import Household, Person


class Team(models.Model):
    """Three different people for one person or one household (一人一组, 一户一组), or for one matter that concerns neither."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    formed_at = models.DateTimeField(default=timezone.now)
    formed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dissolved_at = models.DateTimeField(null=True, blank=True)


class TeamMember(models.Model):
    """One person on a team: with a named duty and a date, until somebody takes over."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="team_places", db_index=False)
    is_lead = models.BooleanField(default=False)
    duty = models.CharField(max_length=80)  # 联络, 救助, 陪伴 …
    due_on = models.DateField(null=True, blank=True)
    rhythm = models.CharField(max_length=40, blank=True)  # 每周一次, 长期 … beside or instead of a day
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    takes_over_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors")
    offered_at = models.DateTimeField(null=True, blank=True)  # a hand-over that waits for the receiver
    accepted_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=200, blank=True)  # why an offered place was declined

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "staff"], condition=Q(until__isnull=True, accepted_at__isnull=False), name="team_three_different_people"
            ),
            models.UniqueConstraint(
                fields=["team"], condition=Q(is_lead=True, until__isnull=True, accepted_at__isnull=False), name="team_one_leads"
            ),
        ]
        indexes = [models.Index(fields=["staff", "until"], name="team_member_staff")]  # the teams and the load of a person

    @property
    def is_offered(self) -> bool:
        """True if and only if it waits for an answer of the one who is to take it over."""
        return self.accepted_at is None and self.until is None


class Recusal(models.Model):
    """Somebody of the staff who has to do with a matter or its parties themselves, and stays out of it (信访工作条例 §28)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="recusals")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=200)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_because = models.CharField(max_length=200, blank=True)  # not empty: it was an error, and counts no longer

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "staff"], condition=Q(lifted_because=""), name="recusal_once")]


class Leave(models.Model):
    """Days on which somebody is away, and who stands in for them on their teams."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="leaves")
    since = models.DateField()
    until = models.DateField()  # the last day away
    substitute = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="stands_in")
    because = models.CharField(max_length=120, blank=True)
    ended_early = models.BooleanField(default=False)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="leave_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(staff=models.F("substitute")), name="leave_substitute_is_another"),
        ]
