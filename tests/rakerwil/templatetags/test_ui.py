from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

CUT_OFFS = [SimpleNamespace(code=code, cut_off=cut_off) for code, cut_off in (("tinggi", 76), ("rendah", 0))]


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def rendered(source, path="/", **context):
    request = RequestFactory().get(path)
    return Template(source).render(Context({"request": request, **context})).strip()


class Pledge(forms.Form):
    amount = forms.IntegerField(label="Komitmen", error_messages={"invalid": "Tulis angka saja."})


class Reader:
    """Who may do one thing with one thing."""

    def has_perm(self, permission, thing):
        return (permission, thing) == ("workplan.see_region", "31")


def test_a_way_stands_only_before_those_who_may_go_it():
    source = '{% way "workplan.see_region" region "region" 2021 region as url %}[{{ url }}]'

    assert rendered(source, user=Reader(), region="31") == "[/2021/wilayah/31/]"
    assert rendered(source, user=Reader(), region="32") == "[]"


def test_tag_is_a_shape_and_a_word():
    drawn = '<svg class="g" aria-hidden="true"><use href="/static/img/glyphs.svg#wait"/></svg>'

    assert rendered('{% tag "wait" "Menunggu" %}') == f'<span class="tag is-wait">{drawn}Menunggu</span>'


def test_category_has_its_own_word_or_the_governments():
    assert "Sangat rendah</span>" in rendered('{% category "sangat_rendah" %}')
    assert "Merah</span>" in rendered('{% category "sangat_rendah" "Merah" %}')


@pytest.mark.parametrize("code", [None, ""])
def test_category_without_judgement_says_nothing(code):
    assert rendered("{% category code %}", code=code) == ""


@pytest.mark.parametrize(
    ("source", "tone"),
    [
        ('{% state "verified" "w" %}', "tag is-done"),
        ('{% state "open" "w" %}', "tag is-done"),
        ('{% state "open" "w" "action" %}', "tag"),
        ('{% state "closed" "w" "sitting" %}', "tag is-done"),
        ('{% state "closed" "w" %}', "tag is-open"),
    ],
)
def test_state_looks_alike_on_every_page(source, tone):
    assert rendered(source).startswith(f'<span class="{tone}">')


def test_state_without_a_look_is_an_error():
    with pytest.raises(KeyError):
        rendered('{% state "unheard_of" "w" %}')


def test_the_five_kinds_of_nothing_differ_in_word_and_shape():
    kinds = ["not_yet", "missed", "zero", "not_applicable", "not_computable"]

    shown = [rendered("{% nothing kind %}", kind=kind) for kind in kinds]

    assert len(set(shown)) == 5
    assert len({part.split("#")[1].split('"')[0] for part in shown}) == 5


def test_pair_without_a_figure_is_a_quiet_dash():
    assert "".join(rendered('{% pair "Komitmen" None %}').split()) == (
        '<div><dt>Komitmen</dt><ddclass="soft">–</dd></div>'
    )


def test_pair_keeps_a_declared_zero():
    assert "<dd>0</dd>" in rendered('{% pair "Komitmen" 0 %}')


def test_run_without_a_target_draws_nothing():
    assert rendered("{% run 5 None %}") == ""


def test_run_is_read_out_only_where_no_figures_stand_by():
    assert 'aria-hidden="true"' in rendered("{% run 5 10 %}")
    assert 'role="img" aria-label="5 dari 10"' in rendered('{% run 5 10 described="5 dari 10" %}')


def test_run_takes_the_colour_of_its_category():
    assert 'class="run q1"' in rendered('{% run 5 10 category="sangat_rendah" %}')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% cell 65 "rendah" "ORG-01" %}', 'class="f2" data-k="ORG-01"'),
        ('{% cell 65 "" "ORG-01" %}', 'class="plain" data-k="ORG-01"'),
        ('{% cell None "" "ORG-01" missing="missed" %}', 'class="void" data-k="ORG-01"'),
        ('{% cell 0 "sangat_rendah" "ORG-01" missing="zero" %}', 'class="f1" data-k="ORG-01"'),
    ],
)
def test_cell_is_shaded_by_its_category_only(source, expected):
    assert rendered(source).startswith(f'<td role="cell" {expected}>')


def test_cell_says_its_judgement_and_its_kind_of_nothing_aloud():
    assert '<span>65</span><span class="vh"> Rendah</span>' in rendered('{% cell 65 "rendah" "ORG-01" %}')
    assert '<span class="vh"> tidak mengisi</span>' in rendered('{% cell None "" "X" missing="missed" %}')


