"""A village's page: why its score, how sure, what one step more needs; and villages side by side."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.selectors import _field
from tests.domains.resilience import files
from tests.domains.resilience.conftest import english_visitor as english
from tests.domains.resilience.conftest import make_release, make_score
from tests.factories import NOW, SOURCED, TODAY, make_village

KECIMBUNG = "15.03.08.2006"
VISITOR = AnonymousUser()


@pytest.fixture(autouse=True)
def fresh():
    _field.computed.cache_clear()


@pytest.fixture
def load(district, tmp_path):
    def load(*rows, source="Kemendesa", year=2021, as_of=date(2021, 12, 31)):
        return services.load_release(
            district=district,
            file=files.table(tmp_path, *rows),
            index="idm@2016",
            year=year,
            source=source,
            as_of=as_of,
            now=NOW,
        )

    return load


def card(area, district, **said):
    return selectors.card_of(VISITOR, area, district, on=TODAY, **said)


def test_the_card_tells_the_score_down_to_the_rule(district, kecimbung, load):
    load(files.village(KECIMBUNG))

    told = card(kecimbung, district)

    assert told.index == Decimal("0.7067")
    assert [(p.code, p.value) for p in told.parts] == [
        ("IKS", Decimal("0.7200")),
        ("IKE", Decimal("0.5333")),
        ("IKL", Decimal("0.8667")),
    ]
    lines = {line.indicator.code: line for part in told.parts for line in part.lines}
    assert (lines["IKL03"].score, lines["IKL03"].says) == (3, "1 jenis")
    assert lines["IKL03"].gain == Decimal("0.0444")  # two points of 45
    assert lines["IKS01"].gain == 0
    assert lines["IKS01"] in told.parts[0].full
    assert lines["IKL03"] in told.parts[2].unfinished


def test_one_step_more_names_what_alone_is_enough_and_who_can(district, kecimbung, load):
    # 4452 of 6300, and maju begins at 4456: any rise of 4 parts is enough.
    load(files.village(KECIMBUNG))

    told = card(kecimbung, district)

    assert told.told.next_step.status.code == "maju"
    assert told.told.next_step.needed == 4
    assert told.needed == Decimal("0.0006")
    assert told.alone
    assert all(way.rise.gain >= 4 for way in told.alone)
    response = next(way for way in told.alone if way.rise.indicator.code == "IKL03")
    assert "BPBD" in response.rise.indicator.who["district"]


def test_a_missing_score_is_missing_and_there_is_no_index(district, kecimbung, load):
    load(files.village(KECIMBUNG, IKE01=""))

    told = card(kecimbung, district)

    assert told.index is None
    assert told.told.card.missing == ("IKE01",)
    assert told.robust is None
    assert "IKE01" in english().get(f"/resilience/{KECIMBUNG}/").content.decode()


def test_releases_stay_side_by_side_and_their_conflicts_are_told(district, kecimbung, load):
    old = load(files.village(KECIMBUNG))
    new = load(files.village(KECIMBUNG, IKS02=5), source="Edisi 2", as_of=date(2022, 3, 1))
    published = make_release(2021, source="API")
    make_score(published, kecimbung, "0.7000")

    told = card(kecimbung, district)

    assert told.releases == (new, old)
    differing = {(c.what, c.says, c.also) for c in told.conflicts}
    assert ("IKS02", Decimal(5), Decimal(0)) in differing
    assert ("IDM", Decimal("0.7162"), Decimal("0.7067")) in differing
    assert ("IDM", Decimal("0.7000"), Decimal("0.7162")) in differing
    assert card(kecimbung, district, release_pk=old.pk).index == Decimal("0.7067")


def test_rounding_is_no_conflict(district, kecimbung, load):
    load(files.village(KECIMBUNG))
    make_score(make_release(2021, source="API"), kecimbung, "0.7066")

    assert card(kecimbung, district).conflicts == ()


def test_old_scores_and_years_that_are_carried_over_are_named(district, kecimbung, load):
    load(files.village(KECIMBUNG))
    for year in (2020, 2021):
        make_score(make_release(year), kecimbung, "0.7067")

    told = card(kecimbung, district)

    assert told.is_old
    assert told.same_as_before
    assert not told.breaks


def test_another_definition_breaks_the_trend(district, kecimbung, load):
    load(files.village(KECIMBUNG))
    make_score(make_release(2021), kecimbung, "0.7067")
    make_score(make_release(2025, index="indeks_desa@2025"), kecimbung, "0.6", component="ID")

    told = card(kecimbung, district)

    assert told.breaks
    assert [s.definition.code for s in told.trend] == ["ID", "IDM"]
    assert [y.cells[-1] for s in told.trend for y in s.years] == [Decimal("0.6"), Decimal("0.7067")]
    page = english().get(f"/resilience/{KECIMBUNG}/").content.decode()
    assert "what stands above and below cannot be compared" in page
    assert "ID 2025" in english().get(f"/places/{KECIMBUNG}/").content.decode()


def test_a_year_without_published_figures_is_added_up_and_says_so(district, kecimbung, load):
    load(files.village(KECIMBUNG))
    load(files.village(KECIMBUNG, IKS02=5), year=2022)
    make_score(make_release(2022), kecimbung, "0.7162", status="maju")

    (stretch,) = card(kecimbung, district).trend

    told = [(y.release.year, y.cells[-1], y.status, y.adds_up) for y in stretch.years]
    assert told == [
        (2022, Decimal("0.7162"), "maju", False),
        (2021, Decimal("0.7067"), "Berkembang", True),
    ]


def test_a_village_far_above_another_is_first_in_every_draw(district, kecimbung, sepintun, load):
    low = dict.fromkeys(files.CODES, 1)
    load(files.village(KECIMBUNG), {"code": sepintun.code, **low})

    robust = {a.pk: card(a, district).robust for a in (kecimbung, sepintun)}

    assert [(r.low, r.high, r.of) for r in robust.values()] == [(1, 1, 2), (2, 2, 2)]
    for each in robust.values():
        assert sum(share for _status, share in each.shares) == pytest.approx(1)
        assert each.is_firm


def test_the_field_agrees_with_the_engine_on_how_often_a_class_is_kept(district, load):
    from tangguh.engines import composite_index

    changes = [{}, {"IKL03": 0}, {"IKL03": 5}, {"IKS02": 5, "IKE07": 5}, {"IKE01": 5, "IKE03": 5}]
    codes = [make_village(f"15.03.01.20{n:02}", f"Desa {n}").code for n in range(len(changes))]
    load(*(files.village(c, **change) for c, change in zip(codes, changes, strict=True)))

    field = selectors.field_of(district, "idm@2016", 2021)

    order = list(field.definition.statuses)
    points = [field.definition.points[i.code] for i in field.definition.indicators]
    classes = [order.index(status) for status in field.statuses]
    engine = composite_index.robustness(field.table.astype("uint8"), points, _field.PLAN, classes)
    assert [field.robust[pk].kept for pk in field.areas] == pytest.approx(list(engine.kept))
    assert len(set(classes)) > 1


def test_moved_weights_tell_who_changes_beside_the_official_status(
    district, kecimbung, sepintun, load
):
    # Kecimbung: IKS 0.72, IKE 0.53, IKL 0.87, berkembang; all weight on IKL makes it mandiri.
    load(files.village(KECIMBUNG), {"code": sepintun.code, **dict.fromkeys(files.CODES, 5)})

    page = english().get("/resilience/weights/?IKS=0&IKE=0&IKL=100")
    told = page.context["found"]
    refused = english().get("/resilience/weights/?IKS=50&IKE=30&IKL=30")

    assert [(r.area.name, r.official.title, r.status.title) for r in told.changed] == [
        ("Teluk Kecimbung", "Berkembang", "Mandiri")
    ]
    assert [(r.official_place, r.place) for r in told.rows] == [(1, 1), (2, 2)]
    assert told.classes[0] == ("Mandiri", 1, 2)
    assert "The official index is unchanged" in page.content.decode()
    assert refused.status_code == 422
    assert "The weights add up to 110 per cent." in refused.content.decode()


def test_a_release_without_published_totals_is_added_up_on_the_district_page(
    district, kecimbung, load
):
    make_score(make_release(2020), kecimbung, "0.5", status="tertinggal")
    load(files.village(KECIMBUNG))

    release = selectors.newest_release(district)
    page = english().get("/resilience/").content.decode()
    on_map = english().get("/map/").content.decode()

    assert release.year == 2021
    assert [(s.value, s.status) for s in selectors.scores_in(district, release)] == [
        (Decimal("0.7067"), "berkembang")
    ]
    assert "0.7067" in page
    assert "added up here" in page
    assert "added up here" in on_map
    draw_around(kecimbung)
    assert "added up here" in english().get("/").content.decode()


def draw_around(village):
    drawn = BoundarySet.objects.create(
        district=village.parent.parent,
        kind=BoundarySet.Kind.SCHEMATIC,
        received_at=NOW,
        **SOURCED,
    )
    square = [[102.0, -2.0], [102.1, -2.0], [102.1, -2.1], [102.0, -2.1], [102.0, -2.0]]
    shape = {"type": "Polygon", "coordinates": [square]}
    Boundary.objects.create(boundary_set=drawn, area=village, geometry=shape)
    atlas.drawn.cache_clear()


def test_published_totals_are_not_said_to_be_added_up(district, kecimbung, load):
    load(files.village(KECIMBUNG))
    make_score(make_release(2021), kecimbung, "0.7067", status="berkembang")

    draw_around(kecimbung)
    pages = [english().get(path).content.decode() for path in ("/", "/map/", "/resilience/")]

    assert all("0.7067" in page for page in pages)
    assert not any("added up here" in page for page in pages)


def test_a_new_release_is_seen_at_once(district, kecimbung, sepintun, load):
    load(files.village(KECIMBUNG))
    assert len(selectors.field_of(district, "idm@2016", 2021).areas) == 1

    load(files.village(sepintun.code), source="Edisi 2")

    assert len(selectors.field_of(district, "idm@2016", 2021).areas) == 2


def test_villages_stand_side_by_side_in_the_readers_order(district, kecimbung, sepintun, load):
    load(files.village(KECIMBUNG), files.village(sepintun.code, IKS02=5))

    told = selectors.compared([card(sepintun, district), card(kecimbung, district)])

    assert [row.code for row in told.differing] == ["IDM", "IKS", "IKE", "IKL", "IKS02"]
    assert told.differing[-1].cells == (("Sepintun", 5), ("Teluk Kecimbung", 0))
    assert len(told.alike) == 49
    page = english().get(f"/resilience/compare/?v1={sepintun.code}&v2={KECIMBUNG}")
    words = page.content.decode()
    assert '<td class="n" data-label="Sepintun">between 1 and 1 of 2</td>' in words
    assert 'data-label="Teluk Kecimbung">Berkembang</td>' in words


def test_villages_are_compared_by_the_newest_index_that_tells_them_all(
    district, kecimbung, sepintun, load
):
    load(files.village(KECIMBUNG), files.village(sepintun.code))
    load(files.village(KECIMBUNG, IKS01=1), year=2022)

    cards = selectors.cards_of(VISITOR, [kecimbung, sepintun], district, on=TODAY)

    assert [each.release.year for each in cards] == [2021, 2021]
    assert selectors.compared(cards).differing[-1].code == "IKL"


def test_the_districts_page_counts_statuses_and_names_what_tells_nothing(
    district, kecimbung, sepintun, load
):
    release = make_release(2021)
    for area, value in ((kecimbung, "0.7067"), (sepintun, "0.9")):
        for component in ("IKS", "IKE", "IKL", "IDM"):
            make_score(release, area, value, component, status="maju")
    load(files.village(KECIMBUNG), files.village(sepintun.code, IKL03=0))

    page = english().get("/resilience/?part=IKL").content.decode()

    assert "Cronbach" in page
    assert "IKS01 Travel time" in page
    assert "league table" in page
    assert 'Maju <small class="soft">100%</small>' in page  # kept, beside the official status


def test_pages_ask_the_database_little(district, kecimbung, sepintun, load):
    release = make_release(2021)
    make_score(release, kecimbung, "0.7067")
    load(files.village(KECIMBUNG), files.village(sepintun.code, IKS02=5))

    for path in ("", f"{KECIMBUNG}/", "releases/", f"releases/{release.pk}/"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert english().get(f"/resilience/{path}").status_code == 200
        assert len(asked) <= 17, path  # nothing remembered yet


def test_what_is_no_village_has_no_card(district):
    assert english().get("/resilience/15.03.08/").status_code == 404
    assert english().get("/resilience/99.99/").status_code == 404
