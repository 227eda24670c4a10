from django.urls import include, path
from django.views.i18n import set_language

from tangguh.domains.accounts import urls as accounts
from tangguh.domains.evidence import urls as evidence
from tangguh.domains.participation import views as participation
from tangguh.web import (
    audit_trail,
    evidence_pages,
    finding,
    health,
    home,
    offline,
    outbox,
    profiles,
    villages,
)
from tangguh.web.api import api

place_urls = ([path("<str:code>/", villages.village, name="village")], "places")
account_urls = (
    [path("profile/", profiles.profile, name="profile"), *accounts.urlpatterns],
    accounts.app_name,
)
evidence_urls = (
    [path("<int:pk>/", evidence_pages.detail, name="detail"), *evidence.urlpatterns],
    evidence.app_name,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", finding.search, name="search"),
    path("map/", villages.district_map, name="map"),
    path("field/", offline.field, name="field"),
    path("offline/", offline.offline, name="offline"),
    path("outbox/", offline.outbox, name="outbox"),
    path("outbox/hello/", outbox.hello, name="outbox-hello"),
    path("sw.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("health/", health.health, name="health"),
    path("audit/", audit_trail.index, name="audit-trail"),
    path("audit/table/", audit_trail.export, name="audit-table"),
    path("language/", set_language, name="set_language"),
    path("api/", api.urls),
    path("places/", include(place_urls)),
    path("accounts/", include(account_urls)),
    path("evidence/", include(evidence_urls)),
    path("atlas/", include("tangguh.domains.atlas.urls")),
    path("partners/", include("tangguh.domains.partners.urls")),
    path("residents/", include("tangguh.domains.residents.urls")),
    path("policies/", include("tangguh.domains.policies.urls")),
    path("programmes/", include("tangguh.domains.programmes.urls")),
    path("resilience/", include("tangguh.domains.resilience.urls")),
    path("participation/", include("tangguh.domains.participation.urls")),
    path("emergencies/", include("tangguh.domains.emergencies.urls")),
    path("usulan/", participation.find_proposal, name="find_proposal"),
    path("usulan/<str:number>/", participation.proposal, name="proposal"),
]
