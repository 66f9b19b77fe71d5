"""Regions, federations and chapters."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, District, Federation, Region, Unit


class RegionFactory(DjangoModelFactory[Region]):
    """A province in the western time zone."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    # Codes that no test names: a region by chance must never be the one a test has made on purpose.
    code = factory.Sequence(lambda number: f"{53 + number % 37}")
    bps_code = factory.SelfAttribute("code")
    iso_code = factory.LazyAttribute(lambda region: f"ID-{region.code}")
    name = factory.LazyAttribute(lambda region: f"Wilayah {region.code}")
    short_name = factory.LazyAttribute(lambda region: f"W{region.code}")
    capital = "Ibu Kota"
    time_zone = "WIB"
    island_group = "Jawa"
    grid_column = 0
    grid_row = 0


class DistrictFactory(DjangoModelFactory[District]):
    """A city of a region."""

    class Meta:
        model = District
        django_get_or_create = ("code",)

    region = factory.SubFactory(RegionFactory)
    code = factory.Sequence(lambda number: f"{11 + number % 84}.{number % 100:02}")
    kind = "Kota"
    name = factory.LazyAttribute(lambda district: f"Kota {district.code}")


class FederationFactory(DjangoModelFactory[Federation]):
    """A union of one sector."""

    class Meta:
        model = Federation
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda number: f"FED{number:03}")
    name = factory.LazyAttribute(lambda federation: f"Federasi {federation.code}")
    short_name = factory.LazyAttribute(lambda federation: f"F {federation.code}")
    sector_id = "garmen"
    sector_en = "garment"


class ChapterFactory(DjangoModelFactory[Chapter]):
    """A federation in a region, for years already."""

    class Meta:
        model = Chapter

    class Params:
        of_coordinator = factory.Trait(
            federation=factory.SubFactory(FederationFactory, code=COORDINATOR_OFFICE)
        )

    region = factory.SubFactory(RegionFactory)
    federation = factory.SubFactory(FederationFactory)
    active_from = date(2019, 1, 1)


class UnitFactory(DjangoModelFactory[Unit]):
    """A national unit."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda number: f"UNIT{number:03}")
    name = factory.LazyAttribute(lambda unit: f"Unit {unit.code}")
    task_id = "pendidikan buruh"
    task_en = "workers' education"
