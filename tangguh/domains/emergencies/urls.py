from django.urls import path

from tangguh.domains.emergencies import views

app_name = "emergencies"
urlpatterns = [
    path("", views.district, name="district"),
    path("<str:code>/", views.profile, name="profile"),
    path("<str:code>/profile.pdf", views.profile_sheet, name="profile_sheet"),
    path("<str:code>/resources/add/", views.add_resource, name="add_resource"),
    path("<str:code>/resources/<int:pk>/correct/", views.correct_resource, name="correct_resource"),
    path("<str:code>/resources/<int:pk>/end/", views.end_resource, name="end_resource"),
    path("<str:code>/readiness/answer/", views.answer, name="answer"),
]
