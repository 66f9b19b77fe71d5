"""A region's package, or the book of all regions, as an Excel workbook."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rakerwil.workbooks import FOUR, WHOLE, Book, Formula, Value, decimals_format
from workplan.enums import ActionState, Addressee, Outcome, RecommendationKind, SupportAnswer, Supporter
from workplan.exports.input_recommendations import owed_by, owed_state
from workplan.exports.packages import Json, Reader, answer_of


def number(text: str | None) -> Decimal | None:
    """A figure of the package as a number."""
    return None if text is None else Decimal(text)


def masukan_workbook(package: Json) -> bytes:
    """One region: its figures, recommendations, actions, completeness, and what it says of its support."""
    reader, book = Reader(package), Book()
    summary(book, reader)
    indicators(book, [reader])
    federations(book, [reader])
    recommendations(book, [reader], {})
    actions(book, [reader])
    owed(book, reader)
    completeness(book, [reader])
    support(book, [reader])
    return book.close()


def summary(book: Book, reader: Reader) -> None:
    """The package on one sheet: what it is, and the figures that lead."""
    head, rollup = reader.head, reader.rollup
    sheet = book.sheet(_("Summary"), [(_("Item"), 34), (_("Value"), 60)])
    sheet.row([_("Region"), reader.region])
    sheet.row([_("Year"), (head["year"], "0")])
    sheet.row([_("Figures as of"), reader.as_of])
    sheet.row([_("Version"), (head["version"], WHOLE)])
    sheet.row([_("State"), _("Submitted") if reader.is_final else _("DRAFT")])
    sheet.row([_("Submitted at"), reader.moment(head["submitted_at"])])
    sheet.row([_("Hash"), head["hash"] or ""])
    sheet.row([_("Score to date"), (number(rollup["score_to_date"]), FOUR, rollup["category_to_date"] or "")])
    sheet.row([_("Score of the year"), (number(rollup["score"]), FOUR, rollup["category"] or "")])
    sheet.row([_("Completeness, percent"), (number(rollup["completeness"]), FOUR)])
    sheet.row([_("Timeliness, percent"), (number(rollup["timeliness"]), FOUR)])
    if reader.meeting:
        sheet.row([_("Meeting"), reader.meeting["title"]])
        sheet.row([_("Present"), (reader.meeting["present"], WHOLE)])
    sheet.row([_("Foreword"), head["foreword"]])
    sheet.row([_("Remarks"), head["remarks"]])


def indicator_columns(place: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The header of a table of indicators."""
    return [
        *place,
        (_("Code"), 9),
        (_("Indicator"), 40),
        (_("Unit of measure"), 10),
        (_("Target"), 16),
        (_("Actual"), 16),
        (_("Numerator"), 12),
        (_("Denominator"), 12),
        (_("Expected by now"), 16),
        (_("Achievement of the year, percent"), 14),
        (_("Achievement to date, percent"), 14),
        (_("Category to date"), 16),
        (_("Gap"), 16),
        (_("Needed per month"), 14),
        (_("Forecast (estimate)"), 16),
        (_("Waiting for verification"), 12),
        (_("Reports"), 10),
        (_("Reports owed"), 10),
    ]


def worked_out(text: str, result: Decimal, known: str | None) -> Value:
    """A formula where it gives what the page shows, to the four decimals of the roll-up; else the figure."""
    exact = number(known)
    if exact is None or abs(result - exact) > Decimal("0.00005"):
        return exact
    return Formula(text, exact)


def achievement(reader: Reader, row: Json, actual: str | None, at: int, columns: tuple[str, str]) -> Value:
    """Of the year, from the cells of target and actual in row `at` (domain rule 4)."""
    facts = reader.framework[row["code"]]
    target, reached = number(row["target"]), number(actual)
    if not target or reached is None:
        return number(row["achievement"])
    aim, have = (f"{column}{at}" for column in columns)
    if facts["direction"] == "down":
        result = max(Decimal(0), 100 * (2 * target - reached) / target)
        return worked_out(f"=MAX(0,100*(2*{aim}-{have})/{aim})", result, row["achievement"])
    if facts["measure"] == "milestone":
        result = min(Decimal(100), 100 * reached / target)
        return worked_out(f"=MIN(100,100*{have}/{aim})", result, row["achievement"])
    return worked_out(f"=100*{have}/{aim}", 100 * reached / target, row["achievement"])


def gap(row: Json, actual: str | None, at: int, columns: tuple[str, str]) -> Value:
    """Target − actual (domain rule 9); an empty cell counts as 0 in a formula, as it does there."""
    target = number(row["target"])
    if target is None:
        return number(row["gap"])
    aim, have = (f"{column}{at}" for column in columns)
    return worked_out(f"={aim}-{have}", target - (number(actual) or 0), row["gap"])


