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
    path("drills/", views.drills, name="drills"),
    path("drills/plan/", views.plan, name="plan_drill"),
    path("drills/replay/", views.replay, name="replay"),
    path("drills/replay/<str:code>/<str:event>/", views.replay_event, name="replay_event"),
    path("drills/<int:pk>/", views.drill, name="drill"),
    path("drills/<int:pk>/report.pdf", views.report, name="drill_report"),
    path("drills/<int:pk>/steps/<int:number>/", views.step, name="step"),
    path("drills/<int:pk>/alarm/", views.alarm, name="alarm"),
    path("drills/<int:pk>/arrive/", views.arrive, name="arrive"),
    path("drills/<int:pk>/event/", views.event, name="drill_event"),
    path("drills/<int:pk>/problem/", views.problem, name="problem"),
    path("drills/<int:pk>/end/", views.end, name="end_drill"),
    path("problems/<int:pk>/action/", views.action, name="action"),
    path("problems/<int:pk>/finish/", views.finish, name="finish_action"),
    path("problems/<int:pk>/hand/", views.hand, name="hand_problem"),
    path("outreach/", views.outreach, name="outreach"),
    path("outreach/record/", views.record_session, name="record_session"),
    path("outreach/<int:pk>/", views.session, name="session"),
    path("<str:code>/", views.profile, name="profile"),
]
