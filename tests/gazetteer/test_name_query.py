import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.index import Index, load_index
from gazetteer.name_query import LONGEST_QUERY, resolve_name


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("الباغوز", "pcode:C5184"),
        ("بلدة الباغوز", "pcode:C5184"),  # the town of Al-Baghuz
        ("Al-Baghuz Fawqani", "pcode:C5184"),
        ("Baghouz, Deir Ezzor", "pcode:C5184"),
        ("Baghouz, Deir Ezzor countryside", "pcode:C5184"),
        ("قرية الباغوز في ريف دير الزور", "pcode:C5184"),  # the village of … in the Deir ez-Zor countryside
        ("باغوز تحتاني", "furat:baghuz-tahtani"),
        ("ريف دير الزور", "geonames:170792"),
        ("محافظة دير الزور", "geonames:170792"),
        ("Deir ez-Zor governorate", "geonames:170792"),
        ("مدينة دير الزور", "geonames:170794"),
        ("Deir Ezzor city", "geonames:170794"),
        ("نهر الفرات", "naturalearth:euphrates"),
        ("Euphrates", "naturalearth:euphrates"),
        ("هجين, الباغوز", "geonames:174506"),
        ("مسجد في الميادين", "geonames:173480"),  # a mosque in Mayadin
    ],
)
def test_name_with_its_surroundings(index: Index, query: str, expected: str) -> None:
    found = resolve_name(query, index, "SY")
    assert found.place is not None
    assert found.place.id == expected


@pytest.mark.parametrize("query", ["", "   ", "قرية", "؟؟؟", "x" * (LONGEST_QUERY + 1), "Qwertyville"])
def test_abstains_with_a_reason(index: Index, query: str) -> None:
    found = resolve_name(query, index, "SY")
    assert found.place is None
    assert found.reason


def test_two_places_close_together_are_one_spot(index: Index) -> None:
    found = resolve_name("السوسة و الباغوز", index, "SY")  # As-Susah and Al-Baghuz
    assert found.lat == pytest.approx((34.5262 + 34.4568) / 2, abs=0.01)
    assert found.where_prec == 2


def test_road_between(index: Index) -> None:
    found = resolve_name("الطريق بين هجين و الباغوز", index, "SY")  # the road between Hajin and Al-Baghuz
    assert found.lat == pytest.approx((34.6926 + 34.4568) / 2, abs=0.01)


def test_distance_and_direction(index: Index) -> None:
    found = resolve_name("12 km south of Abu Kamal", index, "SY")
    assert found.place is not None
    assert found.place.id == "geonames:174448"
    assert found.lat == pytest.approx(34.4549 - 12 / 110.9, abs=0.01)


def test_part_of_a_name_is_less_sure(index: Index) -> None:
    whole = resolve_name("الميادين", index, "SY")
    part = resolve_name("مسجد في الميادين", index, "SY")
    assert part.confidence < whole.confidence
    assert "only part of the name" in part.reason


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(query: str) -> None:
    found = resolve_name(query, load_index(), "SY")
    assert (found.place is None) == (found.lat is None)
    assert found.place is not None or found.reason
