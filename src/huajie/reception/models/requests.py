"""One time that somebody came, called or wrote, and what it became."""

from django.db import models
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.areas.models import Area
from huajie.matters.models import Channel, Matter
from huajie.reception.models.centre import Ticket


class Request(models.Model):
    """A filled-in form: it opened a matter, or told one that was known already. Its number is the source of all that it says."""

    number = models.BigIntegerField(primary_key=True)
    form_key = models.UUIDField(unique=True)  # the same form sent twice is one request
    code = models.CharField(max_length=20, unique=True)  # on the receipt: leads to the public page
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="requests")
    told_again = models.BooleanField(default=False)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    is_oral = models.BooleanField(default=False)  # told by word of mouth, written down as told and read back
    people_came = models.PositiveIntegerField(null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["recorded_by", "-number"], name="request_of_clerk")]  # what a clerk recorded last

    def __str__(self) -> str:
        return str(self.number)

    @property
    def source(self) -> str:
        """How the register names it."""
        return source_of(self.number)


def source_of(number: int) -> str:
    """The name of a request as a source."""
    return f"request:{number}"
