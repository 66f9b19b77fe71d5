"""The app of what they undertake."""

from django.apps import AppConfig


class WorkplanConfig(AppConfig):
    """Indicators, targets, pledges, contributions, meetings, recommendations and reports."""

    name = "workplan"
