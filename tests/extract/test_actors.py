"""Actors in text: names, particles, capitals, descriptions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.actors import find_actors
from extract.anaphora import check_ids
from extract.countries import governments
from geo.actors import load_register

NAMED = [
    ("أعلنت قسد مقتل ثلاثة", [("قسد", "sdf")], "The SDF announced that three were killed"),
    ("هاجم مسلحو تنظيم الدولة النقطة", [("تنظيم الدولة", "islamic-state")], "IS gunmen attacked the post"),
    ("اشتباكات بين قسد وداعش", [("قسد", "sdf"), ("داعش", "islamic-state")], "clashes between SDF and IS"),
    ("انسحاب ”قسد ” من الموقع", [("قسد", "sdf")], "the SDF (in odd quotes) withdrew"),
    ("غارات للتحالف الدولي", [("تحالف الدولي", "global-coalition")], "strikes of the coalition (لل)"),
    ("قَصَفَ الجيشُ السوريُّ التلة", [("الجيشُ السوريُّ", "syrian-government")], "vowel marks in the name"),
    ("القوات الأميركية في القاعدة", [("القوات الأميركية", "us-forces")], "US forces, the Gulf's spelling"),
    ("قوات سورية الديمقراطية", [("قوات سورية الديمقراطية", "sdf")], "SDF with the older spelling of Syria"),
    ("بيان للمرصد السوري", [("مرصد السوري", "sohr")], "a statement of the Observatory"),
    ("وكالة الأنباء الألمانية (د.ب.أ)", [("وكالة الأنباء الألمانية", "dpa"), ("د.ب.أ", "dpa")], "the agency"),
    ("مليشيا الدعم السريع تقصف", [("مليشيا الدعم السريع", "rsf")], "the RSF militia shells"),
    ("قوات حفتر تتقدم", [("قوات حفتر", "lna")], "Haftar's forces advance"),
    ("استهدفت كتائب القسام دبابة", [("كتائب القسام", "qassam")], "the Qassam Brigades hit a tank"),
    ("#قوات_الدعم_السريع", [("قوات_الدعم_السريع", "rsf")], "a hashtag"),
    ("The SDF's fighters", [("SDF", "sdf")], ""),
    ("Islamic State fighters fled", [("Islamic State", "islamic-state")], ""),
    ("It is the IS group", [("IS", "islamic-state")], "the verb is no actor"),
    ("who told the WHO", [("WHO", "who")], "the pronoun is no actor"),
    ("Iraqi troops and Shia fighters", [("Iraqi troops", "iraqi-forces")], ""),
    ("unidentified gunmen opened fire", [("unidentified gunmen", "unidentified-armed-group")], ""),
    ("Malian soldiers and JNIM", [("Malian soldiers", "mali-forces"), ("JNIM", "jnim")], ""),
    ("Ukraine’s General Staff", [("Ukraine’s General Staff", "ukrainian-forces")], "a curly apostrophe"),
]


@pytest.mark.parametrize(("text", "expected", "meaning"), NAMED)
def test_names(text: str, expected: list[tuple[str, str]], meaning: str) -> None:
    assert [(span.text, span.id) for span in find_actors(text)] == expected


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("وصلت قافلة إلى ود مدني", "a convoy reached Wad Madani: مدني is no civilian here"),
        ("يعاني الناس من القسوة", "people suffer from harshness: no part of a word is an actor"),
        ("سلاح في داعشتان", "no name ends inside a word"),
        ("this is what he has", "small letters are no acronym"),
        ("QSDX reported nothing", "no name ends inside a word"),
        ("THIS IS A HEADLINE", "IS between capitals may be the verb"),
    ],
)
def test_no_actor(text: str, meaning: str) -> None:
    assert find_actors(text) == []


@pytest.mark.parametrize(
    ("text", "words", "actor_id", "meaning"),
    [
        ("تراجع داعش. وفجر التنظيم جسرا", "التنظيم", "islamic-state", "the organisation"),
        ("هاجم تنظيم القاعدة نقطة. تبنى التنظيم الهجوم", "التنظيم", "al-qaeda", "another organisation"),
        ("قصفت طائرات التحالف بلدة في سوريا", "طائرات التحالف", "global-coalition", "the coalition in Syria"),
        ("غارات على صعدة في اليمن شنها التحالف", "التحالف", "saudi-coalition", "the coalition in Yemen"),
        ("قصف الجيش مواقع قوات الدعم السريع", "الجيش", "saf", "the army of the report's country"),
        ("JNIM raided a camp. The militants left", "The militants", "jnim", ""),
        ("In Syria, government forces shelled a hill", "government forces", "syrian-government", ""),
        ("SOHR said so. The Observatory added nothing", "The Observatory", "sohr", ""),
        ("Government forces moved in", "Government forces", "government-forces", "nothing says whose"),
    ],
)
def test_descriptions(text: str, words: str, actor_id: str, meaning: str) -> None:
    assert (words, actor_id) in [(span.text, span.id) for span in find_actors(text)]


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("قسد تطالب بانسحاب جميع القوات", "القوات", "all forces are nobody in particular"),
        ("قال داعش إن الحركة التجارية توقفت", "الحركة", "the movement of trade"),
        ("The group met on Sunday", "The group", "no group was named"),
    ],
)
def test_open_descriptions_are_left_out(text: str, words: str, meaning: str) -> None:
    assert words not in [span.text for span in find_actors(text)]


@pytest.mark.parametrize(
    ("text", "actor_id", "meaning"),
    [
        ("أعلنت موسكو سحب جنودها", "russian-government", "Moscow announced"),
        ("فصائل مدعومة من أنقرة", None, "factions backed by Ankara"),
        ("ولواشنطن نحو 900 جندي هناك", "us-government", "Washington has 900 soldiers there"),
        ("Ankara said it would respond", "turkish-government", ""),
        ("forces backed by Iran", "iranian-government", ""),
        ("Egypt and Chad closed the crossings", "chad-forces", ""),
    ],
)
def test_governments_by_their_capital(text: str, actor_id: str | None, meaning: str) -> None:
    wanted = actor_id or "turkish-government"
    assert wanted in [span.id for span in find_actors(text)]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("وصل الوفد إلى موسكو", "the delegation reached Moscow"),
        ("انفجار في أنقرة", "an explosion in Ankara"),
        ("He flew from Tehran to Damascus", ""),
        ("a hospital near Moscow", ""),
    ],
)
def test_capitals_as_places_are_no_actors(text: str, meaning: str) -> None:
    assert find_actors(text) == []


def test_data_names_only_known_actors() -> None:
    assert check_ids() == []
    register = load_register()
    used = [row.government for row in governments().values() if row.government]
    assert [actor_id for actor_id in used if register.get(actor_id) is None] == []


@given(st.text(alphabet="قسد داعش“”()،.\u064eوبلISDFthe \n'\u0640", max_size=80))
def test_spans_are_the_reports_own_words_in_order(text: str) -> None:
    found = find_actors(text)
    assert all(text[span.start : span.end] == span.text for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
