"""A resident."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huajie.people.models.records import MergeableRecord, merge_indexes
from huajie.people.models.sourced import Sourced


class Sex(models.TextChoices):
    """GB/T 2261.1, in words."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")
    UNKNOWN = "", _("Not stated")


class Person(MergeableRecord):
    """Someone who came, was party to a matter, or was visited with notice."""

    name = models.CharField(max_length=80)
    pinyin = models.CharField(max_length=120, blank=True)  # for sorting
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            *merge_indexes("person"),
            models.Index(fields=["area", "pinyin", "id"], name="person_area_pinyin"),  # the list of one village or town
            models.Index(fields=["pinyin", "id"], name="person_pinyin"),  # the list of the whole district
        ]

    @property
    def shown_name(self) -> str:
        """The name, or words that say that nobody stated one."""
        return shown_name(self.name)


def shown_name(name: str) -> str:
    """The name, or words that say that nobody stated one."""
    return name or gettext("(name not stated)")


class PersonName(Sourced):
    """A name by which the person was recorded, and where."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
