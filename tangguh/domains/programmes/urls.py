from django.urls import path

from tangguh.domains.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.index, name="list"),
    path("export.csv", views.export, name="export"),
    path("new/", views.open_programme, name="open"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage/export.csv", views.export_coverage, name="export_coverage"),
    path("counted/<slug:measure>/", views.counted, name="counted"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit_programme, name="edit"),
    path("<int:pk>/status/", views.set_status, name="set_status"),
    path("<int:pk>/activities.csv", views.export_activities, name="export_activities"),
    path("<int:pk>/cycles/new/", views.open_cycle, name="open_cycle"),
    path("cycles/<int:pk>/activities/new/", views.plan_activity, name="plan_activity"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/edit/", views.edit_activity, name="edit_activity"),
    path("activities/<int:pk>/report/", views.report_update, name="report"),
]