def indicator_cells(reader: Reader, row: Json, at: int, columns: tuple[str, str]) -> list[Any]:
    """One indicator's figures in row `at`; a ratio's are percent. `columns`: of target and actual."""
    code = row["code"]
    facts = reader.framework[code]
    exact = FOUR if facts["measure"] == "ratio" else decimals_format(facts["decimals"])
    judged = reader.judged(row["category_to_date"])
    return [
        code,
        reader.text(code, "name"),
        reader.text(code, "unit"),
        (number(row["target"]), exact),
        (number(row["actual"]), exact),
        (number(row["numerator"]), WHOLE),
        (number(row["denominator"]), WHOLE),
        (number(row["expected"]), FOUR),
        (achievement(reader, row, row["actual"], at, columns), FOUR),
        (number(row["achievement_to_date"]), FOUR, row["category_to_date"] or ""),
        (judged.word, "", judged.category),
        (gap(row, row["actual"], at, columns), exact),
        (number(row["needed_per_month"]), FOUR),
        (number(row["forecast"]), FOUR),
        (row["pending"], WHOLE),
        (row["reports"], WHOLE),
        (row["due"], WHOLE),
    ]


def indicators(book: Book, readers: Sequence[Reader]) -> None:
    """Every indicator of every region."""
    sheet = book.sheet(_("Indicators"), indicator_columns([(_("Region"), 24)]), 3)
    for reader in readers:
        for row in reader.indicators:
            cells = indicator_cells(reader, row, sheet.next_row, ("E", "F"))
            sheet.row([reader.region, *cells])


def federations(book: Book, readers: Sequence[Reader]) -> None:
    """Chapters by indicator: pledge and actual side by side, one row each."""
    columns = [
        (_("Region"), 24),
        (_("Federation"), 16),
        (_("District"), 10),
        (_("Code"), 9),
        (_("Indicator"), 40),
        (_("Pledge"), 16),
        (_("Actual"), 16),
        (_("Achievement to date, percent"), 14),
        (_("Share of the region, percent"), 14),
    ]
    sheet = book.sheet(_("Federations × indicators"), columns, 4)
    for reader in readers:
        for chapter in reader.rollup["chapters"]:
            for row in chapter["indicators"]:
                if not row["due"] and row["actual"] is None:
                    continue
                sheet.row(
                    [
                        reader.region,
                        chapter["federation"],
                        chapter["district_code"],
                        row["code"],
                        reader.text(row["code"], "name"),
                        (number(row["target"]), "General"),
                        (number(row["actual"]), "General"),
                        (number(row["achievement_to_date"]), FOUR, row["category_to_date"] or ""),
                        (number(row["share"]), FOUR),
                    ]
                )


RECOMMENDATION_COLUMNS = (
    "region_code",
    "number",
    "title",
    "text",
    "kind",
    "addressee",
    "indicators",
    "raised_by",
    "decided_by",
    "present",
    "entitled",
    "due_on",
    "state",
    "outcome",
    "answer",
    "answer_owner",
    "answer_due_on",
)


NO_ANSWER = {"outcome": "", "answer": "", "owner": "", "due_on": None}


def recommendation_row(reader: Reader, row: Json, answers: Mapping[str, Json]) -> list[str]:
    """One recommendation as codes, for CSV (decisions, exports 24); `answers`: those given since."""
    answer = answer_of(answers, row) or NO_ANSWER
    quorum = row["quorum"] or {"present": "", "entitled": ""}
    return [
        reader.head["region"]["code"],
        row["number"],
        row["title"],
        row["text"],
        row["kind"],
        row["addressee"],
        " ".join(row["indicators"]),
        " ".join(reader.chapter(chapter).replace(" ", "-") for chapter in row["raised_by"]),
        row["decided_by"] or "",
        str(quorum["present"]),
        str(quorum["entitled"]),
        row["due_on"] or "",
        row["state"],
        answer["outcome"],
        answer["answer"],
        answer["owner"],
        answer["due_on"] or "",
    ]


def recommendations(book: Book, readers: Sequence[Reader], answers: Mapping[str, Json]) -> None:
    """The adopted recommendations, one row each, with their answers: of frozen ones those given since."""
    columns = [
        (_("Region"), 24),
        (_("No."), 8),
        (_("Title"), 40),
        (_("Recommendation"), 80),
        (_("Kind"), 18),
        (_("Addressed to"), 22),
        (_("Indicators"), 18),
        (_("Raised by"), 24),
        (_("Deadline"), 18),
        (_("Present"), 10),
        (_("Full delegates"), 10),
        (_("Outcome"), 18),
        (_("Answer"), 60),
        (_("Owner"), 28),
        (_("Until"), 18),
    ]
    sheet = book.sheet(_("Recommendations"), columns, 2)
    for reader in readers:
        for row in reader.package["recommendations"]:
            quorum = row["quorum"] or {"present": None, "entitled": None}
            answer = answer_of(answers, row) or NO_ANSWER
            sheet.row(
                [
                    reader.region,
                    row["number"],
                    row["title"],
                    row["text"],
                    str(RecommendationKind(row["kind"]).label),
                    str(Addressee(row["addressee"]).label),
                    ", ".join(row["indicators"]),
                    ", ".join(reader.chapter(chapter) for chapter in row["raised_by"]),
                    date.fromisoformat(row["due_on"]) if row["due_on"] else None,
                    (quorum["present"], WHOLE),
                    (quorum["entitled"], WHOLE),
                    str(Outcome(answer["outcome"]).label) if answer["outcome"] else "",
                    answer["answer"],
                    answer["owner"],
                    date.fromisoformat(answer["due_on"]) if answer["due_on"] else None,
                ]
            )


