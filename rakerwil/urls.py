"""The site map: paths are Indonesian words and codes, readable aloud (decisions, pages 17)."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from rakerwil import views

handler404 = views.not_found

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("workplan.urls")),
    path("", include("federations.urls")),
    path("bahasa/", views.language, name="language"),
]

if settings.DEBUG:
    urlpatterns.append(path("galeri/", views.gallery, name="gallery"))
