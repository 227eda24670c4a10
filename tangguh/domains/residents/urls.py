from django.urls import path

from tangguh.domains.residents import views

app_name = "residents"
urlpatterns = [
    path("", views.index, name="list"),
    path("counts/", views.counts, name="counts"),
    path("record/", views.record, name="record"),
    path("roster/", views.roster, name="roster"),
    path("import/", views.import_file, name="import"),
    path("import/<int:pk>/", views.waiting, name="waiting"),
    path("import/<int:pk>/accept/", views.accept, name="accept_import"),
    path("import/<int:pk>/discard/", views.discard, name="discard_import"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/add/", views.add, name="add"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/members/<int:member_pk>/correct/", views.correct, name="correct_member"),
    path("<int:pk>/renew/", views.renew, name="renew"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
