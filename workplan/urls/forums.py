"""The national office's working list, composites, the national forum, and what came of its answers."""

from django.urls import URLPattern

from workplan.urls.paths import path
from workplan.views import composites, consequences, forums, worklists

urlpatterns: list[URLPattern] = [
    # the working list: order, and several lines in one act
    path("<year:year>/rakornas/rekomendasi/", worklists.desk, name="disposition_desk"),
    path("<year:year>/rakornas/rekomendasi/urutkan/", worklists.move, name="worklist_move"),
    *(
        path(
            f"<year:year>/rakornas/rekomendasi/{word}/",
            worklists.block,
            {"act": word},
            name=f"worklist_{name}",
        )
        for word, name in (
            ("jawab", "answer"),
            ("terbitkan", "publish"),
            ("terlaksana", "carry_out"),
            ("gabungkan", "group"),
            ("prioritas", "set_priority"),
            ("acara", "take_up"),
        )
    ),
    # a composite: its page, its wording, its origins, its answer
    path("<year:year>/rakornas/gabungan/<int:number>/", composites.composite_detail, name="composite"),
    path(
        "<year:year>/rakornas/gabungan/<int:number>/ubah/",
        composites.EditCompositeView.as_view(),
        name="composite_edit",
    ),
    path("<year:year>/rakornas/gabungan/<int:number>/tambah/", composites.add, name="composite_add"),
    path(
        "<year:year>/rakornas/gabungan/<int:number>/lepas/<int:pk>/",
        composites.let_go,
        name="composite_let_go",
    ),
    path("<year:year>/rakornas/gabungan/<int:number>/urai/", composites.dissolve, name="composite_dissolve"),
    path("<year:year>/rakornas/gabungan/<int:number>/jawaban/", composites.answer, name="composite_answer"),
    *(
        path(f"<year:year>/rakornas/gabungan/<int:number>/jawaban/{word}/", view, name=f"composite_{name}")
        for word, name, view in (
            ("cabut", "take_back", composites.take_back),
            ("kemajuan", "report_progress", composites.report_progress),
            ("terlaksana", "carry_out", composites.carry_out),
        )
    ),
    # what comes of an answer
    *(
        path(f"<year:year>/rakornas/jawaban/<int:pk>/{word}/", view, name=f"consequence_{name}")
        for word, name, view in (
            ("indikator", "indicator", consequences.make_indicator),
            ("target", "target", consequences.make_target),
            ("program", "programme", consequences.make_programme),
            ("tindak-lanjut", "action", consequences.make_action),
        )
    ),
    # the national forum
    path("<year:year>/rakornas/rapat/baru/", forums.create, name="forum_create"),
    path("rakerwil/<slug:slug>/masukan-wilayah/", forums.forum, name="forum"),
    path("rakerwil/<slug:slug>/masukan-wilayah/<int:pk>/putuskan/", forums.decide, name="forum_decide"),
]
