from django.urls import path

from tangguh.domains.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.index, name="list"),
    path("table/", views.export, name="export"),
    path("notices/", views.notices, name="notices"),
    path("register/", views.register, name="register"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/documents/add/", views.add_document, name="add_document"),
    path("<int:pk>/contacts/add/", views.add_contact, name="add_contact"),
    path("documents/<int:pk>/correct/", views.correct_document, name="correct_document"),
    path("contacts/<int:pk>/correct/", views.correct_contact, name="correct_contact"),
    path("<int:pk>/members/add/", views.add_member, name="add_member"),
    path("<int:pk>/verify/", views.verify, name="verify"),
]
