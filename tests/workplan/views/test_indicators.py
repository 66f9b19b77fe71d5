import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import (
    ContributionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    TargetFactory,
    WorkYearFactory,
)
from tests.factories.users import user_with
from workplan.models import Indicator, Objective, WorkYear

pytestmark = pytest.mark.django_db

FRAMEWORK = "/2021/kerangka/"


@pytest.fixture
def admin(client, clock):
    clock("2021-03-05 09:00")
    user = user_with(Role.ADMIN)
    client.force_login(user)
    return user


def typed(objective, **fields):
    """An indicator as the form sends it."""
    return {
        "code": "ORG-01",
        "objective": objective.pk,
        "name_id": "Anggota baru",
        "name_en": "New members",
        "unit_id": "orang",
        "unit_en": "persons",
        "measure": "count",
        "accumulation": "flow",
        "direction": "up",
        "decimals": "0",
        "reported_by": "federations",
        "frequency": "monthly",
        "first_month": "2021-03-01",
        "weight": "2,5",
        **fields,
    }


def sent(indicator, **fields):
    """The stored indicator as the edit form sends it."""
    names = ("code", "name_id", "name_en", "unit_id", "unit_en", "measure", "accumulation", "direction")
    return {
        "version": indicator.version,
        "objective": indicator.objective.pk,
        "decimals": indicator.decimals,
        "reported_by": indicator.reported_by,
        "frequency": indicator.frequency,
        "first_month": indicator.first_month.isoformat(),
        "weight": str(indicator.weight),
        **{name: getattr(indicator, name) for name in names},
        **fields,
    }


def close():
    WorkYear.objects.update(state="closed", closed_at="2022-02-01T00:00Z")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_framework(client, role):
    IndicatorFactory(code="ORG-01", weight=3)
    IndicatorFactory(code="ORG-02", stock=True)
    client.force_login(user_with(role))

    context = client.get(FRAMEWORK).context

    assert [
        (objective.name, [line.indicator.code for line in lines]) for objective, lines in context["groups"]
    ] == [("Organisasi", ["ORG-01", "ORG-02"])]
    assert (context["count"], context["weight"], context["may_edit"]) == (2, 4, role == Role.ADMIN)


def test_the_framework_says_each_definition_in_words(client, admin):
    IndicatorFactory(code="ORG-01", direction="down", by_sex=True)

    page = client.get(FRAMEWORK).content.decode()

    assert "Tambahan selama bulan itu, dalam orang." in page
    assert "Makin sedikit makin baik: (2 × target − realisasi) ÷ target, tidak di bawah 0." in page
    assert "Tiap bulan oleh federasi, perempuan dan laki-laki terpisah." in page


def test_an_empty_framework_says_what_to_do(client, admin):
    WorkYearFactory()

    response = client.get(FRAMEWORK)

    assert (response.status_code, response.context["groups"]) == (200, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_framework_takes_the_same_statements_for_one_row_and_for_three(client, admin, rows):
    for number in range(rows):
        IndicatorFactory(objective=ObjectiveFactory(name_id=f"Sasaran {number}", position=number))

    with CaptureQueriesContext(connection) as queries:
        client.get(FRAMEWORK)

    assert len(queries) == 7


def test_its_history_is_read_by_everybody(client, admin):
    objective = ObjectiveFactory()
    client.post(f"{FRAMEWORK}indikator/baru/", typed(objective))
    client.force_login(user_with(Role.OBSERVER))

    response = client.get(f"{FRAMEWORK}riwayat/")

    assert [line.who for line in response.context["log"]] == [str(admin)]


def test_an_indicator_is_added_at_the_end(client, admin):
    first = IndicatorFactory(code="ORG-00")

    response = client.post(f"{FRAMEWORK}indikator/baru/", typed(first.objective))

    new = Indicator.objects.get(code="ORG-01")
    assert (response.status_code, [row.code for row in Indicator.objects.all()]) == (
        302,
        ["ORG-00", "ORG-01"],
    )
    assert (new.first_month.month, new.last_month.month, float(new.weight)) == (3, 12, 2.5)


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"code": "org 1"}, ["code"]),
        ({"weight": "1.234"}, ["weight"]),
        ({"weight": "0"}, ["__all__"]),
        ({"name_en": ""}, ["name_en"]),
        ({"trajectory": "10/40/30/100"}, ["trajectory"]),
        ({"frequency": "weekly"}, ["frequency"]),
        ({"measure": "milestone"}, ["__all__"]),
        (
            {"measure": "ratio", "by_sex": "on"},
            ["numerator_id", "numerator_en", "denominator_id", "denominator_en", "__all__"],
        ),
        ({"first_month": "2021-01-01"}, ["__all__"]),
        ({"first_month": "2022-01-01"}, ["first_month"]),
    ],
)
def test_an_indicator_that_cannot_be_is_refused_on_the_page(client, admin, wrong, fields):
    objective = ObjectiveFactory()

    response = client.post(f"{FRAMEWORK}indikator/baru/", typed(objective, **wrong))

    assert (list(response.context["form"].errors), Indicator.objects.count()) == (fields, 0)


