import pytest

from gazetteer.index import Index
from gazetteer.mention import Context, Mention, Resolution
from gazetteer.resolve import resolve


def solve(index: Index, *mentions: Mention, **context: object) -> list[Resolution]:
    placed = [
        Mention(
            start=30 * i,
            end=30 * i + len(m.text),
            text=m.text,
            feature_hint=m.feature_hint,
            relation=m.relation,
            context_parents=m.context_parents,
            distance_km=m.distance_km,
        )
        for i, m in enumerate(mentions)
    ]
    return resolve(placed, Context(**context), index)  # type: ignore[arg-type]


def place_id(resolution: Resolution) -> str | None:
    return resolution.place.id if resolution.place else None


@pytest.mark.parametrize(
    ("text", "hint", "relation", "expected", "where_prec"),
    [
        ("دير الزور", None, "in", "geonames:170794", 1),  # Deir ez-Zor: the city
        ("دير الزور", "P", "in", "geonames:170794", 1),  # the city of Deir ez-Zor
        ("دير الزور", "A.ADM1", "in", "geonames:170792", 4),  # the governorate
        ("دير الزور", None, "countryside", "geonames:170792", 4),  # the countryside of Deir ez-Zor
        ("البوكمال", None, "countryside", "geonames:174447", 3),  # the countryside of Abu Kamal: its district
        ("الباغوز", "P", "in", "pcode:C5184", 1),
        ("باغوز تحتاني", "P", "in", "furat:baghuz-tahtani", 1),
        ("الفرات", "H", "along", "naturalearth:euphrates", 5),
        ("شرق سوريا", None, "in", "furat:eastern-syria", 5),
        ("سوريا", None, "in", "iso3166:SY", 6),
        ("Raqqa Governorate", None, "in", "geonames:172957", 4),
    ],
)
def test_type_word_and_relation(
    index: Index, text: str, hint: str | None, relation: str, expected: str, where_prec: int
) -> None:
    [found] = solve(index, Mention(text=text, feature_hint=hint, relation=relation), theatre=("SY",))
    assert place_id(found) == expected
    assert found.where_prec == where_prec


@pytest.mark.parametrize(
    ("text", "beside", "country"),
    [
        ("طرابلس", ("بيروت", "صيدا", "زحلة"), "LB"),  # Tripoli beside Beirut, Sidon, Zahle
        ("طرابلس", ("مصراتة", "سرت", "بنغازي"), "LY"),  # Tripoli beside Misrata, Sirte, Benghazi
        ("القصير", ("حمص", "تدمر"), "SY"),  # Al-Qusayr beside Homs, Palmyra
        ("دوما", ("دمشق", "الغوطة الشرقية"), "SY"),  # Douma beside Damascus, Eastern Ghouta
        ("دوما", ("نابلس", "رام الله", "الخليل"), "PS"),  # Duma beside Nablus, Ramallah, Hebron
    ],
)
def test_homonyms_by_the_names_beside(index: Index, text: str, beside: tuple[str, ...], country: str) -> None:
    found = solve(index, Mention(text=text), *[Mention(text=other) for other in beside])[0]
    assert found.place is not None
    assert found.place.country == country


def test_abstains_between_two_of_a_name(index: Index) -> None:
    [found] = solve(index, Mention(text="القصير"))  # Al-Qusayr: in Syria, in Egypt
    assert found.place is None
    assert found.lat is None
    assert "several places" in found.reason
    assert len(found.candidates) > 1


def test_unknown_name(index: Index) -> None:
    [found] = solve(index, Mention(text="خربة لا وجود لها"))  # a ruin that does not exist
    assert found.place is None
    assert found.confidence == 0
    assert found.reason


def test_type_word_that_no_candidate_has(index: Index) -> None:
    [found] = solve(index, Mention(text="الباغوز", feature_hint="A.ADM1"), theatre=("SY",))
    assert found.place is None


