"""A region before its grid of targets, and the grid as a browser sends it."""

from typing import Any

from django.utils import timezone

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.enums import AgreementState
from workplan.models import Agreement

GRID = "/2021/wilayah/31/target/"


class Region:
    """DKI Jakarta with a flow, a position, a ratio, and what is only watched; on 12 September 2021."""

    def __init__(self) -> None:
        self.region = RegionFactory(code="31", name="DKI Jakarta")
        self.flow = IndicatorFactory(code="ORG-01")
        self.stock = IndicatorFactory(code="ORG-02", stock=True)
        self.ratio = IndicatorFactory(code="PKB-02", ratio=True)
        self.watched = IndicatorFactory(code="ADV-01", direction="monitor")
        self.coordinator = user_with(Role.COORDINATOR, region=self.region)
        self.admin = user_with(Role.ADMIN)

    def agreement(self, state: str = AgreementState.DRAFT, *, agreed_on: Any = None) -> Agreement:
        return AgreementFactory(
            region=self.region, state=state, agreed_on=agreed_on, proposed_at=timezone.now()
        )


def typed(version: int = 0, **fields: str) -> dict[str, Any]:
    """The grid as a browser sends it; `ORG_01="5"` fills the target of ORG-01."""
    values = {"value-ORG-01": "", "value-ORG-02": "", "baseline-ORG-02": "", "value-PKB-02": ""}
    named = {
        (name if name == "clash" else name.replace("__", "-") if "__" in name else f"value-{name}"): value
        for name, value in fields.items()
    }
    named = {name.replace("_", "-"): value for name, value in named.items()}
    return {"version": version, **values, **named}


def last_year(jakarta: Region) -> Agreement:
    """Agreed targets of 2020 for the same indicators."""
    """Targets of 2020: 1000 up, 600 down, a position of 200 that ended at 180."""
    year = WorkYearFactory(year=2020)
    agreement = AgreementFactory(year=year, region=jakarta.region)
    for code, value, terms in (
        ("ORG-01", 1000, {}),
        ("ORG-02", 200, {"stock": True}),
        ("PKB-02", 98, {"ratio": True}),
    ):
        TargetFactory(
            agreement=agreement, indicator=IndicatorFactory(year=year, code=code, **terms), value=value
        )
    return agreement
