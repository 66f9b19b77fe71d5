import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from rakerwil import views

STATIC = Path(settings.BASE_DIR, "static")


def gallery(sheet=""):
    request = RequestFactory().get("/galeri/", {"lembar": sheet} if sheet else {})
    request.user = AnonymousUser()
    return views.gallery(request).content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("sheet", ["", *views.GALLERY_SHEETS])
def test_gallery_shows_every_component_in_both_languages(sheet, language, db):
    with translation.override(language):
        text = gallery(sheet)

    assert f'<html lang="{language}"' in text


@pytest.mark.parametrize("sheet", ["", *views.GALLERY_SHEETS])
def test_pages_obey_the_strict_policy(sheet, db):
    text = gallery(sheet)

    assert not re.findall(r"<style|\sstyle=|\son\w+=|javascript:|<script(?! src=)", text)


def test_every_shape_is_in_the_sprite(db):
    sprite = Path(STATIC, "img", "glyphs.svg").read_text()

    used = set(re.findall(r"glyphs\.svg#(\w+)", gallery() + gallery("sheet")))

    assert used <= set(re.findall(r'id="(\w+)"', sprite))


def test_a_linked_sheet_exists(db):
    named = {
        name
        for template in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for tag in re.findall(r"{% css ([^%]+) %}", template.read_text())
        for name in re.findall(r'"(\w+)"', tag)
    }

    assert named <= {path.stem for path in Path(STATIC, "css", "components").glob("*.css")}
