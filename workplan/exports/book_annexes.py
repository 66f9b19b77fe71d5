"""The book's annexes: how complete the reports are, what each indicator means, how it is counted."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from rakerwil.wording import figure
from workplan.exports.documents import Bullets, Heading, PageBreak, Paragraph, Table
from workplan.exports.packages import Json, Reader


def annexes(content: Json, readers: Sequence[Reader]) -> Iterator[object]:
    """Three of them."""
    yield PageBreak()
    yield Heading(_("Annexes"))
    yield Heading(_("A. Completeness of the reports"), 3)
    yield completeness(content["nation"], readers)
    yield Heading(_("B. The framework of indicators"), 3)
    yield framework(content, readers[0])
    yield Heading(_("C. How it is counted"), 3)
    yield Paragraph(_("The arithmetic is exact; only what is shown is rounded, half up."))
    yield Bullets(method(content, readers[0]))


def completeness(nation: Json, readers: Sequence[Reader]) -> Table:
    """Who reported, and who in time; the last line is the nation."""
    rows = [(reader.package["completeness"], reader.rollup, reader.region) for reader in readers]
    sums = {name: sum(row[name] for row, _rollup, _name in rows) for name in ("due", "reports", "timely")}
    pending = sum(row["pending"] for row, _rollup, _name in rows)
    total = ({**sums, "pending": pending}, nation, _("All regions"))
    return Table(
        header=[
            _("Region"),
            _("Reports owed"),
            _("Reported"),
            _("On time"),
            _("Waiting for verification"),
            _("Completeness"),
            _("Timeliness"),
        ],
        rows=[
            [
                name,
                *(figure(row[key]) for key in ("due", "reports", "timely", "pending")),
                readers[0].percent(rollup["completeness"]),
                readers[0].percent(rollup["timeliness"]),
            ]
            for row, rollup, name in [*rows, total]
        ],
        align=["left", *["right"] * 6],
        widths=["1", *["auto"] * 6],
        is_dense=True,
    )


def framework(content: Json, reader: Reader) -> Table:
    """Every indicator in sentences."""
    return Table(
        header=[_("Indicator"), _("Weight"), _("What is typed"), _("How it adds up"), _("How it is judged")],
        rows=[
            [
                f"{reader.title(row['code'])} ({reader.text(row['code'], 'unit')})",
                row["weight"],
                f"{row['typed']} {row['reported']}",
                row["adds_up"],
                row["judged"],
            ]
            for row in content["definitions"]
        ],
        align=["left", "right", "left", "left", "left"],
        widths=["1.2", "auto", "1.3", "1.2", "1.2"],
    )


def method(content: Json, reader: Reader) -> list[str]:
    """The arithmetic in words (domain, how it counts)."""
    names = ", ".join(
        _("%(name)s from %(percent)s") % {"name": step.name, "percent": figure(step.cut_off)}
        for step in reader.scale
    )
    return [
        _("Only verified reports count. A blank never becomes 0; what is missing is said beside each total."),
        _("A region is the sum of its chapters, the nation of its regions; what nobody has is no figure."),
        _("Ratios add numerators and denominators and divide at the very end; no percentage is averaged."),
        _(
            "The nation's target is the sum of the regions' targets, and only what regions with a target "
            "brought is held against it."
        ),
        _(
            "Achievement of the year is 100 × actual ÷ target; where less is better, "
            "100 × (2 × target − actual) ÷ target, not below 0."
        ),
        _(
            "Achievement to date holds the actual against what is expected by now, evenly over the year or "
            "along the quarters that the framework sets; in December both are the same."
        ),
        _(
            "The score is the mean of the achievements, each by its weight and at most %(cap)s; no report "
            "counts as 0."
        )
        % {"cap": figure(content["score_cap"])},
        _("Categories, by the exact value: %(names)s percent.") % {"names": names},
        _("The gap is target − actual; needed per month is the gap ÷ the months that are left."),
        _("Completeness is 100 × reports sent ÷ reports owed; timeliness counts those sent by the due day."),
    ]
