"""The figures of a Masukan Rakornas: against target, by federation, support, what stands in the way."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.wording import cell_figure, figure
from workplan.enums import Supporter
from workplan.exports.documents import Bullets, Figure, Heading, Heat, Lead, Paragraph, Picture, Table
from workplan.exports.packages import Json, Reader
from workplan.exports.region_columns import Column, region_columns

Blocks = Iterator[object]


def achievement(reader: Reader, *, with_charts: bool) -> Blocks:
    """The region's figures: the lead, then every indicator against target and pace."""
    rollup, completeness = reader.rollup, reader.package["completeness"]
    judged = [row for row in reader.indicators if row["on_track"] is not None]
    yield Heading(_("Performance pledge as of %(month)s") % {"month": reader.as_of})
    yield Lead(
        [
            Figure(
                _("Score to date"),
                reader.score(rollup["score_to_date"]),
                reader.judged(rollup["category_to_date"]).word,
                rollup["category_to_date"] or "",
            ),
            Figure(_("Score of the year"), reader.score(rollup["score"]), _("against the December target")),
            Figure(
                _("On pace"),
                figure(sum(row["on_track"] for row in judged)),
                _("of %(count)s indicators with a pace") % {"count": len(judged)},
            ),
            Figure(
                _("Completeness"),
                reader.percent(rollup["completeness"]),
                reader.share(completeness["reports"], completeness["due"]),
            ),
        ]
    )
    if with_charts:
        yield from indicator_chart(reader)
    yield indicator_table(reader)


def indicator_chart(reader: Reader) -> Iterator[Picture]:
    """A column for each judged indicator, in the framework's order; nothing where none is."""
    rows = [(row["code"].replace("-", " "), row["code"], row) for row in reader.indicators]
    alt = _(
        "Achievement to date of %(count)s indicators in percent, from %(low)s with %(lowest)s to %(high)s "
        "with %(highest)s. All figures are in the table below."
    )
    yield from chart(reader, rows, "achievement_to_date", alt)


def federation_chart(reader: Reader) -> Iterator[Picture]:
    """A column for each chapter with a score."""
    rows = [
        (reader.chapter(chapter), reader.chapter(chapter), chapter) for chapter in reader.rollup["chapters"]
    ]
    alt = _(
        "Score to date of %(count)s federations against their own pledges, from %(low)s with %(lowest)s to "
        "%(high)s with %(highest)s."
    )
    yield from chart(reader, rows, "score_to_date", alt)


def chart(reader: Reader, rows: Sequence[tuple[str, str, Json]], field: str, alt: str) -> Iterator[Picture]:
    """Columns of a percent in their order: the name beneath, the name in words, the figures."""
    known = sorted(
        ((Decimal(row[field]), name) for _short, name, row in rows if row[field] is not None),
        key=lambda pair: pair[0],
    )
    if not known:
        return
    (lowest, low), (highest, high) = known[0], known[-1]
    columns = [
        Column(
            short_name=short,
            value=None if row[field] is None else Decimal(row[field]),
            figure=cell_figure(row[field], reader.scale),
            category=row["category_to_date"] or "",
        )
        for short, _name, row in rows
    ]
    yield region_columns(
        columns,
        level=_("dashed: 100 percent of what is expected by now"),
        alt=alt
        % {
            "count": figure(len(known)),
            "low": low,
            "lowest": reader.percent(str(lowest)),
            "high": high,
            "highest": reader.percent(str(highest)),
        },
    )


def indicator_table(reader: Reader) -> Table:
    """Every indicator with target, actual, pace, achievement of the year and to date."""
    return Table(
        caption=_("Every indicator; colour and word judge the achievement to date"),
        header=[
            _("Indicator"),
            _("Target"),
            _("Actual"),
            _("Expected by now"),
            _("Of the year"),
            _("To date"),
            _("Category"),
        ],
        rows=[
            [
                reader.title(row["code"]),
                reader.target(row),
                reader.amount(row["code"], row["actual"]),
                reader.divided(row["code"], row["expected"]),
                reader.percent(row["achievement"]),
                reader.percent(row["achievement_to_date"]),
                reader.judged(row["category_to_date"]),
            ]
            for row in reader.indicators
        ],
        align=["left", "right", "right", "right", "right", "right", "left"],
        widths=["1", "auto", "auto", "auto", "auto", "auto", "auto"],
        bold=[2, 5],
    )


