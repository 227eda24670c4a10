from django.contrib.auth.views import LogoutView
from django.urls import path

from tangguh.domains.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("first-password/", views.first_password, name="first_password"),
    path("password/", views.change_password, name="change_password"),
    path("profile/", views.profile, name="profile"),
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/<int:pk>/roles/", views.give_role, name="give_role"),
    path("people/<int:pk>/password/", views.issue_password, name="issue_password"),
    path("roles/<int:pk>/end/", views.end_role, name="end_role"),
]
