"""The ground both apps stand on."""

from django.apps import AppConfig


class RakerwilConfig(AppConfig):
    """Registers the shared template tags."""

    name = "rakerwil"