def test_a_double_tap_adds_one_indicator(client, admin):
    objective = ObjectiveFactory()

    for _tap in range(2):
        client.post(f"{FRAMEWORK}indikator/baru/", typed(objective))

    assert Indicator.objects.count() == 1


def test_an_indicator_is_edited(client, admin):
    indicator = IndicatorFactory(code="ORG-01")

    response = client.post(f"{FRAMEWORK}indikator/ORG-01/", sent(indicator, name_id="Baru", weight="4"))

    stored = Indicator.objects.get()
    assert (response.status_code, stored.name_id, stored.weight, stored.version) == (302, "Baru", 4, 2)


def test_locked_fields_are_shown_and_stay_whatever_is_sent(client, admin):
    indicator = TargetFactory(indicator__code="ORG-01").indicator

    shown = client.get(f"{FRAMEWORK}indikator/ORG-01/").context["form"]
    client.post(
        f"{FRAMEWORK}indikator/ORG-01/", sent(indicator, accumulation="stock", weight="9", name_id="Baru")
    )

    stored = Indicator.objects.get()
    assert (shown.fields["accumulation"].disabled, shown.fields["name_id"].disabled) == (True, False)
    assert (stored.accumulation, stored.weight, stored.name_id) == ("flow", 1, "Baru")


def test_a_stale_edit_shows_both_versions_and_loses_neither(client, admin):
    indicator = IndicatorFactory(code="ORG-01")
    client.post(f"{FRAMEWORK}indikator/ORG-01/", sent(indicator, name_id="Milik mereka", weight="2,5"))

    response = client.post(f"{FRAMEWORK}indikator/ORG-01/", sent(indicator, name_id="Milik saya"))

    assert (response.status_code, Indicator.objects.get().name_id) == (409, "Milik mereka")
    assert [row[1:] for row in response.context["clash"]["rows"]] == [
        ("Milik saya", "Milik mereka"),
        ("1", "2,5"),
    ]


def test_two_indicators_are_not_part_of_each_other(client, admin):
    whole = IndicatorFactory(code="ORG-01")
    part = IndicatorFactory(code="ORG-07", subset_of=whole)

    response = client.post(f"{FRAMEWORK}indikator/ORG-01/", sent(whole, subset_of=part.pk))

    assert list(response.context["form"].errors) == ["subset_of"]


def test_an_indicator_of_another_year_is_not_found(client, admin):
    WorkYearFactory()
    IndicatorFactory(code="ORG-01", year=WorkYearFactory(year=2022))

    assert client.get(f"{FRAMEWORK}indikator/ORG-01/").status_code == 404


def test_an_indicator_ends_with_a_month_and_a_reason(client, admin):
    IndicatorFactory(code="ORG-01")

    response = client.post(
        f"{FRAMEWORK}indikator/ORG-01/akhiri/", {"last_month": "2021-06-01", "reason": "Diganti"}
    )

    assert (response.status_code, Indicator.objects.get().last_month.month) == (302, 6)


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"last_month": ""}, {"last_month": "2022-06-01"}])
def test_an_end_without_month_or_reason_is_refused(client, admin, wrong):
    IndicatorFactory(code="ORG-01")

    client.post(
        f"{FRAMEWORK}indikator/ORG-01/akhiri/", {"last_month": "2021-06-01", "reason": "Diganti", **wrong}
    )

    assert Indicator.objects.get().last_month.month == 12


