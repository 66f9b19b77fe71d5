"""A message of a region's, or the nation's, month for a group of leaders, ready to paste.

Plain text with the star that WhatsApp sets in bold, in short lines; codes and names of indicators, no person.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from rakerwil.mail import link
from rakerwil.wording import figure, month_name, percent, score
from workplan.exports.amounts import amount, target
from workplan.exports.briefs import decisions, short, word
from workplan.reporting.briefs import Brief
from workplan.reporting.figures import IndicatorFigures

WORST, BEST, LOWEST = 3, 2, 3
NAME = 44


def message(brief: Brief) -> str:
    """The month's figures, what lags, and what is asked."""
    scope, scale = brief.scope, brief.rollup.categories
    name = brief.region.name if brief.region else settings.CONFEDERATION["short_name"]
    told = {"place": name, "month": month_name(brief.as_of)}
    lines = [_bold(_("Performance pledge %(place)s, %(month)s") % told)]
    if scope.score_to_date is None:
        lines.append(_("No figure can be judged yet."))
    else:
        lines.append(
            _("Score to date: *%(score)s* (%(category)s)")
            % {
                "score": score(scope.score_to_date, scale),
                "category": word(brief, scope.category_to_date).lower(),
            }
        )
        lines.append(
            _("On pace: %(some)s of %(all)s indicators")
            % {"some": figure(scope.on_track), "all": figure(scope.with_target)}
        )
    lines.append(
        _("Reports in: %(complete)s, on time: %(timely)s")
        % {"complete": percent(scope.completeness), "timely": percent(scope.timeliness)}
    )
    for title, rows in ((_("Furthest behind"), brief.behind[:WORST]), (_("Goes best"), brief.best[:BEST])):
        if rows:
            lines += ["", _bold(title), *(f"- {_standing(brief, row)}" for row in rows)]
    if brief.region is None and brief.lowest:
        lines += [
            "",
            _bold(_("Lowest scores")),
            *(f"- {row.name}: {score(row.scope.score_to_date, scale)}" for row in brief.lowest[:LOWEST]),
        ]
    asked = decisions(brief)
    lines += ["", _bold(_("Asked of the leadership"))]
    lines += [f"- {sentence}" for sentence in asked] or [_("Nothing waits for a decision.")]
    args = (brief.year.year, brief.region.code) if brief.region else (brief.year.year,)
    path = f"{reverse('region' if brief.region else 'nation', args=args)}?per={brief.as_of:%Y-%m}"
    lines += ["", _("See here: %(link)s") % {"link": link(path)}]
    if brief.year.is_example:
        lines.append(_("Example: all figures are invented."))
    return "\n".join(lines)


def _bold(words: str) -> str:
    return f"*{words}*"


def _standing(brief: Brief, row: IndicatorFigures) -> str:
    return _("%(code)s %(name)s: %(actual)s of %(target)s (%(percent)s of the pace)") % {
        "code": row.code,
        "name": short(row.indicator.label.name, NAME),
        "actual": amount(row, row.actual),
        "target": target(row),
        "percent": percent(row.achievement_to_date, brief.rollup.categories),
    }
