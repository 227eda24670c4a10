from django.urls import path

from tangguh.domains.resilience import views

app_name = "resilience"
urlpatterns = [
    path("", views.district, name="district"),
    path("compare/", views.compare, name="compare"),
    path("weights/", views.weights, name="weights"),
    path("releases/", views.releases, name="releases"),
    path("releases/check/", views.check, name="check"),
    path("releases/<int:pk>/", views.release, name="release"),
    path("releases/<int:pk>/accept/", views.accept, name="accept"),
    path("releases/<int:pk>/discard/", views.discard, name="discard"),
    path("own/", views.own, name="own"),
    path("own/definition/", views.own_definition, name="own_definition"),
    path("own/follow-ups/", views.follow_ups, name="follow_ups"),
    path("own/follow-ups/<int:pk>/", views.follow_up, name="follow_up"),
    path("own/follow-ups/<int:pk>/strike/", views.strike_follow_up, name="strike_follow_up"),
    path("own/activities/<int:pk>/ask/", views.record_follow_up, name="record_follow_up"),
    path("own/<str:code>/", views.own_village, name="own_village"),
    path("own/<str:code>/finding/", views.hand_finding, name="hand_finding"),
    path("own/<str:code>/<str:indicator>/", views.own_rows, name="own_rows"),
    path("costs/", views.costs, name="costs"),
    path("costs/import/", views.import_costs, name="import_costs"),
    path("costs/template.csv", views.cost_template, name="cost_template"),
    path("costs/<str:intervention>/", views.cost, name="cost"),
    path("plans/", views.plans, name="plans"),
    path("plans/new/", views.draw_plan, name="draw_plan"),
    path("plans/<int:pk>/", views.plan, name="plan"),
    path("plans/<int:pk>/decide/", views.decide, name="decide"),
    path("plans/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("plans/<int:pk>/prices/", views.limit_prices, name="limit_prices"),
    path("plans/<int:pk>/decision.pdf", views.decision_sheet, name="decision_sheet"),
    path("<str:code>/evidence/", views.evidence, name="evidence"),
    path("<str:code>/evidence/<int:pk>/unlink/", views.unlink, name="unlink"),
    path("<str:code>/evidence.pdf", views.evidence_sheet, name="evidence_sheet"),
    path("<str:code>/", views.card, name="card"),
]
