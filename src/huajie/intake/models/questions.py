"""The pairs that linkage is not sure of. A person answers; an answer is never asked again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huajie.areas.models import Area
from huajie.matters.models import Matter
from huajie.people.models import Household, Person
from huajie.people.models.records import MergeableRecord


class QuestionSubject(models.TextChoices):
    """What the two sides are."""

    PERSON = "person", _("Person")
    HOUSEHOLD = "household", _("Household")
    MATTER = "matter", _("Matter")


class Answer(models.TextChoices):
    """What a person said."""

    OPEN = "open", _("Open")
    SAME = "same", _("The same")
    DIFFERENT = "different", _("Different")
    UNKNOWN = "unknown", _("Not sure")


WAITING = (Answer.OPEN, Answer.UNKNOWN)  # a row is in review exactly as long as a question of its own is one of these
SIDES = tuple(f"{side}_{subject.value}__root" for subject in QuestionSubject for side in ("left", "right"))  # to load beside a question


class Question(models.Model):
    """Are these two one? `evidence` is [{reason, weight}], weight as log2 of the Bayes factor."""

    subject = models.CharField(max_length=10, choices=QuestionSubject.choices)
    left_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    right_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    left_household = models.ForeignKey(Household, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    right_household = models.ForeignKey(Household, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    left_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    right_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    left_row = models.ForeignKey("intake.ListRow", on_delete=models.CASCADE, null=True, blank=True, related_name="questions")
    right_row = models.ForeignKey("intake.ListRow", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    probability = models.FloatField()
    evidence = models.JSONField(default=list)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    follows = models.JSONField(default=list)  # primary keys of matters: if the people are one, the row's own matter is one of these, too
    merges = models.JSONField(default=list)  # [[subject, primary key of the merge]]: what "the same" led to, so that it can be taken back
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left_person", "right_person"], name="people_asked_once"),
            models.UniqueConstraint(fields=["left_household", "right_household"], name="households_asked_once"),
            models.UniqueConstraint(fields=["left_matter", "right_matter"], name="matters_asked_once"),
            models.CheckConstraint(
                condition=Q(left_person__isnull=False, right_person__isnull=False)
                | Q(left_household__isnull=False, right_household__isnull=False)
                | Q(left_matter__isnull=False, right_matter__isnull=False),
                name="question_has_two_sides",
            ),
        ]
        indexes = [models.Index(fields=["answer", "area", "id"], name="question_open")]  # the queue of a town or district, its answers

    @property
    def sides(self) -> tuple[MergeableRecord, MergeableRecord]:
        """Left and right, as they were when it was asked. Load SIDES beside it."""
        return getattr(self, f"left_{self.subject}"), getattr(self, f"right_{self.subject}")

    @property
    def is_joined(self) -> bool:
        """True if and only if one record stands for both sides now."""
        left, right = self.sides
        return left.standing_id == right.standing_id
