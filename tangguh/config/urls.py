from django.urls import include, path
from django.views.i18n import set_language

from tangguh.domains.evidence import urls as evidence
from tangguh.web import audit_trail, evidence_pages, finding, health, home, villages
from tangguh.web.api import api

place_urls = ([path("<str:code>/", villages.village, name="village")], "places")
evidence_urls = (
    [path("<int:pk>/", evidence_pages.detail, name="detail"), *evidence.urlpatterns],
    evidence.app_name,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", finding.search, name="search"),
    path("map/", villages.district_map, name="map"),
    path("health/", health.health, name="health"),
    path("audit/", audit_trail.index, name="audit-trail"),
    path("audit/table/", audit_trail.export, name="audit-table"),
    path("language/", set_language, name="set_language"),
    path("api/", api.urls),
    path("places/", include(place_urls)),
    path("accounts/", include("tangguh.domains.accounts.urls")),
    path("evidence/", include(evidence_urls)),
    path("partners/", include("tangguh.domains.partners.urls")),
    path("policies/", include("tangguh.domains.policies.urls")),
    path("programmes/", include("tangguh.domains.programmes.urls")),
]
