"""People: one person's page, and what is done with their data."""

from django.urls import URLPattern

from workplan.urls.paths import path
from workplan.views import people

urlpatterns: list[URLPattern] = [
    path("orang/pembukaan/", people.reveal_list, name="reveals"),
    path("orang/<int:pk>/", people.person_detail, name="person"),
    path("orang/<int:pk>/tampilkan/", people.reveal, name="person_reveal"),
    path("orang/<int:pk>/unduh/", people.download, name="person_download"),
    path("orang/<int:pk>/tarik/", people.withdraw, name="person_withdraw"),
    path("orang/<int:pk>/hapus/", people.erase, name="person_erase"),
]
