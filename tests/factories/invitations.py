"""Letters that invite to a meeting."""

import factory
from factory.django import DjangoModelFactory

from federations.models import Letterhead
from tests.factories.meetings import MeetingFactory
from tests.factories.organisation import FederationFactory
from workplan.actions import invitations
from workplan.enums import InvitationKind
from workplan.models import Invitation, Matter


class InvitationFactory(DjangoModelFactory[Invitation]):
    """A draft to a federation with two seats; `issued` gives it its number."""

    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory, invited=True)
    kind = InvitationKind.DELEGATION
    federation = factory.SubFactory(FederationFactory)
    recipient = "Pimpinan DPC\nDKI Jakarta"
    quota = 2

    @factory.post_generation
    def issued(obj: Invitation, _create: bool, is_issued: bool | None, **_kwargs: object) -> None:  # noqa: N805 - factory-boy's way
        if is_issued:
            invitations.issue(obj, by=None)


class MatterFactory(DjangoModelFactory[Matter]):
    """A matter that hangs on no line of the rundown."""

    class Meta:
        model = Matter

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda number: number % 30_000 + 1)
    title = factory.Sequence(lambda number: f"Pokok {number}")


class LetterheadFactory(DjangoModelFactory[Letterhead]):
    """Numbers as DKI Jakarta writes them."""

    class Meta:
        model = Letterhead

    issuer = "KORWIL-DKI/KSBSI"
    chair_title = "Koordinator"
    chair_name = "Peserta 01 (contoh)"
    secretary_title = "Sekretaris"
    secretary_name = "Peserta 02 (contoh)"
