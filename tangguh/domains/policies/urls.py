from django.urls import path

from tangguh.domains.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.index, name="list"),
    path("table/", views.export, name="export"),
    path("draft/", views.draft, name="draft"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/tree.svg", views.tree, name="tree"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/versions/", views.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("<int:pk>/difference/", views.compare, name="difference"),
    path("<int:pk>/findings/", views.findings, name="findings"),
    path("<int:pk>/findings/report/", views.report_finding, name="report_finding"),
    path("<int:pk>/reviews/", views.reviews, name="reviews"),
    path("<int:pk>/reviews/schedule/", views.schedule, name="schedule"),
    path("<int:pk>/results/add/", views.add_result, name="add_result"),
    path("results/<int:pk>/edit/", views.edit_result, name="edit_result"),
    path("results/<int:pk>/remove/", views.remove_result, name="remove_result"),
    path("results/<int:pk>/indicators/add/", views.add_indicator, name="add_indicator"),
    path("indicators/<int:pk>/", views.indicator, name="indicator"),
    path("indicators/<int:pk>/edit/", views.edit_indicator, name="edit_indicator"),
    path("indicators/<int:pk>/remove/", views.remove_indicator, name="remove_indicator"),
    path("indicators/<int:pk>/targets/set/", views.set_target, name="set_target"),
    path("indicators/<int:pk>/report/", views.report, name="report"),
    path("targets/<int:pk>/remove/", views.remove_target, name="remove_target"),
    path("measurements/<int:pk>/correct/", views.correct, name="correct"),
    path("reviews/<int:pk>/", views.review, name="review"),
    path("reviews/<int:pk>/open/", views.open_, name="open"),
    path("reviews/<int:pk>/recommend/", views.recommend, name="recommend"),
    path("reviews/<int:pk>/close/", views.close, name="close"),
    path("recommendations/<int:pk>/edit/", views.edit_recommendation, name="edit_recommendation"),
    path(
        "recommendations/<int:pk>/finish/",
        views.finish_recommendation,
        name="finish_recommendation",
    ),
]