def federations(reader: Reader, *, with_charts: bool) -> Blocks:
    """Chapters by indicator, against their own pledges, and how complete their reports are."""
    chapters = reader.rollup["chapters"]
    if not chapters:
        return
    yield Heading(_("Contributions of the federations"))
    if with_charts:
        yield from federation_chart(reader)
    yield Heat(
        caption=_("Achievement to date against the own pledge, percent"),
        header=["", *(row["code"].replace("-", " ") for row in reader.indicators)],
        rows=[
            [reader.chapter(chapter), *(reader.cell(row) for row in chapter["indicators"])]
            for chapter in chapters
        ],
    )
    yield Table(
        caption=_("Reports of the federations"),
        header=[_("Federation"), _("Reports owed"), _("Reported"), _("On time")],
        rows=[
            [reader.chapter(row), figure(row["due"]), figure(row["reports"]), figure(row["timely"])]
            for row in reader.package["completeness"]["chapters"]
        ],
        align=["left", "right", "right", "right"],
        widths=["1", "auto", "auto", "auto"],
    )


def support(reader: Reader) -> Blocks:
    """What the federations said of the support they got, as sums; nothing before a quarter has closed."""
    rows = reader.package.get("support", ())
    if not rows:
        return
    yield Heading(_("Support for the federations"))
    yield Paragraph(
        _("Asked of the federations once a quarter. Shown only where at least three of them have answered.")
    )
    yield Table(
        caption=_("Answers “fully” or “mostly”, of those given"),
        header=[_("Quarter"), _("Support by"), _("Answered"), _("In time"), _("Useful")],
        rows=[
            [
                figure(row["quarter"]),
                str(Supporter(row["supporter"]).label),
                reader.share(row["answered"], row["asked"]),
                reader.support(row["in_time"], row["answered"]),
                reader.support(row["useful"], row["answered"]),
            ]
            for row in rows
        ],
        align=["left", "left", "right", "right", "right"],
        widths=["auto", "1", "auto", "auto", "auto"],
    )
    for row in rows:
        if row["words"]:
            facts = {"quarter": row["quarter"], "supporter": Supporter(row["supporter"]).label}
            yield Heading(_("Quarter %(quarter)s, in their words: %(supporter)s") % facts, 3)
            yield Bullets(row["words"])


def obstacles(reader: Reader, texts: Sequence[str]) -> Blocks:
    """What stands in the way: the furthest behind, reports that never came, and what the region writes."""
    behind = [row for row in reader.worst_first if row["on_track"] is False]
    late = [row for row in reader.package["completeness"]["chapters"] if row["reports"] < row["due"]]
    if not (behind or late or texts):
        return
    yield Heading(_("Obstacles and remarks"))
    yield from (Paragraph(text) for text in texts)
    if behind:
        yield Table(
            caption=_("Behind the pace, the furthest first"),
            header=[_("Indicator"), _("To date"), _("Gap"), _("Needed per month"), _("Forecast (estimate)")],
            rows=[
                [
                    reader.title(row["code"]),
                    reader.percent(row["achievement_to_date"]),
                    reader.amount(row["code"], row["gap"]),
                    reader.divided(row["code"], row["needed_per_month"]),
                    reader.divided(row["code"], row["forecast"]),
                ]
                for row in behind
            ],
            align=["left", "right", "right", "right", "right"],
            widths=["1", "auto", "auto", "auto", "auto"],
            bold=[1],
        )
    if late:
        missing = sum(row["due"] - row["reports"] for row in late)
        yield Paragraph(
            ngettext(
                "%(count)s report has not come in: %(who)s.",
                "%(count)s reports have not come in: %(who)s.",
                missing,
            )
            % {
                "count": figure(missing),
                "who": ", ".join(
                    f"{reader.chapter(row)} {figure(row['due'] - row['reports'])}" for row in late
                ),
            }
        )
