from django.urls import path

from tangguh.domains.atlas import views

app_name = "atlas"
urlpatterns = [
    path("boundaries/", views.boundaries, name="boundaries"),
    path("boundaries/check/", views.check, name="check"),
    path("boundaries/<int:pk>/", views.boundary_set, name="boundary_set"),
    path("boundaries/<int:pk>/accept/", views.accept, name="accept"),
    path("boundaries/<int:pk>/discard/", views.discard, name="discard"),
    path("facilities/", views.facilities, name="facilities"),
    path("facilities/table/", views.export, name="export"),
    path("facilities/add/", views.add, name="add_facility"),
    path("facilities/<int:pk>/", views.facility, name="facility"),
    path("facilities/<int:pk>/correct/", views.correct, name="correct_facility"),
    path("facilities/<int:pk>/end/", views.end, name="end_facility"),
]
