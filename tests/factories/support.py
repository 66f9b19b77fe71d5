"""What federations said of the support they got."""

import factory
from factory.django import DjangoModelFactory

from tests.factories.organisation import ChapterFactory
from tests.factories.plans import WorkYearFactory
from workplan.enums import SupportAnswer, Supporter
from workplan.models import SupportRating


class SupportRatingFactory(DjangoModelFactory[SupportRating]):
    """Of the coordinator's support in the third quarter."""

    class Meta:
        model = SupportRating

    chapter = factory.SubFactory(ChapterFactory)
    year = factory.SubFactory(WorkYearFactory)
    quarter = 3
    supporter = Supporter.KORWIL
    in_time = SupportAnswer.MOSTLY
    useful = SupportAnswer.FULLY
