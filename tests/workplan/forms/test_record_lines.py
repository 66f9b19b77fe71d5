import pytest

from tests.factories.meetings import Gathering
from workplan.forms.record_lines import SpeakerField, led

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("k: Tata tertib disahkan", "decision", "Tata tertib disahkan"),
        ("Keputusan: disahkan", "decision", "disahkan"),
        ("tindak lanjut : kirim daftar", "action", "kirim daftar"),
        ("TL: kirim", "action", "kirim"),
        ("r:kontak poin", "recommendation", "kontak poin"),
        ("c: hadir", "note", "hadir"),
        ("decision: adopted", "decision", "adopted"),
        ("Keputusan rapat lalu dibacakan", "", "Keputusan rapat lalu dibacakan"),
        ("k:", "", "k:"),
        ("FKUI: setuju", "", "FKUI: setuju"),
        ("pukul 10: istirahat", "", "pukul 10: istirahat"),
    ],
)
def test_a_leading_letter_or_word_says_what_a_line_is(typed, kind, words):
    assert led(typed) == (kind, words)


def test_a_speaker_is_named_by_number_or_name_and_anybody_else_in_free_words():
    first = Gathering().delegates[0]
    field = SpeakerField()
    field.offer([first])

    found = [
        field.clean(typed)
        for typed in ("1", f"1 {first}", str(first).upper(), "1 Orang Lain", "99", "Wakil Disnaker", "")
    ]

    assert found == [
        (first, ""),
        (first, ""),
        (first, ""),
        (None, "1 Orang Lain"),
        (None, "99"),
        (None, "Wakil Disnaker"),
        (None, ""),
    ]
