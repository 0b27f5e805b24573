import pytest

from gazetteer.index import Index


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("الباغوز", "pcode:C5184"),
        ("باغوز", "pcode:C5184"),
        ("Baghouz", "pcode:C5184"),
        ("Baghuz", "pcode:C5184"),
        ("Al-Baghuz Fawqani", "pcode:C5184"),
        ("باغوز تحتاني", "furat:baghuz-tahtani"),  # the lower village is another place
        ("السوسة", "geonames:172415"),
        ("دير الزور", "geonames:170794"),
        ("دير الزور", "geonames:170792"),  # the governorate has the name as well
        ("محافظة دير الزور", "geonames:170792"),
        ("Deir Ezzor", "geonames:170794"),
        ("نهر الفرات", "naturalearth:euphrates"),
        ("Euphrates", "naturalearth:euphrates"),
        ("الحدود العراقية", "naturalearth:border-IQ-SY"),
        ("الحدود السورية العراقية", "naturalearth:border-IQ-SY"),
        ("Syrian-Iraqi border", "naturalearth:border-IQ-SY"),
        ("شرق سوريا", "furat:eastern-syria"),
        ("الخرطوم", "geonames:379252"),  # Khartoum: GeoNames' town has its Arabic name from its state
        ("سورية", "iso3166:SY"),
        ("Yemen", "iso3166:YE"),
        ("قطاع غزة", "geonames:281132"),
        ("Donetsk Oblast", "geonames:709716"),
        ("ولاية شمال دارفور", "geonames:408666"),
    ],
)
def test_lookup(index: Index, name: str, place_id: str) -> None:
    assert place_id in [place.id for place in index.lookup(name)]


@pytest.mark.parametrize("name", ["محافظة دير الزور", "Deir ez-Zor Governorate"])
def test_a_governorate_is_not_its_city(index: Index, name: str) -> None:
    assert {place.feature for place in index.lookup(name)} == {"A.ADM1"}


def test_supplement_row_stands_for_the_same_town(index: Index) -> None:
    places = [p for p in index.lookup("السوسة") if p.country == "SY"]
    assert [p.id for p in places] == ["geonames:172415"]
    assert places[0].parents == ("Deir ez-Zor Governorate", "Abu Kamal District")


@pytest.mark.parametrize(
    ("place_id", "kind"),
    [
        ("naturalearth:euphrates", "LineString"),
        ("naturalearth:border-IQ-SY", "LineString"),
        ("geonames:170792", "Polygon"),
        ("iso3166:IQ", "Polygon"),
    ],
)
def test_geometry(index: Index, place_id: str, kind: str) -> None:
    geometry = index.geometry(place_id)
    assert geometry is not None
    assert kind in geometry["type"]


def test_points_have_no_geometry(index: Index) -> None:
    assert index.geometry("pcode:C5184") is None
    assert index.get("no:such") is None
    assert index.lookup("") == []


def test_loose_lookup(index: Index) -> None:
    assert "pcode:C5184" in [place.id for place in index.lookup_loose("El-Baghooz")]


def test_fuzzy_finds_a_misspelling(index: Index) -> None:
    found = index.fuzzy("البوكمل", country="SY")  # Abu Kamal without its last alef
    assert found[0][0].id == "geonames:174448"
    assert 0.9 < found[0][1] < 1
    assert index.fuzzy("xy") == []


def test_nearest_is_sorted(index: Index) -> None:
    found = index.nearest(34.4549, 40.9171, 5)
    assert len(found) == 5
    assert [km for _, km in found] == sorted(km for _, km in found)
    assert "geonames:174448" in [place.id for place, km in found if km < 1]
