from pathlib import Path

import pytest

from federations.imports.organisation import read_folder
from rakerwil.csvfiles import FileRefused
from tests.factories.organisation import DistrictFactory, FederationFactory, RegionFactory

pytestmark = pytest.mark.django_db

REGIONS = "code,bps_code,iso_code,name,short_name,capital,time_zone,island_group,grid_column,grid_row"
REGION = "31,31,ID-JK,DKI Jakarta,Jakarta,Jakarta,WIB,Jawa,4,4"
DISTRICTS = "code,region_code,kind,name"
FEDERATIONS = "code,name,sector_id,sector_en,aliases,active"
FEDERATION = "GARTEKS,Federasi Garmen,garmen,garment,FSB GARTEKS,yes"
UNITS = "code,name,task_id,task_en"
CHAPTERS = "region_code,federation,district_code,active_from,active_to"


@pytest.fixture
def write(tmp_path):
    """Write a folder of files, each as lines; None leaves a file out."""
    whole = {
        "regions": [REGIONS, REGION],
        "districts": None,
        "federations": [FEDERATIONS, FEDERATION],
        "units": [UNITS, "IIWE,IIWE,pendidikan,education"],
        "chapters": [CHAPTERS, "31,GARTEKS,,2019-01-01,"],
    }

    def call(**files: list[str] | None) -> Path:
        for name, lines in {**whole, **files}.items():
            if lines is not None:
                (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return call


def problems(folder: Path) -> list[str]:
    """What is wrong, one line each."""
    with pytest.raises(FileRefused) as refusal:
        read_folder(folder)
    return [str(problem) for problem in refusal.value.problems]


def test_read_folder_gives_rows_as_fields(write):
    organisation = read_folder(write())

    assert organisation.federations == [
        {
            "code": "GARTEKS",
            "name": "Federasi Garmen",
            "sector_id": "garmen",
            "sector_en": "garment",
            "short_name": "FSB GARTEKS",
            "is_active": True,
        }
    ]
    assert organisation.regions[0]["grid_column"] == 4
    assert organisation.districts == []


def test_read_folder_takes_the_code_where_there_is_no_alias(write):
    organisation = read_folder(write(federations=[FEDERATIONS, FEDERATION, "FPE,Federasi,energi,energy,,no"]))

    row = organisation.federations[1]
    assert (row["short_name"], row["is_active"]) == ("FPE", False)


def test_read_folder_accepts_a_byte_order_mark_and_columns_in_any_order(write):
    folder = write(units=["name,code,task_en,task_id", "IIWE,IIWE,education,pendidikan"])
    units = folder / "units.csv"
    units.write_bytes(b"\xef\xbb\xbf" + units.read_bytes())

    assert read_folder(folder).units[0]["task_id"] == "pendidikan"


def test_read_folder_knows_codes_of_the_database(write):
    FederationFactory(code="FKUI")
    DistrictFactory(code="31.71", region=RegionFactory(code="31"))

    organisation = read_folder(write(chapters=[CHAPTERS, "31,FKUI,31.71,2019-01-01,"]))

    assert organisation.chapters[0]["district"] == "31.71"


def test_read_folder_without_a_needed_file_is_refused(tmp_path):
    assert problems(tmp_path) == [
        "regions.csv: tidak ada",
        "federations.csv: tidak ada",
        "units.csv: tidak ada",
        "chapters.csv: tidak ada",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04\xff\xfe", "bukan teks UTF-8"),
        (b"code\x00name", "bukan berkas teks"),
        (b"", "kosong"),
        (b'code,name,task_id,task_en\n"IIWE', "tidak dapat dibaca sebagai CSV"),
    ],
    ids=["workbook", "binary", "empty", "broken quotes"],
)
def test_read_folder_with_a_foreign_file_is_refused(write, content, reason):
    folder = write()
    (folder / "units.csv").write_bytes(content)

    [problem] = problems(folder)

    assert problem.startswith("units.csv")
    assert reason in problem


def test_read_folder_names_unknown_and_missing_columns_of_every_file(write):
    folder = write(units=["code,name,task_id,task", "IIWE,IIWE,a,b"], chapters=["region_code", "31"])

    found = problems(folder)

    assert found[:2] == [
        "units.csv, baris 1, kolom task: kolom tidak dikenal",
        "units.csv, baris 1, kolom task_en: kolom tidak ada",
    ]
    assert len(found) == 6


