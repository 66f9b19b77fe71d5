from datetime import date

import pytest
from django.utils import translation

from tests.factories.inputs import Outcome
from workplan.exports.leader_messages import message
from workplan.reporting import briefs

pytestmark = pytest.mark.django_db

AUGUST = date(2021, 8, 1)


@pytest.fixture
def region(clock, settings):
    clock("2021-09-15 10:00")
    settings.SITE_URL = "https://janji.example"
    return Outcome()


def test_a_region_s_message_has_the_month_s_figures_and_what_is_asked(region):
    with translation.override("id"):
        told = message(briefs.of_region(region.year, region.region, AUGUST, region.coordinator))

    name = region.members.name_id
    assert told.splitlines() == [
        "*Janji Kinerja DKI Jakarta, Agustus 2021*",
        "Skor berjalan: *60,0* (rendah)",
        "Sesuai laju: 0 dari 1 indikator",
        "Laporan masuk: 100,0\u00a0%, tepat waktu: 100,0\u00a0%",
        "",
        "*Paling tertinggal*",
        f"- ORG-01 {name}: 480 dari 1.200 (60,0\u00a0% dari laju)",
        "",
        "*Yang diminta dari pimpinan*",
        "- Komitmen untuk 1 indikator tidak sama dengan targetnya.",
        "- 1 rekomendasi yang disahkan belum dijawab.",
        "",
        "Lihat di sini: https://janji.example/2021/wilayah/31/?per=2021-08",
    ]


def test_the_nation_s_message_names_the_lowest_regions_and_no_person(region):
    with translation.override("id"):
        told = message(briefs.of_nation(region.year, AUGUST, region.admin))

    assert "- DKI Jakarta: 60,0" in told
    assert "https://janji.example/2021/?per=2021-08" in told
    assert "wa.me" not in told
    assert region.coordinator.person.name not in told
