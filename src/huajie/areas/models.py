"""Administrative divisions and grids. A code's prefix is its ancestry: no tree is needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LENGTHS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12, "grid": 15}


class Level(models.TextChoices):
    """From the national statistical codes: 2 + 2 + 2 + 3 + 3 digits; a grid adds 3."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("District")
    TOWN = "town", _("Town")
    VILLAGE = "village", _("Village or community")
    GRID = "grid", _("Grid")


class Area(models.Model):
    """One division. `code` has no trailing zeros: 44, 4401, 440114, 440114104, 440114104222, and 15 digits for a grid."""

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=80)
    level = models.CharField(max_length=10, choices=Level.choices)
    source = models.CharField(max_length=80, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def parent_code(self) -> str:
        """The code one level up; empty for a province."""
        shorter = [length for length in LENGTHS.values() if length < len(self.code)]
        return self.code[: max(shorter)] if shorter else ""


class AreaName(models.Model):
    """A name by which people call an area: 新街村, 新街村委会, 新街."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "area"], name="area_name_once")]  # also finds areas by name
