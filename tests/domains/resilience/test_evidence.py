"""The village says which file shows which indicator; the sheet has a blank line where nothing does."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tangguh.domains.audit.models import Entry
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.errors import EvidenceRefused
from tangguh.domains.resilience.models import IndicatorEvidence
from tangguh.domains.resilience.views import _sheet
from tangguh.errors import NotAllowed
from tests.domains.resilience import files
from tests.domains.resilience.conftest import english_visitor as english
from tests.factories import NOW, SOURCED, TODAY, make_evidence, make_person

VISITOR = AnonymousUser()
PAGE = "/resilience/15.03.08.2006/evidence/"


@pytest.fixture
def budi(kecimbung):
    return make_person("budi", "village_operator", kecimbung)


@pytest.fixture
def siren(kecimbung, budi):
    return make_evidence(kecimbung, budi, title="Sirene di balai desa", audience="public")


def link(by, area, evidence, indicator="IKL03", index="idm@2016"):
    return services.link_evidence(
        by=by, area=area, index=index, indicator=indicator, evidence=evidence, now=NOW
    )


def shown(area, viewer=VISITOR):
    found = selectors.proofs_of(viewer, area, "idm@2016")
    return {
        p.indicator.code: [each.evidence.title for each in p.links]
        for _t, part in found.parts
        for p in part
        if p.links
    }


def test_one_file_serves_several_indices_and_saying_it_twice_changes_nothing(
    kecimbung, budi, siren
):
    link(budi, kecimbung, siren)
    link(budi, kecimbung, siren)
    link(budi, kecimbung, siren, "K401", "pkd@2021")

    assert shown(kecimbung) == {"IKL03": ["Sirene di balai desa"]}
    assert IndicatorEvidence.objects.count() == 2
    assert Entry.objects.filter(deed="resilience.evidence_linked").count() == 2


def test_what_is_taken_back_stays_in_the_trail(kecimbung, budi, siren):
    services.unlink_evidence(by=budi, link=link(budi, kecimbung, siren))

    assert shown(kecimbung) == {}
    assert Entry.objects.get(deed="resilience.evidence_unlinked").details["indicator"] == "IKL03"


def test_only_the_village_itself_links(kecimbung, sepintun, budi, siren):
    neighbour = make_person("citra", "village_operator", sepintun)

    with pytest.raises(NotAllowed):
        link(neighbour, kecimbung, siren)
    with pytest.raises(NotAllowed):
        services.unlink_evidence(by=neighbour, link=link(budi, kecimbung, siren))


def test_the_evidence_of_another_village_and_an_unknown_indicator_are_refused(
    kecimbung, sepintun, budi
):
    with pytest.raises(EvidenceRefused, match="not from Teluk Kecimbung"):
        link(budi, kecimbung, make_evidence(sepintun, budi))
    with pytest.raises(EvidenceRefused, match="no indicator IKL99"):
        link(budi, kecimbung, make_evidence(kecimbung, budi), "IKL99")


def test_what_a_reader_may_not_open_is_not_told_to_be_there(kecimbung, budi):
    hidden = make_evidence(kecimbung, budi, title="Daftar warga", audience="officials")
    link(budi, kecimbung, hidden)

    assert shown(kecimbung) == {}
    assert shown(kecimbung, budi) == {"IKL03": ["Daftar warga"]}
    assert "Daftar warga" not in english().get(PAGE).content.decode()
    assert "Daftar warga" not in str(
        _sheet.words(selectors.proofs_of(VISITOR, kecimbung, ""), "https://a/b", on=TODAY)
    )


def test_the_operator_links_and_unlinks_on_the_page(kecimbung, budi, siren):
    client = english()
    client.force_login(budi)

    said = {"indicator": "IKL03", "evidence": siren.pk}
    page = client.post(PAGE, said, follow=True).content.decode()
    assert "1 of 50 indicators have evidence" in page
    assert "Sirene di balai desa" in english().get(PAGE).content.decode()

    assert english().post(PAGE, said).status_code == 403
    assert client.post(PAGE, {"indicator": "IKL03", "evidence": 999}).status_code == 422

    client.post(f"{PAGE}{IndicatorEvidence.objects.get().pk}/unlink/")
    assert not IndicatorEvidence.objects.exists()


@pytest.fixture
def scored(district, kecimbung, tmp_path):
    return services.load_release(
        district=district,
        file=files.table(tmp_path, files.village(kecimbung.code)),
        index="idm@2016",
        year=2021,
        now=NOW,
        **SOURCED,
    )


@pytest.mark.usefixtures("scored")
def test_the_sheet_tells_scores_and_evidence_and_leaves_the_rest_blank(kecimbung, budi, siren):
    link(budi, kecimbung, siren)

    told = _sheet.words(selectors.proofs_of(VISITOR, kecimbung, ""), "https://a/b", on=TODAY)

    rows = {row["code"]: row for _title, part in told["parts"] for row in part}
    assert len(rows) == 50
    assert rows["IKL03"]["score"] == "3"
    assert rows["IKL03"]["says"] == "1 jenis"
    assert rows["IKL03"]["evidence"][0].startswith(
        "Sirene di balai desa, 24 November 2026. Claimed. SHA-256"
    )
    assert rows["IKS01"]["evidence"] == []
    assert told["summary"].startswith("1 of 50 indicators have evidence. Scores: Test, 24 November")


@pytest.mark.usefixtures("scored")
def test_the_village_sees_what_lifts_it_and_the_card_leads_to_the_evidence(kecimbung, budi, siren):
    link(budi, kecimbung, siren)
    link(budi, kecimbung, make_evidence(kecimbung, budi, title="Daftar warga"))  # for officials

    found = selectors.proofs_of(VISITOR, kecimbung, "")
    steps = {p.indicator.code: p.step for _t, part in found.parts for p in part}
    card = english().get(f"/resilience/{kecimbung.code}/").content.decode()
    page = english().get(PAGE).content.decode()

    rise = steps["IKL03"]
    assert (rise.rise.to, rise.says, str(rise.gain)) == (4, "2 jenis", "0.0222")  # 140 of 6300
    assert steps["IKS01"] is None  # has all it can get
    assert steps["IKS22"] is None  # nothing for a programme
    assert "4: 2 jenis" in page
    assert f'{PAGE}?index=idm@2016#IKL03">1 piece of evidence</a>' in card
    assert card.count("of evidence</a>") == 1


@pytest.mark.parametrize("index", ["", "idm@2016", "indeks_desa@2025", "pkd@2021", "../etc"])
def test_the_sheet_is_a_pdf_for_every_index(kecimbung, index):
    answer = english().get(f"/resilience/{kecimbung.code}/evidence.pdf?index={index}")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
