"""Places in text: what is found and where, what is something else and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.actors import find_actors
from extract.segment import sentences
from extract.toponyms import ToponymReading, find_toponyms
from gazetteer.index import load_index
from geo.records import Toponym


def read(text: str) -> ToponymReading:
    return find_toponyms(text, find_actors(text), sentences(text), None, load_index())


def one(text: str, words: str) -> Toponym:
    found = [t for t in read(text).toponyms if t.text == words]
    assert found, [t.text for t in read(text).toponyms]
    return found[0]


PLACED = [
    # text, span, relation, feature starts with, country, meaning
    ("اشتباكات في بلدة هجين بسوريا", "هجين", "in", "P", "SY", "clashes in the town of Hajin in Syria"),
    ("قصف قرب الشعفة شرقي دير الزور", "الشعفة", "near", "P", "SY", "shelling near Shaafah"),
    ("انفجار في محافظة دير الزور", "دير الزور", "in", "A.ADM1", "SY", "in the governorate"),
    ("هجوم بريف دير الزور", "دير الزور", "countryside", "A.ADM1", "SY", "the countryside is the governorate"),
    (
        "اشتباك على ضفة نهر الفرات قرب الميادين",
        "نهر الفرات",
        "along",
        "H.STM",
        "",
        "on the bank of the river",
    ),
    ("غارة على حقل العمر بسوريا", "حقل العمر", "in", "L", "SY", "a raid on the Omar field: one span"),
    ("نازحون في مخيم الهول", "مخيم الهول", "in", "S", "SY", "a camp is one span"),
    ("تعزيزات قرب الحدود العراقية السورية", "الحدود العراقية السورية", "near", "L", "IQ|SY", "the border"),
    ("قصف غربي القائم بالعراق", "القائم", "west", "P", "IQ", "west of Al-Qaim, also a plain word"),
    ("تقدم الجيش السوداني نحو أم درمان", "أم درمان", "toward", "P", "SD", "towards Omdurman"),
    (
        "عاد الهدوء إلى ود مدني بالسودان",
        "ود مدني",
        "toward",
        "P",
        "SD",
        "Wad Madani, though مدني is a civilian",
    ),
    ("كمين في مديرية صرواح غربي محافظة مأرب", "صرواح", "in", "", "YE", "a district in Marib"),
    ("قُصف محيط مدينة سرت الليبية", "سرت", "near", "P", "LY", "around the city of Sirte"),
    ("توغل شرقي خان يونس في قطاع غزة", "خان يونس", "east", "P", "PS", "east of Khan Yunis"),
    ("اقتحام بلدة قباطية في الضفة الغربية", "قباطية", "in", "P", "PS", "a town in the West Bank"),
    ("Clashes in the town of Hajin, Syria", "Hajin", "in", "P", "SY", ""),
    ("A raid near the al-Omar oil field in Syria", "al-Omar oil field", "near", "L", "SY", ""),
    ("Shelling in Deir ez-Zor province, Syria", "Deir ez-Zor", "in", "A.ADM1", "SY", ""),
    (
        "Troops left for eastern Syria",
        "Syria",
        "east",
        "L.RGN",
        "SY",
        "the region, the name without its side",
    ),
    ("12 km south of Velyka Novosilka, Ukraine", "Velyka Novosilka", "south", "P", "UA", ""),
    ("Drones over Donetsk Oblast in Ukraine", "Donetsk", "in", "A.ADM1", "UA", "without its type word"),
    ("Gunmen struck in Djibo, in Burkina Faso's Soum province", "Djibo", "in", "P", "BF", ""),
    ("Shells fell on El Fasher, North Darfur, Sudan", "El Fasher", "in", "P", "SD", ""),
    ("SANAA - A strike hit Taiz, Yemen", "Taiz", "in", "P", "YE", ""),
]


@pytest.mark.parametrize(("text", "words", "relation", "feature", "country", "meaning"), PLACED)
def test_places(text: str, words: str, relation: str, feature: str, country: str, meaning: str) -> None:
    found = one(text, words)
    assert found.place_id is not None, found.reason
    assert (found.relation, found.country) == (relation, country)
    assert found.feature.startswith(feature)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "words", "why", "meaning"),
    [
        ("قال القيادي شرفان إدلب إن القتال مستمر", "إدلب", "person", "Sharvan Idlib, a commander"),
        ("قال العقيد حمص إن المعركة انتهت في تدمر", "حمص", "person", "Colonel Homs"),
        ("صحيفة الفرات نقلت الخبر", "الفرات", "organisation", "the newspaper Al-Furat"),
        ("أعلنت قوات سوريا الديمقراطية التقدم", "سوريا", "actor", "inside the SDF's name"),
        ("لواء القدس انتشر في حلب", "القدس", "actor", "Liwa al-Quds"),
        ("نفت الخارجية السورية الخبر", "السورية", "", "Syrian"),
        ("Mustafa Bali spoke. Bali said no more in Syria", "Bali", "person", ""),
        ("The Paris Agreement was signed", "Paris", "organisation", ""),
        ("The Jordan Times had the story from Syria", "Jordan", "organisation", ""),
        ("General Hama spoke in Syria", "Hama", "person", ""),
        ("Tests showed HIV in Syria", "HIV", "abbreviation", ""),
    ],
)
def test_suppressed(text: str, words: str, why: str, meaning: str) -> None:
    reading = read(text)
    assert words not in [t.text for t in reading.toponyms]
    reasons = [s.why for s in reading.suppressed if s.text == words]
    assert all(why in reason for reason in reasons)
    if words not in ("السورية",):
        assert reasons, "a suppressed name is shown"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("اجتمعت الحكومة في المدينة أمس الجمعة", "the government met in the city on Friday"),
        ("دعا إلى السلام والحرية", "he called for peace and freedom"),
        ("أرملة إندونيسية خرجت", "an Indonesian widow left"),
        ("آخر منطقة يسيطر عليها المسلحون", "the last area that the gunmen hold"),
        ("أمان الطريق غير مضمون", "the safety of the road: أمان is also a spelling of Amman"),
        ("كان بين الجرحى ثلاثة من الرجال", "three men were among the wounded"),
        ("انتشروا على الضفة الشرقية من النهر في سوريا", "on the east bank of the river"),
        ("لا خسائر بشرية في القصف", "no human losses: nothing happened in Shariya"),
        ("The March offensive hit the Army hard", ""),
    ],
)
def test_plain_words_are_no_places(text: str, meaning: str) -> None:
    assert [t.text for t in read(text).toponyms if t.text != "سوريا"] == []


@pytest.mark.parametrize(
    ("text", "words", "id", "meaning"),
    [
        ("Rockets hit Tabqa air base in Syria", "Tabqa air base", "furat:tabqa-airbase", ""),
        ("Aid came through the Semalka crossing", "Semalka crossing", "furat:semalka", ""),
        ("She lives in al-Hol camp, Syria", "al-Hol camp", "furat:hol-camp", ""),
        ("They hid in the farms of Baghuz, Syria", "farms of Baghuz", "furat:baghuz-farms", ""),
        ("عبر مقاتلون الفرات ليلا في سوريا", "الفرات", "naturalearth:euphrates", "crossed the Euphrates"),
        ("قرى الضفة الشرقية للفرات في سوريا", "فرات", "naturalearth:euphrates", "on the Euphrates"),
        (
            "انسحبوا شرقي الفرات",
            "الفرات",
            "naturalearth:euphrates",
            "east of the Euphrates, nothing else said",
        ),
        ("KYIV - Ukraine said a drone fell", "KYIV", "geonames:703448", "a dateline"),
        ("فرضوا حظر تجوال في بلدتي الشحيل والبصيرة", "البصيرة", "geonames:173927", "the second of two towns"),
    ],
)
def test_which_place(text: str, words: str, id: str, meaning: str) -> None:
    assert one(text, words).place_id == id


def test_nothing_inside_a_facilitys_name() -> None:
    reading = read("A raid near the Al-Omar oil field in Syria")
    assert [t.text for t in reading.toponyms] == ["Al-Omar oil field", "Syria"]


def test_the_first_word_of_an_unknown_name_is_no_place() -> None:
    reading = read("A strike near Ain al-Zarqush in Syria")
    assert "Ain" not in [t.text for t in reading.toponyms]
    assert "Ain al-Zarqush" in [u.text for u in reading.unresolved]
    reading = read("Gunmen took the Brak al-Zarqush air base in southern Libya")
    assert [t.text for t in reading.toponyms] == ["Libya"]
    assert [u.text for u in reading.unresolved] == ["Brak al-Zarqush air base"]


def test_a_pocket_is_no_village() -> None:
    # "they advanced inside the pocket in Al-Baghuz"
    reading = read("تقدموا داخل الجيب في الباغوز")
    assert [t.text for t in reading.toponyms] == ["الباغوز"]


@pytest.mark.parametrize(
    ("text", "words", "north", "east", "meaning"),
    [
        ("قصف بريف دير الزور الشرقي", "دير الزور", 0, 1, "in the eastern countryside"),
        ("قصف على الريف الشرقي لدير الزور", "دير الزور", 0, 1, "the same"),
        ("Shelling in the eastern Deir ez-Zor countryside, Syria", "Deir ez-Zor", 0, 1, ""),
        ("اشتباكات بريف حلب الشمالي الغربي", "حلب", 1, -1, "in the north-western countryside of Aleppo"),
    ],
)
def test_a_side_of_the_countryside(text: str, words: str, north: int, east: int, meaning: str) -> None:
    found = one(text, words)
    whole = one(
        f"قصف بريف {'حلب' if words == 'حلب' else 'دير الزور'}", "حلب" if words == "حلب" else "دير الزور"
    )
    assert (found.relation, found.place_id, found.where_prec) == ("countryside", whole.place_id, 4)
    assert None not in (found.lat, found.lon, whole.lat, whole.lon)
    up, right = found.lat - whole.lat, found.lon - whole.lon  # type: ignore[operator]
    assert (round(up, 1) > 0) - (round(up, 1) < 0) == north
    assert (round(right, 1) > 0) - (round(right, 1) < 0) == east


def test_north_west_is_a_direction_of_its_own() -> None:
    # "clashes north-west of Abu Kamal"
    found, town = one("اشتباكات شمالي غربي البوكمال", "البوكمال"), one("في البوكمال", "البوكمال")
    assert None not in (found.lat, found.lon, town.lat, town.lon)
    assert found.lat > town.lat  # type: ignore[operator]
    assert found.lon < town.lon  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "ends", "where_prec", "meaning"),
    [
        ("انفجر لغم على طريق هجين - الشعفة", ("هجين", "الشعفة"), 2, "a mine on the road Hajin - Shaafah"),
        ("Snow closed the Damascus–Homs highway in Syria", ("Damascus", "Homs"), 5, ""),
    ],
)
def test_a_road_has_one_spot(text: str, ends: tuple[str, str], where_prec: int, meaning: str) -> None:
    first, last = one(text, ends[0]), one(text, ends[1])
    assert (first.relation, last.relation) == ("between", "between")
    assert (first.lat, first.lon) == (last.lat, last.lon)
    assert first.where_prec == where_prec


def test_a_village_with_a_type_word_is_one_after_a_verb_of_saying_too() -> None:
    # "in the village of Kishkiyah ... said Kishkiyah's (council)"
    text = "هدوء في قرية الكشكية بسوريا. وأضاف الكشكية خالية."
    assert len([t for t in read(text).toponyms if t.text == "الكشكية"]) == 2


def test_the_actors_tell_the_theatre() -> None:
    # "the Iraqi army said its forces entered Al-Qaim"; "the Houthis shelled the market of Al-Qaim"
    assert one("قال الجيش العراقي إن قواته دخلت القائم", "القائم").country == "IQ"


def test_words_nobody_takes_for_a_place_are_not_listed() -> None:
    # "no human losses ... a source said": شرية and المصدر are also names of hamlets
    assert read("لا خسائر بشرية في القصف. وقال المصدر إن الهدوء عاد.").suppressed == []


def test_a_government_that_acts_is_never_unresolved() -> None:
    reading = read("اتهمت واشنطن طهران. ورحبت موسكو بالاتفاق.")  # Washington accused Tehran; Moscow welcomed
    assert [t.role for t in reading.toponyms if t.text in ("واشنطن", "موسكو")] == ["actor", "actor"]
    assert reading.unresolved == []


def test_west_bank_of_a_river_is_not_the_west_bank() -> None:
    # "Regime forces spread on the west bank of the Euphrates"
    reading = read("انتشرت قوات النظام السوري على الضفة الغربية لنهر الفرات")
    assert "الضفة الغربية" not in [t.text for t in reading.toponyms]
    # "The army stormed towns in the West Bank"
    assert one("اقتحم الجيش الإسرائيلي بلدات في الضفة الغربية", "الضفة الغربية").country == "PS"
    # "Regime forces shelled the west bank near Al-Baghuz in Syria"
    reading = read("قصفت قوات النظام الضفة الغربية قرب الباغوز في سوريا")
    assert "الضفة الغربية" not in [t.text for t in reading.toponyms]
    # "Washington is worried about the violence in the West Bank"
    assert one("واشنطن قلقة من العنف في الضفة الغربية", "الضفة الغربية").country == "PS"


def test_the_same_name_is_another_place_in_another_theatre() -> None:
    # "in the village of Ar-Riyad in Hawija, Iraq" and "Riyadh announced"
    village = one("اشتباك في قرية الرياض بقضاء الحويجة في العراق", "الرياض")
    capital = one("أعلنت الرياض وقف الغارات على اليمن", "الرياض")
    assert (village.country, capital.country) == ("IQ", "SA")
    assert (village.role, capital.role) == ("mention", "actor")


@pytest.mark.parametrize(
    ("text", "words", "country", "meaning"),
    [
        ("نفت موسكو قصف إدلب", "موسكو", "RU", "Moscow denied shelling Idlib"),
        ("قوات مدعومة من الولايات المتحدة", "الولايات المتحدة", "US", "backed by the United States"),
        ("ولواشنطن نحو 900 جندي في سوريا", "واشنطن", "US", "Washington has 900 soldiers in Syria"),
        ("Ankara said its drones were in Syria", "Ankara", "TR", ""),
    ],
)
def test_governments_are_actors(text: str, words: str, country: str, meaning: str) -> None:
    found = one(text, words)
    assert (found.role, found.country) == ("actor", country)


def test_a_surname_is_known_for_the_whole_report() -> None:
    # "Commander Farhad Hama said ... Hama added ... in the city of Hama"
    text = "قال فرهاد حماة إن القتال توقف. وأضاف حماة أن الطريق مفتوح. وعاد إلى مدينة حماة في سوريا."
    reading = read(text)
    assert [t.start for t in reading.toponyms if t.text == "حماة"] == [text.rindex("حماة")]
    assert len([s for s in reading.suppressed if s.text == "حماة"]) == 2


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("اشتباكات في قرية الزقرطية بسوريا", "الزقرطية", "a village nobody lists"),
        ("Gunmen burned the village of Zarbukhan in Mali", "Zarbukhan", ""),
        ("Fighting near Qorbetsk in Ukraine went on", "Qorbetsk", ""),
    ],
)
def test_unknown_names_are_listed_with_the_reason(text: str, words: str, meaning: str) -> None:
    reading = read(text)
    assert words in [u.text for u in reading.unresolved]
    assert all(u.why for u in reading.unresolved)


def test_a_facility_that_is_not_listed_is_placed_by_the_town_in_its_name() -> None:
    # "a strike on the market of Nyala in Sudan"
    found = one("غارة على سوق نيالا في السودان", "سوق نيالا")
    assert found.name.en == "Nyala"
    assert found.where_prec == 2
    assert "not listed itself" in found.reason


def test_a_distance_goes_with_its_direction() -> None:
    near, far = one("north of Manbij, Syria", "Manbij"), one("30 km north of Manbij, Syria", "Manbij")
    assert near.lat is not None
    assert far.lat is not None
    assert 0.15 < far.lat - 36.53 < 0.4
    assert near.lat < far.lat


def test_two_names_share_the_spot_between_them() -> None:
    # "an explosion between Shuhayl and Busayrah in the countryside of Deir ez-Zor"
    reading = read("انفجار بين الشحيل والبصيرة بريف دير الزور")
    between = [t for t in reading.toponyms if t.relation == "between"]
    assert [t.text for t in between] == ["الشحيل", "البصيرة"]
    assert between[0].lat == between[1].lat


def test_every_mention_is_listed() -> None:
    # "Hajin ... in Hajin ... from Hajin"
    text = "هجين بسوريا محاصرة. القتال في هجين مستمر. خرج مدنيون من هجين."
    assert len([t for t in read(text).toponyms if t.text == "هجين"]) == 3


def test_no_text_no_places() -> None:
    assert read("") == ToponymReading([], [], [])
    assert read(" \n“” ،،") == ToponymReading([], [], [])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="هجين بريف دير الزور،.و“”()\u064e\n-'Kobani ofthe12km", max_size=100))
def test_spans_are_the_reports_own_words(text: str) -> None:
    reading = read(text)
    for span in (*reading.toponyms, *reading.suppressed, *reading.unresolved):
        assert text[span.start : span.end] == span.text
    starts = [t.start for t in reading.toponyms]
    assert starts == sorted(starts)
