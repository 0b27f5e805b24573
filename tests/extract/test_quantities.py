"""Numbers in digits and words, with what is said around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quantities import find_quantities
from extract.spans import Quantity

# Text, its meaning, the span, low, best, high.
ARABIC = [
    ("مقتل 10 من التنظيم", "10 of the group killed", "10", 10, 10, 10),
    ("٤٠ قتيلا", "40 dead", "٤٠", 40, 40, 40),
    ("٢٬٥٠٠ نازح", "2,500 displaced", "٢٬٥٠٠", 2500, 2500, 2500),
    ("2.000 جندي", "2,000 soldiers", "2.000", 2000, 2000, 2000),
    ("لـ15 عائلة", "for 15 families", "15", 15, 15, 15),
    ("سبعة عناصر", "seven members", "سبعة", 7, 7, 7),
    ("واثنا عشر مدنيا", "and twelve civilians", "اثنا عشر", 12, 12, 12),
    ("أحد عشر قتيلا", "eleven dead", "أحد عشر", 11, 11, 11),
    ("ثلاثة وعشرين جريحا", "twenty-three wounded", "ثلاثة وعشرين", 23, 23, 23),
    ("مئة وخمسة وأربعون", "a hundred and forty-five", "مئة وخمسة وأربعون", 145, 145, 145),
    ("خمسمائة عائلة", "five hundred families", "خمسمائة", 500, 500, 500),
    ("مئتان من السكان", "two hundred of the residents", "مئتان", 200, 200, 200),
    ("ألفي نازح", "two thousand displaced", "ألفي", 2000, 2000, 2000),
    ("ألف ومئتا عائلة", "one thousand two hundred families", "ألف ومئتا", 1200, 1200, 1200),
    ("30 ألف شخص", "30 thousand people", "30 ألف", 30_000, 30_000, 30_000),
    ("1.5 مليون إنسان", "1.5 million people", "1.5 مليون", 1_500_000, 1_500_000, 1_500_000),
    ("الجنود الثلاثة", "the three soldiers", "ثلاثة", 3, 3, 3),
    ("مقتل جنديين", "two soldiers killed", "جنديين", 2, 2, 2),
    ("وجريحان", "and two wounded", "جريحان", 2, 2, 2),
    ("مدنيين اثنين", "two civilians", "اثنين", 2, 2, 2),
    ("ما لا يقل عن 15 شخصا", "at least 15 people", "ما لا يقل عن 15", 15, 15, None),
    ("15 شخصا على الأقل", "15 people at least", "15", 15, 15, None),
    ("أكثر من 60 جريحا", "more than 60 wounded", "أكثر من 60", 60, 60, None),
    ("نحو 300 عائلة", "about 300 families", "نحو 300", 300, 300, 300),
    ("ما يصل إلى 50 مقاتلا", "up to 50 fighters", "ما يصل إلى 50", 1, None, 50),
    ("بين 10 و15 قتيلا", "between 10 and 15 dead", "بين 10 و15", 10, 10, 15),
    ("من 20 إلى 25 مسلحا", "20 to 25 gunmen", "من 20 إلى 25", 20, 20, 25),
    ("30-40 ألف نازح", "30 to 40 thousand displaced", "30-40 ألف", 30_000, 30_000, 40_000),
    ("عشرات القتلى", "dozens of dead", "عشرات", 12, None, None),
    ("مئات العائلات", "hundreds of families", "مئات", 100, None, None),
    ("عشرات الآلاف", "tens of thousands", "عشرات الآلاف", 10_000, None, None),
    ("ارتفاع الحصيلة من 10 إلى 15", "the toll rose from 10 to 15", "من 10 إلى 15", 15, 15, 15),
    ("31 مسيرة", "31 drones", "31", 31, 31, 31),
    ("إسقاط 31 من أصل 40", "31 out of 40 shot down", "31", 31, 31, 31),
    ("عدد من الجرحى", "a number of wounded", "عدد من", 3, None, None),
]

ENGLISH = [
    ("killed 12 fighters", "12", 12, 12, 12),
    ("twenty-three soldiers", "twenty-three", 23, 23, 23),
    ("two hundred and five civilians", "two hundred and five", 205, 205, 205),
    (
        "two million three hundred thousand",
        "two million three hundred thousand",
        2_300_000,
        2_300_000,
        2_300_000,
    ),
    ("a dozen vehicles", "a dozen", 12, 12, 12),
    ("at least eight people", "at least eight", 8, 8, None),
    ("200+ wounded", "200+", 200, 200, None),
    ("more than 20,000 civilians", "more than 20,000", 20_000, 20_000, None),
    ("around 70 trucks", "around 70", 70, 70, 70),
    ("as many as 50 dead", "as many as 50", 1, None, 50),
    ("between 30 and 40 thousand people", "between 30 and 40 thousand", 30_000, 30_000, 40_000),
    ("61 to 84 men", "61 to 84", 61, 61, 84),
    ("dozens of fighters", "dozens", 12, None, None),
    ("twelve (12) people", "twelve", 12, 12, 12),
    ("33 of 48 drones", "33", 33, 33, 33),
    ("Leopard 2 tanks, 15 of them", "15", 15, 15, 15),
    ("scores of wounded", "scores", 20, None, None),
    ("several people", "several", 3, None, None),
]

UNITS = [
    ("على بعد 12 كم", "km"),  # 12 km away
    ("عيارات 57 ملم", "mm"),  # calibres of 57 mm
    ("50% من القرية", "percent"),  # of the village
    ("80 في المئة", "percent"),
    ("خمسة أيام من القتال", "day"),  # five days of fighting
    ("طفل عمره 9 سنوات", "year"),  # a child of 9 years
    ("a 12-year-old boy", "year"),
    ("55 kilometres away", "km"),
    ("$40 million", "money"),
    ("the 2014 offensive", "year"),
    ("a man aged 40", "year"),
    ("three tonnes of flour", "kg"),
]

NO_QUANTITIES = [
    "في 23 آذار 2019",  # on 23 March 2019
    "قبل ثلاثة أيام",  # three days ago
    "الفرقة 17",  # Division 17
    "الساعة 5 مساء",  # 5 o'clock in the evening
    "للمرة الثالثة",  # for the third time
    "أحد السكان",  # one of the residents
    "لست هناك",  # I am not there (not لـ + ستة)
    "تجاوز عدد من غادروا التوقعات",  # the number of those who left exceeded what was expected
    "دبابات T-72 وقذائف آر بي جي-7",  # T-72 tanks and RPG-7 rounds
    "No one was seen",
    "Resolution 2254",
    "the 17th Division",
    "+963115551234 or 0933 0123456",
    "at 5 pm",
    "one of the largest towns",
    "F-16s and M4",
    "34.5263, 40.9607",
    "in the 1990s",
]


@pytest.mark.parametrize(("text", "meaning", "span", "low", "best", "high"), ARABIC)
def test_arabic(text: str, meaning: str, span: str, low: int, best: int | None, high: int | None) -> None:
    (found,) = find_quantities(text)
    assert found == Quantity(
        start=text.index(span), end=text.index(span) + len(span), text=span, low=low, best=best, high=high
    )


@pytest.mark.parametrize(("text", "span", "low", "best", "high"), ENGLISH)
def test_english(text: str, span: str, low: int, best: int | None, high: int | None) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.low, found.best, found.high, found.unit) == (span, low, best, high, "")


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_what_measures_has_a_unit(text: str, unit: str) -> None:
    assert [found.unit for found in find_quantities(text)] == [unit]


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_numbers_side_by_side_stay_apart() -> None:
    # Seven members and three civilians killed and 14 wounded on 9 February
    found = find_quantities("مقتل سبعة عناصر وثلاثة مدنيين وإصابة 14 في 9 شباط")
    assert [quantity.low for quantity in found] == [7, 3, 14]


VOCABULARY = """
ثلاثة وعشرين مئة ألف ألفا مليون و 5 12 1,000 2.5 عشر اثني 99999999999999999 - إلى بين أكثر من نحو
عشرات الآلاف على الأقل عدد two hundred and thousand million at least up to between dozen 0 00 3.4.5
% + / km جنديان الثالث .
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_row_of_number_words_is_read_without_error(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
        assert found.low >= 0
        assert found.best is None or found.low <= found.best
        assert found.high is None or found.low <= found.high


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "unit", ["1,", "مليون ", "ثلاثة و", "بين 1 و", "1-", "ما لا يقل عن ", "two hundred and ", "m1"]
)
def test_long_runs_end(unit: str) -> None:
    for found in find_quantities(unit * 5000):
        assert found.end <= len(unit) * 5000
