from django.urls import path

from tangguh.domains.evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="list"),
    path("table/", views.export, name="export"),
    path("upload/", views.upload, name="upload"),
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/file/", views.file_, name="file"),
    path("<int:pk>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("<int:pk>/original/", views.original, name="original"),
    path("samples/", views.samples, name="samples"),
    path("samples/draw/", views.draw, name="draw"),
    path("samples/<int:pk>/", views.sample, name="sample"),
    path("samples/<int:pk>/table/", views.sample_table, name="sample_table"),
]
