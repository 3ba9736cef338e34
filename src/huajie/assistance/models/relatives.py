"""Relatives of those who handle aid and of village cadres: filed apart, visited by the county, decided by somebody else (§11, §20)."""

from django.db import models
from django.db.models import Q

from huajie.accounts.models import Staff
from huajie.people.models import Person


class StaffRelative(models.Model):
    """A resident who is a near relative of somebody on the staff, or of a cadre who does not sign in here (named in words)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_relatives")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cadre = models.CharField(max_length=80, blank=True)  # name and post
    relation = models.CharField(max_length=40)
    filed_on = models.DateField()
    filed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(staff__isnull=False) | ~Q(cadre=""), name="relative_of_somebody"),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(ended_on__isnull=True), name="relative_now")]

    @property
    def of_whom(self) -> str:
        """Whose relative it is."""
        return str(self.staff) if self.staff else self.cadre
