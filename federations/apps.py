"""The app of who they are."""

from django.apps import AppConfig


class FederationsConfig(AppConfig):
    """Regions, federations, chapters, units, people, users and roles."""

    name = "federations"
