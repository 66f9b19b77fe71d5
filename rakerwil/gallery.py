"""What the gallery page shows: every component empty, full, wrong and with the longest words; invented."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rakerwil.charts import Drawing, Month, pace_chart
from rakerwil.looks import CATEGORIES, CATEGORY_WORDS, LOOKS, NOTHINGS
from rakerwil.wording import figure, month_short

JAKARTA = ZoneInfo("Asia/Jakarta")
CUT_OFFS = {"sangat_tinggi": 91, "tinggi": 76, "sedang": 66, "rendah": 51, "sangat_rendah": 0}
LONG = "Kursi LKS Tripartit dan Dewan Pengupahan Kabupaten Kepulauan Tanimbar"
FLOW = (38, 41, 52, 55, 47, 54, 61, 56)


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("As it stands in the letter."))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("a", "Rakerwil"), ("b", "Rakornas")])
    held_on = forms.DateField(label=gettext_lazy("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    amount = forms.CharField(
        label=LONG, widget=forms.TextInput(attrs={"class": "figure", "inputmode": "numeric"})
    )
    text = forms.CharField(
        label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    paper = forms.FileField(label=gettext_lazy("Evidence"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("Adopted by consensus"), required=False)
    who = forms.MultipleChoiceField(
        label=gettext_lazy("Federations"),
        choices=[("1", "GARTEKS"), ("2", "NIKEUBA"), ("3", "KAMIPARHO")],
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Way of deciding"),
        choices=[("c", gettext_lazy("consensus")), ("v", gettext_lazy("count"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset(
                _("The meeting"), Row(Column("name"), Column("kind"), Column("held_on")), "amount", "text"
            ),
            Fieldset(_("The decision"), "paper", "agreed", "who", "way"),
        )


def _flow_chart() -> Drawing:
    """Behind its pace, with a forecast."""
    months, total = [], 0
    for number in range(1, 13):
        added = FLOW[number - 1] if number <= len(FLOW) else None
        total += added or 0
        months.append(
            Month(
                month_short(number),
                month_short(number)[0],
                None if added is None else total,
                100 * number,
                added,
            )
        )
    return pace_chart(
        title="Anggota baru direkrut, 2021",
        summary="404; 800; 1.200; 632",
        months=months,
        target=1200,
        forecast=632,
        needed=199,
        is_down=False,
        from_zero=True,
        write=figure,
    )


def _stock_chart() -> Drawing:
    """A level in six figures, ahead of its pace, to the end of the year."""
    months = [
        Month(month_short(number), month_short(number)[0], 118_000 + 190 * number, 118_000 + 160 * number)
        for number in range(1, 13)
    ]
    return pace_chart(
        title="Anggota aktif akhir periode, 2021",
        summary="120.280",
        months=months,
        target=119_920,
        forecast=None,
        needed=None,
        is_down=False,
        from_zero=False,
        write=figure,
    )


def _empty_chart() -> Drawing:
    """Nothing reported yet."""
    months = [Month(month_short(number), month_short(number)[0], None, 3 * number) for number in range(1, 13)]
    return pace_chart(
        title="Pelatihan diselenggarakan, 2021",
        summary="–",
        months=months,
        target=36,
        forecast=None,
        needed=None,
        is_down=False,
        from_zero=True,
        write=figure,
    )


def _at(hour: int, minute: int) -> datetime:
    return datetime(2021, 9, 10, hour, minute, tzinfo=JAKARTA)


def _tiles() -> list[dict[str, Any]]:
    places = [
        ("Aceh", "Aceh", "Sumatera", 0, 0, "sangat_tinggi", Decimal("92.4")),
        ("Sumatera Utara", "Sumut", "Sumatera", 1, 1, "tinggi", Decimal("81.3")),
        ("Kepulauan Bangka Belitung", "Babel", "Sumatera", 4, 2, "sangat_rendah", Decimal("49.7")),
        ("DKI Jakarta", "Jakarta", "Jawa", 4, 4, "tinggi", Decimal("90.96")),
        ("Jawa Barat", "Jabar", "Jawa", 4, 5, "sedang", Decimal("74.1")),
        ("Kalimantan Tengah", "Kalteng", "Kalimantan", 6, 2, "rendah", Decimal("54.1")),
        ("Papua Pegunungan", "Papeg", "Papua", 13, 3, "", None),
    ]
    return [
        {
            "name": name,
            "short_name": short,
            "island": island,
            "column": column,
            "row": row,
            "url": "#",
            "category": code,
            "value": value,
            "word": CATEGORY_WORDS.get(code, NOTHINGS["not_yet"][1]),
        }
        for name, short, island, column, row, code, value in places
    ]


def _lists() -> dict[str, Any]:
    """Lists with a state at the end of each row."""
    return {
        "lines": [
            {
                "url": "#",
                "title": "FSB NIKEUBA",
                "sub": "Agustus, 22 baris",
                "look": "flag",
                "word": "3 bertanda",
                "end": "",
            },
            {"url": "#", "title": LONG, "sub": "", "look": "late", "word": "Lewat 11 hari", "end": ""},
            {
                "url": "#",
                "title": "ORG-01",
                "sub": "1.160 dari 1.200",
                "look": "",
                "word": "",
                "end": "kurang 40",
            },
        ],
        "columns": [
            {
                "look": "done",
                "word": _("Received"),
                "rows": [{"url": "#", "label": "Aceh"}, {"url": "#", "label": "Riau"}],
            },
            {"look": "wait", "word": _("Submitted"), "rows": [{"url": "#", "label": "Kepulauan Riau"}]},
            {"look": "back", "word": _("Returned"), "rows": []},
        ],
        "links": [
            {"url": "#", "label": _("All"), "count": "", "current": True},
            {"url": "#", "label": _("Not filled in"), "count": 10, "current": False},
            {"url": "#", "label": _("To look at"), "count": 0, "current": False},
        ],
        "log": [
            {
                "at": _at(14, 10),
                "text": "Target 1.000 → 1.200",
                "reason": "hasil negosiasi, surat 031/DEN",
                "who": "Kantor DEN",
            },
            {"at": _at(9, 5), "text": "Kontribusi Agustus terverifikasi", "reason": "", "who": ""},
        ],
        "rundown": [
            {"planned": "08.00", "title": "Registrasi", "note": "ditutup 08.55", "phase": "done"},
            {
                "planned": "10.15",
                "title": "Capaian Janji Kinerja 2021",
                "note": "sejak 10.26",
                "phase": "now",
            },
            {"planned": "11.30", "title": "Istirahat dan salat Jumat", "note": "waktu tetap", "phase": "pin"},
            {"planned": "", "title": LONG, "note": "", "phase": "next"},
        ],
        "downloads": [{"url": "#", "label": "XLSX"}, {"url": "#", "label": "CSV"}],
    }


def _frame() -> dict[str, Any]:
    """The mast as a coordinator sees it."""
    words = (
        _("Dashboard"),
        _("Verification"),
        _("Performance pledge"),
        _("Meetings"),
        _("Recommendations"),
        "Rakornas",
        _("People"),
    )
    return {
        "nav": [
            {
                "url": "#",
                "label": word,
                "current": place == 0,
                "count": 31 if place == 1 else 0,
                "count_label": _("reports waiting"),
            }
            for place, word in enumerate(words)
        ],
        "years": [{"year": year, "url": "#", "current": year == 2021} for year in (2022, 2021, 2020)],
        "role_label": "Koordinator DKI Jakarta",
        "is_example": True,
        "user": SimpleNamespace(is_authenticated=True, pk=1),
    }


def samples() -> dict[str, Any]:
    """The gallery's context."""
    codes = list(CATEGORIES)
    return {
        **_frame(),
        "looks": [(name, name) for name in LOOKS],
        "codes": codes,
        "nothings": list(NOTHINGS),
        "categories": [{"code": code, "cut_off": CUT_OFFS[code]} for code in codes],
        "cut_offs": list(CUT_OFFS.values()),
        "figures": [404, Decimal("1234567.5"), Fraction(-1, 3), Decimal("-0.04"), "55.5000", None],
        "near": [Decimal("90.96"), Decimal("50.5"), Fraction(200, 3), None],
        "day": date(2021, 9, 10),
        "moment": _at(19, 40),
        "zone": JAKARTA,
        "flow": list(FLOW),
        "gappy": [3, None, 0, 8, 0, 5],
        "level": [2852, 2864, None, 2870, 2864, 2652],
        "charts": [_flow_chart(), _stock_chart(), _empty_chart()],
        "tiles": _tiles(),
        "heat": [
            (
                "GARTEKS",
                [
                    (65, "rendah", ""),
                    (Decimal("90.9"), "tinggi", ""),
                    (100, "", ""),
                    (None, "", "not_yet"),
                    (0, "sangat_rendah", "zero"),
                ],
            ),
            (
                "Korwil langsung",
                [
                    (None, "", "not_applicable"),
                    (None, "", "missed"),
                    (None, "", "not_computable"),
                    (108, "sangat_tinggi", ""),
                    (70, "sedang", ""),
                ],
            ),
        ],
        "form": SampleForm(),
        "wrong": SampleForm({"name": "", "kind": "c", "amount": "30.250,5"}),
        "clash_rows": [
            (
                _("Text"),
                "DEN menugaskan tiga organiser tetap.",
                "DEN menugaskan dua organiser tetap, dibiayai bersama.",
            ),
            (_("Due"), "31 Desember 2021", "31 Desember 2021"),
        ],
        "page": Paginator(range(60), 20).page(2),
        "months": [("2021-08", "Agustus 2021"), ("2021-07", "Juli 2021")],
        "long": LONG,
        **_lists(),
    }
