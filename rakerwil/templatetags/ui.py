"""How a page says a figure, a date and a state, and the parts it is put together from.

A template builtin: no `{% load %}`. A part's markup is `templates/components/<name>.html`, its rules
`static/css/components/<name>.css`; the gallery shows all of them in every state.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rakerwil import bars, wording
from rakerwil.charts import Drawing
from rakerwil.looks import CATEGORIES, CATEGORY_WORDS, FIVE_NOTHINGS, LOOKS, NOTHINGS, STATES, Look
from rakerwil.numbers import Exact
from rakerwil.wording import NONE, cell_figure, field_of

register = template.Library()

for write in (
    wording.figure,
    wording.exact,
    wording.percent,
    wording.score,
    cell_figure,
    wording.day,
    wording.weekday_day,
    wording.day_month,
    wording.moment,
    wording.clock,
    wording.month_name,
    wording.month_short,
):
    register.filter(write)


# --- links, shapes, words -----------------------------------------------------------------------


@register.simple_tag
def css(*names: str) -> SafeString:
    """Links to the style sheets of components."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(f"css/components/{name}.css"),) for name in names)
    )


@register.simple_tag
def js(*names: str) -> SafeString:
    """Deferred scripts."""
    return format_html_join(
        "\n", '<script src="{}" defer></script>', ((static(f"js/{name}.js"),) for name in names)
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The address's query with `changes`; None removes a key."""
    values = context["request"].GET.copy()
    for key, value in changes.items():
        values.pop(key, None)
        if value is not None:
            values[key] = str(value)
    return f"?{values.urlencode()}"


@register.simple_tag(takes_context=True)
def way(context: template.Context, permission: str, thing: Any, name: str, *args: Any) -> str:
    """The address `name` with `args` for a reader who holds `permission` on `thing`; otherwise nothing.

    So no page shows a link that leads its reader to a closed door.
    """
    return reverse(name, args=args) if context["user"].has_perm(permission, thing) else ""


@register.filter
def waiting(links: Iterable[Any]) -> int:
    """How many things wait behind all links of the navigation."""
    return sum(field_of(link, "count", 0) for link in links)


@register.simple_tag
@lru_cache(maxsize=256)
def glyph(name: str) -> SafeString:
    """A shape from the sprite; decoration, since a word always stands beside it."""
    return format_html(
        '<svg class="g" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/glyphs.svg"), name
    )


def _tag(look: Look, word: Any) -> dict[str, Any]:
    return {"tone": look.tone, "shape": look.shape, "word": word}


@register.inclusion_tag("components/tag.html", name="tag")
def tag_(look: str, word: Any) -> dict[str, Any]:
    """Shape and word in one of the looks of `rakerwil.looks.LOOKS`."""
    return _tag(LOOKS[look], word)


@register.inclusion_tag("components/tag.html")
def category(code: str | None, word: Any = "") -> dict[str, Any]:
    """The word of an achievement; nothing where there is no judgement."""
    return _tag(CATEGORIES[code], word or CATEGORY_WORDS[code]) if code else {"word": ""}


@register.inclusion_tag("components/tag.html")
def state(value: str, word: Any, of: str = "") -> dict[str, Any]:
    """The state of a thing; `of` tells apart what two kinds of things call the same."""
    return _tag(STATES.get(f"{of}:{value}") or STATES[value], word)


@register.inclusion_tag("components/tag.html")
def nothing(kind: str) -> dict[str, Any]:
    """One of the kinds of nothing."""
    return _tag(*NOTHINGS[kind])


@register.inclusion_tag("components/pair.html")
def pair(label: Any, value: Any, note: Any = "", *, quiet: bool = False, big: bool = False) -> dict[str, Any]:
    """Label over figure; lies in a `<dl>` of class `trio`, `facts` or in a front."""
    value = NONE if value is None or value == "" else value
    return {"label": label, "value": value, "note": note, "quiet": quiet or value == NONE, "big": big}


@register.filter
def fill(code: str) -> str:
    """The class that shades a cell or tile by its category."""
    return f"f{CATEGORIES[code].tone[1]}"


@register.filter
def shape(code: str) -> str:
    """The category's shape."""
    return CATEGORIES[code].shape


# --- drawings -----------------------------------------------------------------------------------


@register.inclusion_tag("components/run.html")
def run(
    actual: Exact | None,
    target: Exact | None,
    *,
    expected: Exact | None = None,
    before: Exact | None = None,
    category: str | None = None,
    described: Any = "",
) -> dict[str, Any]:
    """The bar of a figure against its target, with the pace mark; `described` where no figures stand by."""
    tone = CATEGORIES[category].tone if category else ""
    bar = bars.bar(actual, target, expected, before)
    return {"bar": bar, "tone": tone, "is_split": before is not None, "described": described}


@register.inclusion_tag("components/spark.html")
def spark(values: Sequence[Exact | None], label: Any, kind: str = "bars") -> dict[str, Any]:
    """The last months, oldest first: bars of a flow, `kind="line"` for a stock."""
    drawing = bars.spark_line(values) if kind == "line" else bars.spark_bars(values)
    return {"spark": drawing, "label": label}


@register.inclusion_tag("components/chart.html")
def chart(drawing: Drawing) -> dict[str, Any]:
    """The year against its pace (`rakerwil.charts.pace_chart`)."""
    return {"drawing": drawing}


@register.simple_tag
def cell(
    value: Exact | None,
    category: str | None,
    label: Any,
    categories: Iterable[Any] = (),
    *,
    href: str = "",
    missing: str = "",
    css: str = "",
) -> SafeString:
    """A `<td>` of the heat table: the percent first, shade and shape behind it; without a category no shade.

    `missing` is a kind of nothing. A declared zero (`zero`) keeps its figure and its judgement. Without a
    file of its own: a table has a thousand of them, and a template would take half of the page's time.
    """
    drawn = shape(category) if category else ""
    words: list[str | Promise] = [CATEGORY_WORDS[category]] if category else []
    if missing:
        drawn = NOTHINGS[missing][0].shape
        words.insert(0, NOTHINGS[missing][1])
    figure = "" if value is None else cell_figure(value, categories)
    shade = fill(category) if category else "void" if value is None else "plain"
    content = format_html(
        "{}{}{}",
        glyph(drawn) if drawn else "",
        format_html("<span>{}</span>", figure) if figure else "",
        format_html_join("", '<span class="vh"> {}</span>', ((word,) for word in words)),
    )
    return format_html(
        '<td role="cell" class="{}" data-k="{}">{}</td>',
        f"{shade} {css}".strip(),
        label,
        format_html('<a href="{}">{}</a>', href, content) if href else content,
    )


@register.inclusion_tag("components/key.html")
def key(categories: Iterable[Any], *, nothings: bool = True) -> dict[str, Any]:
    """The legend of a heat table or map: each category from its cut-off on, best first."""
    rows: list[dict[str, Any]] = []
    for category in categories:
        code, cut_off = field_of(category, "code", ""), field_of(category, "cut_off", 0)
        sign, bound = ("≥", cut_off) if cut_off > 0 or not rows else ("<", rows[-1]["bound"])
        word = field_of(category, "word", "") or CATEGORY_WORDS[code]
        rows.append({"look": CATEGORIES[code], "word": word, "sign": sign, "bound": bound})
    return {"rows": rows, "nothings": [NOTHINGS[kind] for kind in FIVE_NOTHINGS] if nothings else []}


# --- ways through a page ------------------------------------------------------------------------


@register.inclusion_tag("components/trail.html")
def trail(*steps: Any) -> dict[str, Any]:
    """Label, address, label, address, …, label of this page; without an address the label is only told."""
    return {"steps": list(zip(steps[:-1:2], steps[1::2], strict=False)), "here": steps[-1]}


@register.inclusion_tag("components/pick.html", takes_context=True)
def pick(
    context: template.Context, name: str, options: Iterable[tuple[Any, Any]], current: Any, label: Any
) -> dict[str, Any]:
    """A switch of one value in the address: month, year, what is shown. Works without a script."""
    kept = [(key, value) for key, values in context["request"].GET.lists() if key != name for value in values]
    chosen = [(value, text, str(value) == str(current)) for value, text in options]
    return {"name": name, "options": chosen, "label": label, "kept": kept}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: "Page[Any]") -> dict[str, Any]:
    """Earlier and later pages of a list, keeping the filters."""
    return {
        "page": page,
        "earlier": query(context, page=page.previous_page_number()) if page.has_previous() else "",
        "later": query(context, page=page.next_page_number()) if page.has_next() else "",
    }


