"""Days and stretches of days, Arabic and English. The published day is Saturday 2 March 2019 unless a case says else."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import find_dates

PUBLISHED = date(2019, 3, 2)

# Text, its meaning, the span, first and last day, date_prec, part of the day.
ARABIC = [
    ("قُصفت البلدة أمس", "shelled yesterday", "أمس", "2019-03-01", "2019-03-01", 1, None),
    ("وصلوا أمس الجمعة", "arrived yesterday, Friday", "أمس الجمعة", "2019-03-01", "2019-03-01", 1, None),
    ("هاجموا فجر أمس", "attacked at dawn yesterday", "فجر أمس", "2019-03-01", "2019-03-01", 1, "dawn"),
    ("غارة ليلة أمس", "a raid last night", "ليلة أمس", "2019-03-01", "2019-03-01", 1, "night"),
    ("أول من أمس", "the day before yesterday", "أول من أمس", "2019-02-28", "2019-02-28", 1, None),
    ("دخلوا أمس الأول", "entered the day before yesterday", "أمس الأول", "2019-02-28", "2019-02-28", 1, None),
    ("بالأمس", "yesterday, with a glued particle", "الأمس", "2019-03-01", "2019-03-01", 1, None),
    ("صباح اليوم", "this morning", "صباح اليوم", "2019-03-02", "2019-03-02", 1, "morning"),
    ("أعلن اليوم السبت", "announced today, Saturday", "اليوم السبت", "2019-03-02", "2019-03-02", 1, None),
    # The weekday wins where an old text is published later.
    ("قال اليوم الخميس", "said today, Thursday", "اليوم الخميس", "2019-02-28", "2019-02-28", 1, None),
    ("يوم الخميس", "on Thursday", "يوم الخميس", "2019-02-28", "2019-02-28", 1, None),
    ("صدّوا هجوما السبت", "repelled an attack on Saturday", "السبت", "2019-03-02", "2019-03-02", 1, None),
    ("السبت الماضي", "last Saturday", "السبت الماضي", "2019-02-23", "2019-02-23", 1, None),
    ("الاثنين المقبل", "next Monday", "الاثنين المقبل", "2019-03-04", "2019-03-04", 1, None),
    ("مساء الجمعة", "Friday evening", "مساء الجمعة", "2019-03-01", "2019-03-01", 1, "evening"),
    ("الجمعة صباحاً", "Friday, in the morning", "الجمعة صباحاً", "2019-03-01", "2019-03-01", 1, "morning"),
    ("بعد ظهر الخميس", "Thursday afternoon", "بعد ظهر الخميس", "2019-02-28", "2019-02-28", 1, "afternoon"),
    ("قبل ظهر اليوم", "today before noon", "قبل ظهر اليوم", "2019-03-02", "2019-03-02", 1, "morning"),
    ("ليلة الخميس - الجمعة", "the night Thu to Fri", "ليلة الخميس - الجمعة", "2019-02-28", "2019-03-01", 2, "night"),
    ("ليل الأربعاء الخميس", "the night Wed to Thu", "ليل الأربعاء الخميس", "2019-02-27", "2019-02-28", 2, "night"),
    ("الليلة الماضية", "last night", "الليلة الماضية", "2019-03-01", "2019-03-01", 1, "night"),
    ("قبل يومين", "two days ago", "قبل يومين", "2019-02-28", "2019-02-28", 1, None),
    ("قبل ثلاثة أيام", "three days ago", "قبل ثلاثة أيام", "2019-02-27", "2019-02-27", 1, None),
    ("قبل نحو أسبوعين", "about two weeks ago", "قبل نحو أسبوعين", "2019-02-13", "2019-02-19", 3, None),
    ("قبل شهر", "a month ago", "قبل شهر", "2019-02-01", "2019-02-28", 4, None),
    ("قبل ساعات", "hours ago", "قبل ساعات", "2019-03-02", "2019-03-02", 1, None),
    ("منذ ثلاثة أيام", "for three days", "منذ ثلاثة أيام", "2019-02-27", "2019-03-02", 2, None),
    ("منذ خمسة أعوام", "for five years", "منذ خمسة أعوام", "2014-03-02", "2019-03-02", 5, None),
    ("منذ الخميس", "since Thursday", "الخميس", "2019-02-28", "2019-03-02", 2, None),
    ("الأسبوع الماضي", "last week", "الأسبوع الماضي", "2019-02-18", "2019-02-24", 3, None),
    ("الشهر الماضي", "last month", "الشهر الماضي", "2019-02-01", "2019-02-28", 4, None),
    ("العام الماضي", "last year", "العام الماضي", "2018-01-01", "2018-12-31", 5, None),
    ("الأسبوع المقبل", "next week", "الأسبوع المقبل", "2019-03-04", "2019-03-10", 3, None),
    ("غداً الأحد", "tomorrow, Sunday", "غداً الأحد", "2019-03-03", "2019-03-03", 1, None),
    ("الشهور الثلاثة الماضية", "the past three months", "الشهور الثلاثة الماضية", "2018-12-02", "2019-03-02", 5, None),
    ("الأيام القليلة الماضية", "the past few days", "الأيام القليلة الماضية", "2019-02-27", "2019-03-02", 2, None),
    ("الساعات الـ24 الماضية", "the past 24 hours", "الساعات الـ24 الماضية", "2019-03-01", "2019-03-02", 2, None),
    ("آخر 48 ساعة", "the last 48 hours", "آخر 48 ساعة", "2019-02-28", "2019-03-02", 2, None),
    ("الخامس من الشهر الماضي", "5th of last month", "الخامس من الشهر الماضي", "2019-02-05", "2019-02-05", 1, None),
    ("سقطت عام 2014", "fell in 2014", "عام 2014", "2014-01-01", "2014-12-31", 5, None),
    ("صيف 2017", "summer of 2017", "صيف 2017", "2017-06-01", "2017-08-31", 5, None),
    ("مطلع كانون الثاني", "early January", "مطلع كانون الثاني", "2019-01-01", "2019-01-10", 4, None),
    ("في 23 آذار 2017", "on 23 March 2017", "23 آذار 2017", "2017-03-23", "2017-03-23", 1, None),
    ("٢٣ شباط ٢٠١٨", "23 February 2018", "٢٣ شباط ٢٠١٨", "2018-02-23", "2018-02-23", 1, None),
    ("27 تشرين الثاني", "27 November", "27 تشرين الثاني", "2018-11-27", "2018-11-27", 1, None),
    ("الثالث والعشرين من أيلول", "23 September", "الثالث والعشرين من أيلول", "2018-09-23", "2018-09-23", 1, None),
    ("في أكتوبر/تشرين الأول", "in October", "أكتوبر/تشرين الأول", "2018-10-01", "2018-10-31", 4, None),
    ("أغسطس آب 2013", "August 2013", "أغسطس آب 2013", "2013-08-01", "2013-08-31", 4, None),
    ("12 جانفي", "12 January, as in Tunis", "12 جانفي", "2019-01-12", "2019-01-12", 1, None),
    ("3 غشت 2018", "3 August, as in Rabat", "3 غشت 2018", "2018-08-03", "2018-08-03", 1, None),
    ("بين 12 و14 شباط", "between 12 and 14 February", "12 و14 شباط", "2019-02-12", "2019-02-14", 2, None),
    ("من 5 إلى 9 يناير", "5 to 9 January", "5 إلى 9 يناير", "2019-01-05", "2019-01-09", 2, None),
    ("من 27 شباط إلى 1 آذار", "27 Feb to 1 March", "27 شباط إلى 1 آذار", "2019-02-27", "2019-03-01", 2, None),
    ("بين الاثنين والخميس", "between Mon and Thu", "الاثنين والخميس", "2019-02-25", "2019-02-28", 2, None),
    ("بتاريخ 9/2/2019", "dated 9 February 2019", "9/2/2019", "2019-02-09", "2019-02-09", 1, None),
    ("الأحد 24/2", "Sunday 24/2", "الأحد 24/2", "2019-02-24", "2019-02-24", 1, None),
    ("منذ بداية العام", "since the start of the year", "منذ بداية العام", "2019-01-01", "2019-03-02", 5, None),
    ("1 آذار من العام الماضي", "1 March of last year", "1 آذار من العام الماضي", "2018-03-01", "2018-03-01", 1, None),
    ("عطلة نهاية الأسبوع", "the weekend, Fri and Sat", "عطلة نهاية الأسبوع", "2019-03-01", "2019-03-02", 2, None),
    ("حتى الآن", "so far", "حتى الآن", "2019-03-02", "2019-03-02", 1, None),
]  # fmt: skip

ENGLISH = [
    ("shelled on Friday", "Friday", "2019-03-01", "2019-03-01", 1, None),
    ("on Friday evening", "Friday evening", "2019-03-01", "2019-03-01", 1, "evening"),
    ("earlier on Saturday", "Saturday", "2019-03-02", "2019-03-02", 1, None),
    ("late on Thursday", "late on Thursday", "2019-02-28", "2019-02-28", 1, "evening"),
    ("at dawn on Thursday", "Thursday", "2019-02-28", "2019-02-28", 1, "dawn"),
    ("in the early hours of Friday", "early hours of Friday", "2019-03-01", "2019-03-01", 1, "dawn"),
    ("yesterday morning", "yesterday morning", "2019-03-01", "2019-03-01", 1, "morning"),
    ("the day before yesterday", "day before yesterday", "2019-02-28", "2019-02-28", 1, None),
    ("struck overnight", "overnight", "2019-03-01", "2019-03-02", 2, "night"),
    ("Thursday night into Friday", "Thursday night into Friday", "2019-02-28", "2019-03-01", 2, "night"),
    ("Thursday-Friday night", "Thursday-Friday night", "2019-02-28", "2019-03-01", 2, "night"),
    ("last night", "last night", "2019-03-01", "2019-03-01", 1, "night"),
    ("this morning", "this morning", "2019-03-02", "2019-03-02", 1, "morning"),
    ("last week", "last week", "2019-02-18", "2019-02-24", 3, None),
    ("Friday last week", "Friday last week", "2019-02-22", "2019-02-22", 1, None),
    ("last Saturday", "last Saturday", "2019-02-23", "2019-02-23", 1, None),
    ("next Monday", "next Monday", "2019-03-04", "2019-03-04", 1, None),
    ("three days ago", "three days ago", "2019-02-27", "2019-02-27", 1, None),
    ("a week ago", "a week ago", "2019-02-20", "2019-02-26", 3, None),
    ("several days ago", "several days ago", "2019-02-25", "2019-02-28", 2, None),
    ("over the past month", "past month", "2019-02-02", "2019-03-02", 4, None),
    ("in the past three weeks", "past three weeks", "2019-02-09", "2019-03-02", 4, None),
    ("in the last 24 hours", "last 24 hours", "2019-03-01", "2019-03-02", 2, None),
    ("in recent days", "recent days", "2019-02-27", "2019-03-02", 2, None),
    ("in December", "December", "2018-12-01", "2018-12-31", 4, None),
    ("in early January", "early January", "2019-01-01", "2019-01-10", 4, None),
    ("on 9 February 2019", "9 February 2019", "2019-02-09", "2019-02-09", 1, None),
    ("on Feb. 9", "Feb. 9", "2019-02-09", "2019-02-09", 1, None),
    ("since 18 September.", "18 September", "2018-09-18", "2019-03-02", 5, None),
    ("March 1-2", "March 1-2", "2019-03-01", "2019-03-02", 2, None),
    ("the night of 28-29 October", "night of 28-29 October", "2018-10-28", "2018-10-29", 2, "night"),
    ("between 11 and 14 February", "11 and 14 February", "2019-02-11", "2019-02-14", 2, None),
    ("December 28 to January 3", "December 28 to January 3", "2018-12-28", "2019-01-03", 3, None),
    ("from Monday to Wednesday", "Monday to Wednesday", "2019-02-25", "2019-02-27", 2, None),
    ("Saturday, March 2, 2019", "Saturday, March 2, 2019", "2019-03-02", "2019-03-02", 1, None),
    ("the 5th of last month", "5th of last month", "2019-02-05", "2019-02-05", 1, None),
    ("the twenty-third of February", "twenty-third of February", "2019-02-23", "2019-02-23", 1, None),
    ("since 2014", "2014", "2014-01-01", "2019-03-02", 5, None),
    ("mid-2014", "mid-2014", "2014-05-01", "2014-08-31", 5, None),
    ("2019-02-23", "2019-02-23", "2019-02-23", "2019-02-23", 1, None),
    ("9-Feb-2019", "9-Feb-2019", "2019-02-09", "2019-02-09", 1, None),
    ("in March last year", "March last year", "2018-03-01", "2018-03-31", 4, None),
    ("over the weekend", "weekend", "2019-03-02", "2019-03-03", 2, None),
    ("sent 2019-02-23T10:00:00Z", "2019-02-23", "2019-02-23", "2019-02-23", 1, None),
    ("le 9 février 2019", "9 février 2019", "2019-02-09", "2019-02-09", 1, None),
    ("In February 12 people died", "February", "2019-02-01", "2019-02-28", 4, None),
]  # fmt: skip

NO_DATES = [
    "سوق الجمعة",  # Souq al-Juma, a district
    "شارع 17 تموز",  # 17 July Street
    "مارس ضغوطا",  # he exerted pressure
    "في ذلك اليوم",  # on that day
    "لليوم الثاني على التوالي",  # for the second day in a row
    "أحد المقاتلين",  # one of the fighters
    "انقضاض الجمعيات",  # associations, with "Friday" inside
    "آخر يوم من الحصار",  # the last day of the siege
    "نحو 2000 جندي",  # about 2000 soldiers
    "May said he may go; they march on",
    "Marching Mayors of Decembrists",
    "the next day",
    "In 2000 houses there was no water",
    "every Friday",
    "31 February",
    "T-72 and 10-15 men",
]


@pytest.mark.parametrize(("text", "meaning", "span", "first", "last", "prec", "part"), ARABIC)
def test_arabic(
    text: str, meaning: str, span: str, first: str, last: str, prec: int, part: str | None
) -> None:
    _check(text, span, first, last, prec, part)


@pytest.mark.parametrize(("text", "span", "first", "last", "prec", "part"), ENGLISH)
def test_english(text: str, span: str, first: str, last: str, prec: int, part: str | None) -> None:
    _check(text, span, first, last, prec, part)


def _check(text: str, span: str, first: str, last: str, prec: int, part: str | None) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert found.text == text[found.start : found.end] == span
    assert (str(found.first), str(found.last), found.prec, found.part_of_day) == (first, last, prec, part)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


@pytest.mark.parametrize(
    "text",
    [
        "أمس الجمعة",
        "last week",
        "قبل يومين",
        "overnight",
        "الشهور الثلاثة الماضية",
        "صباح اليوم",
        "the 5th of this month",
    ],
)
def test_relative_without_a_published_day_stays_open(text: str) -> None:
    (found,) = find_dates(text, None)
    assert (found.first, found.last, found.relative) == (None, None, True)
    assert found.why_open == "relative, and the report has no published day"


@pytest.mark.parametrize("text", ["9 شباط", "on 9 February", "in December", "الأحد 24/2"])
def test_no_year_and_no_published_day_stays_open(text: str) -> None:
    (found,) = find_dates(text, None)
    assert (found.first, found.last) == (None, None)
    assert found.why_open == "no year, and the report has no published day"


@pytest.mark.parametrize("text", ["9 شباط 2019", "9 February 2019", "9/2/2019", "2019-02-09"])
def test_a_whole_date_needs_no_published_day(text: str) -> None:
    (found,) = find_dates(text, None)
    assert found.first == found.last == date(2019, 2, 9)


@pytest.mark.parametrize(
    ("published", "first"),
    [
        (date(2019, 1, 3), "2018-12-30"),
        (date(2018, 12, 28), "2018-12-30"),
        (date(2018, 12, 20), "2017-12-30"),
    ],
)
def test_year_is_the_nearest_not_after_publication_but_for_some_days(published: date, first: str) -> None:
    (found,) = find_dates("30 كانون الأول", published)  # 30 December
    assert str(found.first) == first


def test_part_of_day_alone_is_of_the_day_told_before_it() -> None:
    # "Yesterday, Friday, the convoy crossed the wide bridge over the river near the village. It came back at night"
    text = "عبرت القافلة أمس الجمعة الجسر. ثم عادت ليلا"
    day, night = find_dates(text, PUBLISHED)
    assert (day.part_of_day, night.part_of_day) == (None, "night")
    assert day.first == night.first == date(2019, 3, 1)


def test_part_of_day_in_the_same_clause_belongs_to_its_day() -> None:
    (found,) = find_dates(
        "قصفت الطائرات فجرا مواقع في البلدة الجمعة", PUBLISHED
    )  # jets bombed at dawn ... Friday
    assert (found.text, found.part_of_day) == ("الجمعة", "dawn")


def test_offsets_survive_vowel_signs_tatweel_and_bidi_marks() -> None:
    text = "\u200fأمـــس الجُمُعة \u202bقُتل"
    (found,) = find_dates(text, PUBLISHED)
    assert found.text == text[found.start : found.end]
    assert found.text.startswith("أمـــس الجُمُعة")
    assert found.first == date(2019, 3, 1)


VOCABULARY = """
أمس الجمعة السبت يوم مساء ليلة - 5 12 31 2014 99999999999 آذار شباط / و من إلى بين قبل منذ أيام
أسبوع الماضي المقبل March may Friday last next two days ago 1/1/2019 31/31/31 , . ( ) of the twenty
three overnight since year 0 عام الأول والعشرين
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from([PUBLISHED, None, date.min, date.max]))
def test_any_row_of_calendar_words_is_read_without_error(text: str, published: date | None) -> None:
    end = 0
    for found in find_dates(text, published):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
        assert (found.first is None) == (found.last is None) == bool(found.why_open)
        assert found.first is None or found.last is None or found.first <= found.last
        assert found.prec in (1, 2, 3, 4, 5)


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    for found in find_dates(text, PUBLISHED):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "unit", ["1 ", "و", "الجمعة ", "1/1/", "من ", "قبل ", "twenty-", "\u064b", "2 abcd 2019 ", "مساء "]
)
def test_long_runs_end(unit: str) -> None:
    for found in find_dates(unit * 5000, PUBLISHED):
        assert found.end <= len(unit) * 5000
