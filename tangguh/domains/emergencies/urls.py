from django.urls import path

from tangguh.domains.emergencies import views

app_name = "emergencies"
urlpatterns = [
    path("", views.district, name="district"),
    path("buddies/", views.coverage, name="buddies_coverage"),
    path("buddies/<str:code>/", views.buddies, name="buddies"),
    path("buddies/<str:code>/propose/", views.propose, name="propose"),
    path("buddies/<str:code>/flooded/", views.flooded, name="flooded"),
    path("buddies/<str:code>/training/", views.training, name="training"),
    path("buddies/<str:code>/helpers/", views.helpers, name="helpers"),
    path("buddies/<str:code>/helpers/add/", views.add_helper, name="add_helper"),
    path("helpers/<int:pk>/change/", views.change_helper, name="change_helper"),
    path("pairs/<int:pk>/", views.pair, name="pair"),
    path("pairs/<int:pk>/renew/", views.renew, name="renew_pair"),
    path("levels/<str:code>/declare/", views.declare_level, name="declare_level"),
    path("<str:code>/", views.profile, name="profile"),
]