def test_key_names_the_bounds_best_first():
    text = rendered("{% key categories nothings=False %}", categories=CUT_OFFS)

    assert "Tinggi ≥&nbsp;76" in text
    assert "Rendah &lt;&nbsp;76" in text


def test_query_changes_and_removes_keys_and_keeps_the_rest():
    source = '{% query per="2021-08" page=None %}'

    assert rendered(source, "/?per=2021-07&page=3&q=a") == "?q=a&amp;per=2021-08"


def test_pick_keeps_the_other_keys_and_marks_the_chosen():
    options = [("2021-08", "Agustus 2021"), ("2021-07", "Juli 2021")]

    text = rendered('{% pick "per" options "2021-07" "Posisi" %}', "/?per=2021-08&q=a", options=options)

    assert '<input type="hidden" name="q" value="a">' in text
    assert '<option value="2021-07" selected>Juli 2021</option>' in text
    assert text.count('name="per"') == 1


def test_pager_keeps_the_filters():
    text = rendered("{% pager page %}", "/?q=a&page=2", page=Paginator(range(60), 20).page(2))

    assert 'href="?q=a&amp;page=1"' in text
    assert "halaman 2 dari 3" in text


def test_pager_of_one_page_is_nothing():
    assert rendered("{% pager page %}", page=Paginator(range(5), 20).page(1)) == ""


def test_trouble_leads_to_the_field():
    form = Pledge({"amount": "x"}, auto_id="id_%s")

    text = rendered("{% trouble form %}", form=form)

    assert '<a href="#id_amount">Komitmen: Tulis angka saja.</a>' in text
    assert "1 hal perlu diperbaiki" in text


def test_trouble_counts_all_forms_of_a_formset():
    many = forms.formset_factory(Pledge, extra=0, min_num=2, validate_min=True)
    formset = many(
        {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-amount": "x", "form-1-amount": "y"}
    )

    text = rendered("{% trouble formset %}", formset=formset)

    assert 'href="#id_form-0-amount"' in text
    assert 'href="#id_form-1-amount"' in text


def test_trouble_is_silent_when_all_is_well():
    assert rendered("{% trouble form %}", form=Pledge({"amount": "1"})) == ""


def test_clash_marks_what_differs_and_escapes_what_was_typed():
    rows = [("Teks", "<b>tiga</b> organiser", "dua organiser")]
    at = datetime(2021, 9, 10, 3, 44, tzinfo=UTC)

    text = rendered('{% clash rows "sekretaris" at "Asia/Jakarta" %}', rows=rows, at=at)

    assert "<ins>&lt;b&gt;tiga&lt;/b&gt;</ins> organiser" in text
    assert "<ins>dua</ins> organiser" in text
    assert "sekretaris, 10.44" in text


def test_trail_ends_with_this_page():
    text = rendered('{% trail "Nasional" "/n/" "DKI Jakarta" %}')

    assert '<li><a href="/n/">Nasional</a></li><li aria-current="page">DKI Jakarta</li>' in text


def test_parts_escape_what_they_are_given_but_keep_what_they_hold():
    text = rendered('{% note "wait" opening %}<b>x</b>{% endnote %}', opening="<i>")

    assert "<b>&lt;i&gt;</b> <b>x</b>" in text


def test_confirm_is_a_form_with_its_token():
    text = rendered(
        '{% confirm "Kembalikan" action="/x/" %}<button>ya</button>{% endconfirm %}', csrf_token="t0ken"
    )

    assert (
        '<form method="post" action="/x/"><input type="hidden" name="csrfmiddlewaretoken" value="t0ken">'
        in text
    )


def test_waiting_adds_up_the_navigation():
    links = [SimpleNamespace(count=31), SimpleNamespace(count=0), {"count": 2}]

    assert rendered("{{ links|waiting }}", links=links) == "33"


def test_front_shows_a_missing_figure_quietly():
    text = rendered('{% front "Skor" None|figure %}{% endfront %}')

    assert '<span class="huge soft">–</span>' in text


def test_css_links_the_sheets_of_components():
    assert rendered('{% css "run" %}') == '<link rel="stylesheet" href="/static/css/components/run.css">'


def test_figures_of_templates_stay_exact():
    assert rendered("{{ value|figure:1 }}", value=Decimal("12345678901234.5")) == "12.345.678.901.234,5"