@pytest.mark.parametrize(
    ("file", "row", "expected"),
    [
        ("regions", "3,31,ID-XX,Lain,L,Kota,WIB,Jawa,1,1", "kolom code: “3” bukan kode yang sesuai"),
        ("regions", "32,32,ID-JB,Jabar,Jabar,Bandung,GMT,Jawa,1,1", "kolom time_zone"),
        ("regions", "32,32,ID-JB,Jabar,Jabar,Bandung,WIB,Jawa,x,1", "kolom grid_column"),
        ("regions", "32,32,ID-JB,DKI Jakarta,Jabar,Bandung,WIB,Jawa,1,1", "sudah menjadi nama wilayah 31"),
        ("regions", f"32,32,ID-JB,{'x' * 61},Jabar,Bandung,WIB,Jawa,1,1", "lebih panjang dari 60 karakter"),
        ("regions", "32,32,ID-JB,,Jabar,Bandung,WIB,Jawa,1,1", "kolom name: kosong"),
        ("regions", REGION, "kolom code: sudah ada di baris 2"),
        ("federations", "fpe,Federasi,energi,energy,,yes", "“fpe” bukan kode yang sesuai"),
        ("federations", "FPE,Federasi,energi,energy,,ya", "kolom active"),
        ("federations", FEDERATION, "sudah ada di baris 2"),
        ("units", "IIWE,IIWE,a,b", "sudah ada di baris 2"),
        ("chapters", "99,GARTEKS,,2019-01-01,", "kolom region_code: “99” tidak dikenal"),
        ("chapters", "31,FPE,,2019-01-01,", "kolom federation: “FPE” tidak dikenal"),
        ("chapters", "31,GARTEKS,31.71,2019-01-01,", "kolom district_code: “31.71” tidak dikenal"),
        ("chapters", "31,GARTEKS,,,", "kolom active_from: kosong"),
        ("chapters", "31,GARTEKS,,1-1-2019,", "kolom active_from: “1-1-2019”"),
        ("chapters", "31,GARTEKS,,2019-02-01,2019-01-01", "kolom active_to: mendahului hari pertama"),
        ("chapters", "31,GARTEKS,,2020-01-01,", "sudah ada di baris 2"),
        ("chapters", "31,GARTEKS", "berisi 2 sel"),
    ],
)
def test_read_folder_refuses_a_row_with_its_number_and_column(write, file, row, expected):
    lines = {
        "regions": [REGIONS, REGION],
        "federations": [FEDERATIONS, FEDERATION],
        "units": [UNITS, "IIWE,IIWE,pendidikan,education"],
        "chapters": [CHAPTERS, "31,GARTEKS,,2019-01-01,"],
    }[file]

    found = problems(write(**{file: [*lines, row]}))

    assert any(line.startswith(f"{file}.csv, baris 3") and expected in line for line in found), found


def test_read_folder_refuses_a_seat_in_another_region(write):
    RegionFactory(code="32")
    folder = write(
        districts=[DISTRICTS, "32.01,32,Kabupaten,Kabupaten Bogor"],
        chapters=[CHAPTERS, "31,GARTEKS,32.01,2019-01-01,"],
    )

    assert problems(folder) == ["chapters.csv, baris 2, kolom district_code: 32.01 berada di wilayah 32"]


def test_read_folder_refuses_a_seat_of_the_coordinator_s_office(write):
    folder = write(
        federations=[FEDERATIONS, FEDERATION, "KORWIL,Kantor Korwil,kantor,office,Korwil langsung,yes"],
        districts=[DISTRICTS, "31.71,31,Kota,Kota Jakarta Pusat"],
        chapters=[CHAPTERS, "31,KORWIL,31.71,2019-01-01,"],
    )

    assert problems(folder) == [
        "chapters.csv, baris 2, kolom district_code: kantor Korwil sendiri meliputi seluruh wilayah"
    ]


def test_read_folder_tells_everything_at_once(write):
    folder = write(
        federations=[FEDERATIONS, "GARTEKS,,garmen,garment,,maybe"],
        chapters=[CHAPTERS, "99,GARTEKS,,2019-01-01,", "31,NONE,,x,"],
    )

    assert [line.split(":")[0] for line in problems(folder)] == [
        "federations.csv, baris 2, kolom name",
        "federations.csv, baris 2, kolom active",
        "chapters.csv, baris 2, kolom region_code",
        "chapters.csv, baris 3, kolom federation",
        "chapters.csv, baris 3, kolom active_from",
    ]
