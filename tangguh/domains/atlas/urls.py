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
    path("roads/", views.roads, name="roads"),
    path("roads/check/", views.check_roads, name="check_roads"),
    path("roads/draw/", views.draw, name="draw_road"),
    path("roads/capacities/", views.capacities, name="capacities"),
    path("roads/capacities/set/", views.set_capacity, name="set_capacity"),
    path("roads/sets/<int:pk>/", views.road_set, name="road_set"),
    path("roads/sets/<int:pk>/accept/", views.accept_roads, name="accept_roads"),
    path("roads/sets/<int:pk>/discard/", views.discard_roads, name="discard_roads"),
    path("roads/<int:pk>/", views.road, name="road"),
    path("roads/<int:pk>/close/", views.close, name="close_road"),
    path("roads/<int:pk>/open/", views.reopen, name="open_road"),
    path("roads/<int:pk>/correct/", views.correct_road, name="correct_road"),
]
