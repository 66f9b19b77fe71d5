"""Region and its districts."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import Length
from simple_history.models import HistoricalRecords

from federations.enums import DistrictKind, TimeZone

if TYPE_CHECKING:
    from federations.models.user import User

models.CharField.register_lookup(Length)


class RegionQuerySet(models.QuerySet["Region"]):
    """All names are everyone's; a region's work is not."""

    def visible_to(self, user: "User") -> "RegionQuerySet":
        """Names of regions are visible to everyone who signs in (decisions, who may do what)."""
        return self if user.is_authenticated else self.none()

    def worked_in_by(self, user: "User") -> "RegionQuerySet":
        """Regions whose work (targets, meetings, recommendations) the user may see."""
        scope = user.scope
        return self if scope.sees_nation else self.filter(pk__in=scope.region_ids)

    def promises_visible_to(self, user: "User") -> "RegionQuerySet":
        """Regions whose targets and pledges the user may read: federations' offices read all of them."""
        return self if user.scope.federation_office_of else self.worked_in_by(user)


class Region(models.Model):
    """A province with a coordinator (Korwil); the unit that promises, meets and sends its input."""

    code = models.CharField(max_length=2, unique=True)
    bps_code = models.CharField(max_length=2)
    iso_code = models.CharField(max_length=6)
    name = models.CharField(max_length=60, unique=True)
    short_name = models.CharField(max_length=20)
    capital = models.CharField(max_length=60)
    time_zone = models.CharField(max_length=4, choices=TimeZone)
    island_group = models.CharField(max_length=30)
    grid_column = models.PositiveSmallIntegerField()
    grid_row = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    objects = RegionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__length=2), name="region_code_two_digits"),
            models.CheckConstraint(
                condition=models.Q(time_zone__in=TimeZone.values), name="region_time_zone_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The clock that due days and meetings of this region follow."""
        return ZoneInfo(TimeZone(self.time_zone).iana)


class District(models.Model):
    """A regency or city of a region, where a chapter may have its seat."""

    code = models.CharField(max_length=5, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="districts")
    kind = models.CharField(max_length=10, choices=DistrictKind)
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
