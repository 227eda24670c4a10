from django.urls import include, path
from django.views.i18n import set_language

from tangguh.web import home

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("tangguh.domains.accounts.urls")),
    path("places/", include("tangguh.domains.places.urls")),
    path("evidence/", include("tangguh.domains.evidence.urls")),
    path("partners/", include("tangguh.domains.partners.urls")),
    path("policies/", include("tangguh.domains.policies.urls")),
    path("programmes/", include("tangguh.domains.programmes.urls")),
]
