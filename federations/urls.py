"""Who they are, as addresses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
