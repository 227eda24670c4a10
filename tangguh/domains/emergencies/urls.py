from django.urls import path

from tangguh.domains.emergencies import views

app_name = "emergencies"
urlpatterns = [
    path("", views.district, name="district"),
    path("<str:code>/", views.profile, name="profile"),
]
