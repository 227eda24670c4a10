from django.urls import path

from tangguh.domains.resilience import views

app_name = "resilience"
urlpatterns = [
    path("", views.district, name="district"),
    path("compare/", views.compare, name="compare"),
    path("releases/", views.releases, name="releases"),
    path("releases/check/", views.check, name="check"),
    path("releases/<int:pk>/", views.release, name="release"),
    path("releases/<int:pk>/accept/", views.accept, name="accept"),
    path("releases/<int:pk>/discard/", views.discard, name="discard"),
    path("<str:code>/evidence/", views.evidence, name="evidence"),
    path("<str:code>/evidence/<int:pk>/unlink/", views.unlink, name="unlink"),
    path("<str:code>/evidence.pdf", views.evidence_sheet, name="evidence_sheet"),
    path("<str:code>/", views.card, name="card"),
]
