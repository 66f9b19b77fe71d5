"""Every text a person reads, in both languages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def catalogue(top: Path, language: str) -> polib.POFile:
    return polib.pofile(str(top / f"rakerwil/locale/{language}/LC_MESSAGES/django.po"))


@pytest.fixture(scope="session")
def extracted(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product whose catalogues have just been read from its sources."""
    copy = tmp_path_factory.mktemp("extracted") / "product"
    for name in ("rakerwil", "federations", "workplan", "templates"):
        shutil.copytree(repository / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(repository / "manage.py", copy)
    command = [sys.executable, "manage.py", "makemessages", "--add-location", "never", "--no-obsolete"]
    languages = [argument for language in LANGUAGES for argument in ("--locale", language)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "rakerwil.settings"}
    subprocess.run([*command, *languages], cwd=copy, env=environment, check=True, capture_output=True)
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_in_the_catalogue_and_no_other(repository, extracted, language):
    needed = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(extracted, language)}

    found = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(repository, language)}

    assert needed - found == set()
    assert found - needed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(repository, language):
    unfinished = [entry.msgid for entry in catalogue(repository, language) if not entry.translated()]

    assert unfinished == []
    assert not catalogue(repository, language).metadata_is_fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(repository, language):
    source = repository / f"rakerwil/locale/{language}/LC_MESSAGES/django.po"

    result = subprocess.run(
        ["msgfmt", "--check-format", "--output-file=-", source], capture_output=True, check=False
    )

    assert result.stderr.decode() == ""