def actions(book: Book, readers: Sequence[Reader]) -> None:
    """The open actions."""
    columns = [
        (_("Region"), 24),
        (_("No."), 8),
        (_("Action"), 80),
        (_("Owner"), 28),
        (_("Deadline"), 18),
        (_("State"), 18),
    ]
    sheet = book.sheet(_("Open actions"), columns, 2)
    for reader in readers:
        for row in reader.package["actions"]:
            sheet.row(
                [
                    reader.region,
                    row["number"],
                    row["text"],
                    row["owner"],
                    date.fromisoformat(row["due_on"]),
                    str(ActionState(row["state"]).label),
                ]
            )


def owed(book: Book, reader: Reader) -> None:
    """What earlier years still owe; no sheet where nothing is."""
    rows = reader.package.get("owed", ())
    if rows:
        header = [(_("Year"), 8), (_("No."), 8), (_("Recommendation"), 60), (_("State"), 34)]
        sheet = book.sheet(_("Answers owed"), [*header, (_("Owner, deadline"), 40)], 2)
        for row in rows:
            told = (owed_state(row), owed_by(row["disposition"]))
            sheet.row([(row["year"], "0"), row["number"], row["title"], *told])


def completeness(book: Book, readers: Sequence[Reader]) -> None:
    """Who reported, and who in time, with the sums at the end."""
    columns = [
        (_("Region"), 24),
        (_("Federation"), 16),
        (_("District"), 10),
        (_("Reports owed"), 10),
        (_("Reported"), 10),
        (_("On time"), 10),
        (_("Completeness, percent"), 14),
        (_("Timeliness, percent"), 14),
    ]
    sheet = book.sheet(_("Completeness"), columns, 2)
    rows = [(reader, row) for reader in readers for row in reader.package["completeness"]["chapters"]]
    for reader, row in rows:
        counts = [(row[name], WHOLE) for name in COUNTED]
        shares = reported_shares(row, sheet.next_row, ("D", "E", "F"))
        sheet.row([reader.region, row["federation"], row["district_code"], *counts, *shares])
    if rows:
        sums = {name: sum(row[name] for _reader, row in rows) for name in COUNTED}
        last = sheet.next_row - 1
        totals = [
            (Formula(f"=SUM({column}2:{column}{last})", sums[name]), WHOLE)
            for name, column in zip(COUNTED, "DEF", strict=True)
        ]
        shares = reported_shares(sums, sheet.next_row, ("D", "E", "F"))
        sheet.row([_("Total"), "", "", *totals, *shares], is_total=True)


COUNTED = ("due", "reports", "timely")


def reported_shares(row: Json, at: int, columns: tuple[str, str, str]) -> list[tuple[Value, str]]:
    """Completeness and timeliness as formulas (domain rule 12); nothing where nothing is owed."""
    if not row["due"]:
        return [(None, FOUR), (None, FOUR)]
    owed, *parts = columns
    return [
        (Formula(f"=100*{part}{at}/{owed}{at}", Decimal(100 * row[name]) / row["due"]), FOUR)
        for part, name in zip(parts, COUNTED[1:], strict=True)
    ]


def support(book: Book, readers: Sequence[Reader]) -> None:
    """How the federations rated the support they got, as sums; no sheet before a quarter has closed.

    Where too few have answered only how many they are; what was frozen before there were ratings has none.
    """
    rows = [(reader, row) for reader in readers for row in reader.package.get("support", ())]
    if not rows:
        return
    columns = [
        (_("Region"), 24),
        (_("Quarter"), 9),
        (_("Support by"), 24),
        (_("Federations asked"), 12),
        (_("Answered"), 10),
        *((f"{_('In time')}: {answer.label}", 12) for answer in SupportAnswer),
        *((f"{_('Useful')}: {answer.label}", 12) for answer in SupportAnswer),
        (_("In their words"), 80),
    ]
    sheet = book.sheet(_("Support"), columns, 3)
    for reader, row in rows:
        counts = [
            ((row[question] or {}).get(answer.value), WHOLE)
            for question in ("in_time", "useful")
            for answer in SupportAnswer
        ]
        sheet.row(
            [
                reader.region,
                (row["quarter"], WHOLE),
                str(Supporter(row["supporter"]).label),
                (row["asked"], WHOLE),
                (row["answered"], WHOLE),
                *counts,
                "\n".join(row["words"] or ()) or (_("not enough answers") if row["in_time"] is None else ""),
            ]
        )
