from django.urls import path

from tangguh.domains.atlas import views

app_name = "atlas"
urlpatterns = [
    path("boundaries/", views.boundaries, name="boundaries"),
    path("boundaries/check/", views.check, name="check"),
    path("boundaries/<int:pk>/", views.boundary_set, name="boundary_set"),
    path("boundaries/<int:pk>/accept/", views.accept, name="accept"),
    path("boundaries/<int:pk>/discard/", views.discard, name="discard"),
    path("zones/", views.zones, name="zones"),
    path("zones/check/", views.check_zones, name="check_zones"),
    path("zones/zones.geojson", views.zones_geojson, name="zones_geojson"),
    path("zones/<int:pk>/", views.zone_set, name="zone_set"),
    path("zones/<int:pk>/accept/", views.accept_zones, name="accept_zones"),
    path("zones/<int:pk>/discard/", views.discard_zones, name="discard_zones"),
    path("zones/<int:pk>/end/", views.end_zones, name="end_zones"),
    path("gauges/", views.gauges, name="gauges"),
    path("gauges/add/<str:code>/", views.add_gauge, name="add_gauge"),
    path("gauges/<int:pk>/correct/", views.correct_gauge, name="correct_gauge"),
    path("facilities/", views.facilities, name="facilities"),
    path("facilities/table/", views.export, name="export"),
    path("facilities/add/", views.add, name="add_facility"),
    path("facilities/<int:pk>/", views.facility, name="facility"),
    path("facilities/<int:pk>/correct/", views.correct, name="correct_facility"),
    path("facilities/<int:pk>/end/", views.end, name="end_facility"),
]
