"""The files of `export_rakornas`: a region's Masukan or the book, in each format from the same content."""

from rakerwil import jsonfiles
from rakerwil.csvfiles import written
from workplan.exports.book_workbooks import book_workbook
from workplan.exports.books import himpunan
from workplan.exports.national_inputs import masukan
from workplan.exports.packages import Json, Reader
from workplan.exports.rollup import rollup_csv
from workplan.exports.workbooks import (
    RECOMMENDATION_COLUMNS,
    masukan_workbook,
    recommendation_row,
)

FORMATS = ("pdf", "docx", "xlsx", "csv", "json")
TABLES = ("figures", "recommendations")

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def masukan_file(
    package: Json, wanted: str, *, kept_pdf: bytes | None = None, table: str = "figures", logo: str = ""
) -> bytes:
    """A region's package in one format; `kept_pdf`: the bytes frozen at submission, which stand.

    `logo`: of the region's letterhead, a PNG in base 64.
    """
    match wanted:
        case "pdf":
            return kept_pdf if kept_pdf is not None else masukan(package, logo).pdf()
        case "docx":
            return masukan(package, logo).docx()
        case "xlsx":
            return masukan_workbook(package)
        case "csv":
            rollup = {"nation": None, "regions": [package["rollup"]]}
            return _csv(rollup, [package], {}, table)
        case "json":
            return jsonfiles.written(package)
    raise ValueError(f"unknown format {wanted}")


def book_file(content: Json, wanted: str, *, table: str = "figures") -> bytes:
    """The book of all regions in one format."""
    match wanted:
        case "pdf":
            return himpunan(content).pdf()
        case "docx":
            return himpunan(content).docx()
        case "xlsx":
            return book_workbook(content)
        case "csv":
            packages = list(content["regions"])
            rollup = {"nation": content["nation"], "regions": [package["rollup"] for package in packages]}
            return _csv(rollup, packages, content["answers"], table)
        case "json":
            return jsonfiles.written(content)
    raise ValueError(f"unknown format {wanted}")


def _csv(rollup: Json, packages: list[Json], answers: Json, table: str) -> bytes:
    """The figures, or one row per recommendation (decisions, exports 24)."""
    if table == "recommendations":
        rows = [
            recommendation_row(Reader(package), row, answers)
            for package in packages
            for row in package["recommendations"]
        ]
        return written([RECOMMENDATION_COLUMNS, *rows])
    return written(rollup_csv(dict(rollup)))