def _problems(form: Any) -> Iterable[tuple[str, Any, Any]]:
    """Where (an element's id, empty for the whole), what it is called, and what is wrong with it."""
    if isinstance(form, BaseFormSet):
        yield from (("", "", error) for error in form.non_form_errors())
        for part in form.forms:
            yield from _problems(part)
    elif isinstance(form, BaseForm):
        yield from (("", "", error) for error in form.non_field_errors())
        for field in form:
            yield from ((field.id_for_label or field.auto_id, field.label, error) for error in field.errors)


@register.inclusion_tag("components/trouble.html")
def trouble(*forms: Any) -> dict[str, Any]:
    """What is wrong with forms and formsets, each a link to its field; nothing when all is well."""
    return {"problems": [problem for form in forms for problem in _problems(form)]}


WORDS = re.compile(r"\S+|\n")
"""A line that ends is seen like a word, so that paragraphs stay paragraphs."""


def _marked(text: str, other: str) -> SafeString:
    """`text` with the words that `other` has not in `<ins>`."""
    words, others = WORDS.findall(text), WORDS.findall(other)
    turns = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    parts = [(verb, " ".join(words[start:end])) for verb, start, end, _from, _to in turns if start < end]
    return format_html_join(
        " ",
        "{}",
        ((part if verb == "equal" else format_html("<ins>{}</ins>", part),) for verb, part in parts),
    )