def test_parent_named_with_it(index: Index) -> None:
    [found] = solve(
        index, Mention(text="القصير", feature_hint="P", context_parents=("حمص",))
    )  # Al-Qusayr in Homs
    assert found.place is not None
    assert found.place.country == "SY"
    assert "in حمص as the text says" in found.reason


def test_border_by_the_town_beside_it(index: Index) -> None:
    border, town = solve(index, Mention(text="الحدود العراقية"), Mention(text="الباغوز", feature_hint="P"))
    assert place_id(border) == "naturalearth:border-IQ-SY"
    assert border.lat == pytest.approx(34.45, abs=0.1)
    assert border.where_prec in (2, 3)
    assert place_id(town) == "pcode:C5184"


def test_border_with_a_country(index: Index) -> None:
    border, _ = solve(index, Mention(text="العراق", relation="border"), Mention(text="البوكمال"))
    assert place_id(border) == "naturalearth:border-IQ-SY"


def test_border_without_a_town_is_broad(index: Index) -> None:
    [border] = solve(index, Mention(text="الحدود العراقية"), theatre=("SY",))
    assert place_id(border) == "naturalearth:border-IQ-SY"
    assert border.where_prec == 5


def test_river_is_the_stretch_by_the_town(index: Index) -> None:
    river, _ = solve(
        index, Mention(text="نهر الفرات", relation="along"), Mention(text="هجين"), theatre=("SY",)
    )
    assert place_id(river) == "naturalearth:euphrates"
    assert (river.lat, river.lon) == pytest.approx((34.69, 40.83), abs=0.08)


@pytest.mark.parametrize(
    ("relation", "km", "lat", "lon"),
    [
        ("south", 12.0, 34.4549 - 12 / 110.9, 40.9171),
        ("north", 12.0, 34.4549 + 12 / 110.9, 40.9171),
        ("east", 10.0, 34.4549, 40.9171 + 10 / 91.8),
        ("west", 10.0, 34.4549, 40.9171 - 10 / 91.8),
    ],
)
def test_so_many_km_from(index: Index, relation: str, km: float, lat: float, lon: float) -> None:
    [found] = solve(index, Mention(text="البوكمال", relation=relation, distance_km=km), theatre=("SY",))
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=0.01)
    assert found.where_prec == 2


def test_near_is_wider_than_in(index: Index) -> None:
    [inside] = solve(index, Mention(text="هجين"), theatre=("SY",))
    [near] = solve(index, Mention(text="هجين", relation="near"), theatre=("SY",))
    assert inside.radius_km is not None
    assert near.radius_km is not None
    assert near.radius_km > inside.radius_km
    assert (inside.where_prec, near.where_prec) == (1, 2)


def test_east_of_a_governorate_stays_a_governorate(index: Index) -> None:
    [whole] = solve(index, Mention(text="حلب", feature_hint="A.ADM1"), theatre=("SY",))
    [part] = solve(index, Mention(text="حلب", feature_hint="A.ADM1", relation="east"), theatre=("SY",))
    assert part.where_prec == whole.where_prec == 4
    assert part.lon is not None
    assert whole.lon is not None
    assert part.lon > whole.lon


def test_between_two_towns(index: Index) -> None:
    one, other = solve(
        index,
        Mention(text="هجين", relation="between"),
        Mention(text="الباغوز", relation="between"),
        theatre=("SY",),
    )
    assert (one.lat, one.lon) == (other.lat, other.lon)
    assert one.lat == pytest.approx((34.6926 + 34.4568) / 2, abs=0.01)


def test_country_is_a_limit(index: Index) -> None:
    [found] = solve(index, Mention(text="بيروت"), country="SY")  # Beirut is not in Syria
    assert found.place is None


def test_points_given_decide(index: Index) -> None:
    [found] = solve(index, Mention(text="القصير"), near=((34.7, 36.7),))
    assert found.place is not None
    assert found.place.country == "SY"


def test_nothing_to_resolve(index: Index) -> None:
    assert resolve([], Context(), index) == []
