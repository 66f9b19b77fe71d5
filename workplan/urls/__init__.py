"""What they undertake, as addresses; one room of pages after the other."""

from django.urls import URLPattern

from workplan.urls import figures, forums, meetings, people, recommendations, reports

urlpatterns: list[URLPattern] = [
    *figures.urlpatterns,
    *reports.urlpatterns,
    *meetings.urlpatterns,
    *people.urlpatterns,
    *recommendations.urlpatterns,
    *forums.urlpatterns,
]