@register.inclusion_tag("components/clash.html")
def clash(
    rows: Iterable[tuple[Any, Any, Any]],
    stored_by: Any,
    stored_at: datetime,
    zone: str | tzinfo | None = None,
    *,
    row: bool = False,
) -> dict[str, Any]:
    """Both versions of a row that another changed in the meantime; stands inside the page's form.

    With `row`, of one row among many: a script hears its buttons.
    """
    marked = [
        (label, _marked(str(mine), str(stored)), _marked(str(stored), str(mine)))
        for label, mine, stored in rows
    ]
    return {"rows": marked, "stored_by": stored_by, "stored_at": stored_at, "zone": zone, "row": row}


# --- parts that hold others ---------------------------------------------------------------------


def _part(name: str, **values: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", values)


@register.simple_block_tag
def sec(content: str, id: str, title: Any, say: Any = "", end: Any = "", end_url: str = "") -> SafeString:  # noqa: A002
    """A section: a heavy rule, a heading, a word beside it, and at the end of the line a figure or a link."""
    return _part("sec", content=content, id=id, title=title, say=say, end=end, end_url=end_url)


@register.simple_block_tag
def front(
    content: str, label: Any, figure: Any, category: str | None = None, word: Any = "", note: Any = ""
) -> SafeString:
    """The head of a dashboard: one figure leads, the pairs inside follow."""
    tone = CATEGORIES[category].tone if category else ""
    shown = {"category": category, "word": word or (category and CATEGORY_WORDS[category]), "note": note}
    return _part("front", content=content, label=label, figure=figure, tone=tone, **shown)


NOTE_LOOKS = {
    "plain": ("", ""),
    "wait": ("is-wait", "flag"),
    "back": ("is-back", "bang"),
    "done": ("is-done", "done"),
    "lock": ("is-wait", "lock"),
    "debug": ("", ""),
    "info": ("", ""),
    "success": ("is-done", "done"),
    "warning": ("is-wait", "flag"),
    "error": ("is-back", "bang"),
}
"""By look, or by the level of one of Django's messages."""


@register.simple_block_tag
def note(content: str, look: str, opening: Any = "", role: str = "") -> SafeString:
    """A remark that belongs to what it stands under; a `role` of status or alert has it read out."""
    tone, shape = NOTE_LOOKS[look]
    return _part("note", content=content, tone=tone, shape=shape, opening=opening, role=role)


@register.simple_block_tag
def blank(content: str, title: Any, text: Any, id: str = "") -> SafeString:  # noqa: A002 - HTML's own word
    """Nothing here yet: what to do next, with the buttons inside."""
    return _part("blank", content=content, title=title, text=text, id=id)


@register.simple_block_tag
def sendbar(content: str, saved: Any = "", note: Any = "", look: str = "") -> SafeString:
    """A long form's way out, always in sight: what is saved, and the button inside."""
    return _part("sendbar", content=content, saved=saved, note=note, look=look)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context,
    content: str,
    label: Any,
    action: str = "",
    *,
    slim: bool = False,
    bare: bool = False,
) -> SafeString:
    """A verb in two steps, without a script: the button opens what it asks, the button inside does it."""
    return _part(
        "confirm",
        content=content,
        label=label,
        action=action,
        slim=slim,
        bare=bare,
        csrf_token=context.get("csrf_token"),
    )
