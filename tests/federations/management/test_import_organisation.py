from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from federations.models import Chapter, District, Region

pytestmark = pytest.mark.django_db

FILES = {
    "regions": (
        "code,bps_code,iso_code,name,short_name,capital,time_zone,island_group,grid_column,grid_row\n"
        "31,31,ID-JK,DKI Jakarta,Jakarta,Jakarta,WIB,Jawa,4,4\n"
    ),
    "districts": "code,region_code,kind,name\n31.71,31,Kota,Kota Jakarta Pusat\n",
    "federations": (
        "code,name,sector_id,sector_en,aliases,active\n"
        "GARTEKS,Federasi Garmen,garmen,garment,FSB GARTEKS,yes\n"
        "KORWIL,Kantor Korwil,kantor,office,Korwil langsung,yes\n"
    ),
    "units": "code,name,task_id,task_en\nIIWE,IIWE,pendidikan,education\n",
    "chapters": "region_code,federation,district_code,active_from,active_to\n31,GARTEKS,,2019-01-01,\n",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> list[str]:
    """The lines that the command prints."""
    output = StringIO()
    call_command("import_organisation", str(folder), *options, stdout=output)
    return output.getvalue().splitlines()


def test_import_says_what_was_new_and_then_that_nothing_was(folder):
    first, second = run(folder), run(folder)

    assert first == [
        "regions.csv: 1 baris, 1 baru, 0 berubah",
        "districts.csv: 1 baris, 1 baru, 0 berubah",
        "federations.csv: 2 baris, 2 baru, 0 berubah",
        "units.csv: 1 baris, 1 baru, 0 berubah",
        "chapters.csv: 1 baris, 1 baru, 0 berubah",
    ]
    assert [line.partition(", ")[2] for line in second] == ["0 baru, 0 berubah"] * 5
    assert Chapter.objects.count() == 2


def test_import_without_districts_leaves_them_alone(folder):
    run(folder)
    (folder / "districts.csv").unlink()

    lines = run(folder)

    assert lines[1] == "districts.csv: 0 baris, 0 baru, 0 berubah"
    assert District.objects.count() == 1


def test_import_with_one_wrong_row_writes_nothing(folder):
    (folder / "chapters.csv").write_text(FILES["chapters"] + "31,FPE,,2019-01-01,\n", encoding="utf-8")

    with pytest.raises(CommandError) as refusal:
        run(folder)

    assert str(refusal.value) == "chapters.csv, baris 3, kolom federation: “FPE” tidak dikenal"
    assert refusal.value.returncode == 1
    assert Region.objects.count() == 0


def test_import_as_a_dry_run_writes_nothing(folder):
    lines = run(folder, "--dry-run")

    assert lines[0] == "regions.csv: 1 baris, 1 baru, 0 berubah"
    assert lines[-1] == "Tidak ada yang disimpan: ini hanya uji coba."
    assert Region.objects.count() == 0


def test_import_writes_down_who_acted(folder, admin):
    run(folder, "--as", admin.email)

    assert Region.history.get().history_user == admin


def test_import_as_somebody_unknown_is_refused(folder):
    with pytest.raises(CommandError, match="Tidak ada pengguna"):
        run(folder, "--as", "tidak.ada@contoh.example")

    assert Region.objects.count() == 0


def test_import_from_no_folder_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Tidak ada folder"):
        run(tmp_path / "tidak-ada")