def test_an_end_before_a_report_is_refused_in_words(client, admin):
    report = ContributionFactory(indicator__code="ORG-01", month="2021-07-01")

    response = client.post(
        f"{FRAMEWORK}indikator/ORG-01/akhiri/",
        {"last_month": "2021-06-01", "reason": "Diganti"},
        headers={"Referer": FRAMEWORK},
        follow=True,
    )

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Indicator.objects.get() == report.indicator


def test_a_line_in_preparation_can_be_taken_out(client, admin):
    year = WorkYearFactory(year=2022, state="preparing", opened_at=None)
    IndicatorFactory(code="ORG-01", year=year)

    shown = client.get("/2022/kerangka/indikator/ORG-01/").context["verbs"]
    response = client.post("/2022/kerangka/indikator/ORG-01/keluarkan/")

    assert (list(shown), response.status_code, Indicator.objects.count()) == (["retire", "take_out"], 302, 0)


def test_a_line_in_force_cannot_be_taken_out(client, admin):
    IndicatorFactory(code="ORG-01")

    shown = client.get(f"{FRAMEWORK}indikator/ORG-01/").context["verbs"]
    client.post(f"{FRAMEWORK}indikator/ORG-01/keluarkan/")

    assert (list(shown), Indicator.objects.count()) == (["retire"], 1)


def test_objectives_are_added_renamed_and_end_with_their_indicators(client, admin):
    WorkYearFactory()
    client.post(f"{FRAMEWORK}sasaran/baru/", {"name_id": "Advokasi", "name_en": "Legal aid"})
    objective = Objective.objects.get()
    IndicatorFactory(objective=objective)

    place = f"{FRAMEWORK}sasaran/{objective.pk}/"
    client.post(place, {"version": "1", "name_id": "Advokasi", "name_en": "Advocacy"})
    client.post(f"{place}akhiri/", {"last_month": "2021-06-01", "reason": "Digabung"})

    assert (Objective.objects.get().name_en, Indicator.objects.get().last_month.month) == ("Advocacy", 6)


def test_a_year_has_an_objective_of_a_name_once(client, admin):
    ObjectiveFactory()

    response = client.post(f"{FRAMEWORK}sasaran/baru/", {"name_id": "Organisasi", "name_en": "Organisation"})

    assert (list(response.context["form"].errors), Objective.objects.count()) == (["name_id"], 1)


PLACES = (
    "indikator/baru/",
    "indikator/ORG-01/",
    "indikator/ORG-01/akhiri/",
    "indikator/ORG-01/keluarkan/",
    "sasaran/baru/",
    "sasaran/{objective}/",
    "sasaran/{objective}/akhiri/",
)


@pytest.mark.parametrize("place", PLACES)
def test_only_the_national_office_changes_the_framework(client, place):
    indicator = IndicatorFactory(code="ORG-01")
    client.force_login(user_with(Role.COORDINATOR, region=RegionFactory()))

    path = FRAMEWORK + place.format(objective=indicator.objective.pk)

    assert client.post(path, sent(indicator)).status_code == 403


@pytest.mark.parametrize("place", [place for place in PLACES if "akhiri" in place or "keluarkan" in place])
def test_a_verb_is_posted_not_opened(client, admin, place):
    indicator = IndicatorFactory(code="ORG-01")

    assert client.get(FRAMEWORK + place.format(objective=indicator.objective.pk)).status_code == 405


@pytest.mark.parametrize("place", PLACES)
def test_in_a_closed_year_nothing_of_the_framework_changes(client, admin, place):
    indicator = IndicatorFactory(code="ORG-01")
    close()
    before = list(Indicator.objects.values()), list(Objective.objects.values())

    fields = sent(indicator, name_id="Lain", name_en="Else", last_month="2021-06-01", reason="Diganti")
    response = client.post(FRAMEWORK + place.format(objective=indicator.objective.pk), fields)

    assert response.status_code in {200, 302}
    assert (list(Indicator.objects.values()), list(Objective.objects.values())) == before
