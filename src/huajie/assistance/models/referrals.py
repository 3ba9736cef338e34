"""A family referred to registered charities: the need without the name, the family's consent, and the board on which it stands."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.areas.models import Area
from huajie.assistance.states_referral import ReferralState
from huajie.core.fields import EncryptedJSONField, EncryptedTextField
from huajie.matters.models import Matter
from huajie.people.models import Household, Person

MOST_WORDS = 400  # characters of a need on the board


class NeedKind(models.TextChoices):
    """What kind of help is needed."""

    LIVING = "living", pgettext_lazy("need", "Daily needs")
    MEDICAL = "medical", pgettext_lazy("need", "Treatment and medicine")
    SCHOOL = "school", pgettext_lazy("need", "School")
    HOUSING = "housing", pgettext_lazy("need", "Housing and repairs")
    CARE = "care", pgettext_lazy("need", "Care and company")
    WORK = "work", pgettext_lazy("need", "Work and training")
    OTHER = "other", pgettext_lazy("need", "Something else")


class Shared(models.TextChoices):
    """What the family may allow an organisation to be told after both have accepted."""

    NAME = "name", _("Name of whom to turn to")
    PHONE = "phone", _("Phone number")
    ADDRESS = "address", _("Address")
    MEMBERS = "members", _("Names of those who live in the household")


class ConsentWay(models.TextChoices):
    """How a consent was given."""

    PAPER = "paper", _("Signed on paper")
    WINDOW = "window", _("Said and signed at the window")
    HOME = "home", _("Said and signed at home")


class Referral(models.Model):
    """One need of one family, as it stands, or may stand, on the board."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="referrals")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")  # where the family lives: never on the board
    town = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")  # what the board says of it
    kind = models.CharField(max_length=8, choices=NeedKind.choices)
    words = EncryptedTextField()
    amount_fen = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReferralState.choices, default=ReferralState.DRAFT)
    adviser = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")  # who referred: outcome and thanks come back to them
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(state="on_board"), name="referral_board"),  # the board, page by page
            models.Index(fields=["area", "state"], name="referral_area_state"),  # an adviser's list
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0), name="referral_asks_for_something")
        ]


class Consent(models.Model):
    """What one of the family consented to, for one referral, separately and on record (个人信息保护法 §14, §23, §29)."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="consents")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)  # of Shared
    how = models.CharField(max_length=8, choices=ConsentWay.choices)
    on = models.DateField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(withdrawn_on__isnull=True), name="one_consent_holds"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("on")), name="consent_withdrawn_after_it_was_given"
            ),
        ]

    @property
    def told(self) -> list[str]:
        """What may be told, in the reader's language."""
        return [str(Shared(name).label) for name in self.fields]


class ReferralStep(models.Model):
    """One row for every move of a referral."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=10, choices=ReferralState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=ReferralState.choices)
    facts = EncryptedJSONField(default=dict)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # empty: the system
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
