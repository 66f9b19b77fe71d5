"""A work year: its framework, what was promised, and what was reported."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from tests.factories.organisation import ChapterFactory, RegionFactory
from workplan.enums import AgreementState, ContributionState, YearState
from workplan.models import (
    Agreement,
    Contribution,
    ImportBatch,
    Indicator,
    Objective,
    Pledge,
    Target,
    WorkYear,
)

YEAR = 2021


class WorkYearFactory(DjangoModelFactory[WorkYear]):
    """The open year 2021."""

    class Meta:
        model = WorkYear
        django_get_or_create = ("year",)

    year = YEAR
    state = YearState.OPEN
    opened_at = factory.LazyAttribute(lambda work_year: datetime(work_year.year, 1, 4, tzinfo=UTC))


class ObjectiveFactory(DjangoModelFactory[Objective]):
    """Organisation, the first of the framework's objectives."""

    class Meta:
        model = Objective
        django_get_or_create = ("year", "name_id")

    year = factory.SubFactory(WorkYearFactory)
    position = 1
    name_id = "Organisasi"
    name_en = "Organisation"


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """An `up` flow count of the whole year."""

    class Meta:
        model = Indicator

    class Params:
        stock = factory.Trait(accumulation="stock")
        ratio = factory.Trait(measure="ratio", accumulation="stock", decimals=1)
        milestone = factory.Trait(measure="milestone", accumulation="stock")
        by_coordinator = factory.Trait(reported_by="coordinator")

    year = factory.SubFactory(WorkYearFactory)
    objective = factory.SubFactory(ObjectiveFactory, year=factory.SelfAttribute("..year"))
    position = factory.Sequence(lambda number: number % 30_000)
    code = factory.Sequence(lambda number: f"ORG-{number:02}")
    name_id = factory.LazyAttribute(lambda indicator: f"Indikator {indicator.code}")
    name_en = factory.LazyAttribute(lambda indicator: f"Indicator {indicator.code}")
    unit_id = "orang"
    unit_en = "persons"
    measure = "count"
    accumulation = "flow"
    direction = "up"
    first_month = factory.LazyAttribute(lambda indicator: date(indicator.year.year, 1, 1))
    last_month = factory.LazyAttribute(lambda indicator: date(indicator.year.year, 12, 1))


class AgreementFactory(DjangoModelFactory[Agreement]):
    """A region's agreed Janji Kinerja; without a region, the nation's ratio targets."""

    class Meta:
        model = Agreement
        django_get_or_create = ("year", "region")

    year = factory.SubFactory(WorkYearFactory)
    region = factory.SubFactory(RegionFactory)
    state = AgreementState.AGREED
    agreed_on = factory.LazyAttribute(lambda agreement: date(agreement.year.year, 1, 11))


class TargetFactory(DjangoModelFactory[Target]):
    """An agreed target that holds from January."""

    class Meta:
        model = Target

    class Params:
        region = factory.SubFactory(RegionFactory)

    indicator = factory.SubFactory(IndicatorFactory)
    agreement = factory.SubFactory(
        AgreementFactory,
        year=factory.SelfAttribute("..indicator.year"),
        region=factory.SelfAttribute("..region"),
    )
    effective_month = factory.LazyAttribute(lambda target: date(target.indicator.year.year, 1, 1))
    value = Decimal(120)
    is_agreed = True


class PledgeFactory(DjangoModelFactory[Pledge]):
    """A pledge that holds from January."""

    class Meta:
        model = Pledge

    chapter = factory.SubFactory(ChapterFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    effective_month = factory.LazyAttribute(lambda pledge: date(pledge.indicator.year.year, 1, 1))
    value = Decimal(60)


class ImportBatchFactory(DjangoModelFactory[ImportBatch]):
    """A file that was taken in whole."""

    class Meta:
        model = ImportBatch
        django_get_or_create = ("sha256",)

    file_name = "contributions.csv"
    sha256 = "0" * 64
    row_count = 1


class ContributionFactory(DjangoModelFactory[Contribution]):
    """A draft for January, unless it was sent (`submitted`, `verified`, `returned`), then on the due day."""

    class Meta:
        model = Contribution

    class Params:
        sent = factory.Trait(
            first_submitted_on=factory.LazyAttribute(lambda row: row.indicator.year.due_on(row.month)),
            submitted_at=factory.LazyAttribute(
                lambda row: datetime.combine(row.first_submitted_on, datetime.min.time(), UTC)
            ),
        )
        submitted = factory.Trait(sent=True, state=ContributionState.SUBMITTED)
        verified = factory.Trait(
            sent=True,
            state=ContributionState.VERIFIED,
            import_batch=factory.SubFactory(ImportBatchFactory),
            verified_at=factory.SelfAttribute("submitted_at"),
        )
        returned = factory.Trait(
            sent=True,
            state=ContributionState.RETURNED,
            returned_at=factory.SelfAttribute("submitted_at"),
            return_reason="Lampirkan bukti.",
        )

    chapter = factory.SubFactory(ChapterFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    month = factory.LazyAttribute(lambda row: date(row.indicator.year.year, 1, 1))
    value = factory.LazyAttribute(lambda row: None if row.indicator.is_ratio else Decimal(10))
    numerator = factory.LazyAttribute(lambda row: Decimal(1) if row.indicator.is_ratio else None)
    denominator = factory.LazyAttribute(lambda row: Decimal(2) if row.indicator.is_ratio else None)
