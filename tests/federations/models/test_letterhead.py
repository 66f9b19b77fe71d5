from datetime import date

import pytest
from django.db import IntegrityError

from federations.models import Letterhead

pytestmark = pytest.mark.django_db


def test_number_follows_the_office_s_pattern():
    letterhead = Letterhead(issuer="KORWIL-DKI/KSBSI", numbering="{nomor}/{penerbit}/{bulan}/{tahun}")

    assert letterhead.numbered(12, date(2021, 8, 27)) == "012/KORWIL-DKI/KSBSI/VIII/2021"


def test_an_office_without_a_letterhead_has_an_empty_one(jakarta):
    letterhead = Letterhead.of(jakarta)

    assert (letterhead.pk, letterhead.place, letterhead.address_lines) == (None, jakarta.capital, [])


def test_the_national_office_has_one_only():
    Letterhead.objects.create()

    with pytest.raises(IntegrityError):
        Letterhead.objects.create()
