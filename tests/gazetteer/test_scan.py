import pytest

from gazetteer.index import Index


def names(index: Index, text: str) -> list[str]:
    hits = index.scan(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    return [hit.text for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلت القافلة إلى الباغوز", "الباغوز"),  # the convoy reached Al-Baghuz
        ("قصف بالباغوز", "الباغوز"),  # shelling in Al-Baghuz: ب off, the article stays
        ("طريق للباغوز", "باغوز"),  # a road to Al-Baghuz: ل and article are one
        ("اشتباكات بدير الزور", "دير الزور"),  # clashes in Deir ez-Zor
        ("الميادين والبوكمال", "البوكمال"),  # Mayadin and Abu Kamal
        ("ولحلب نصيب", "حلب"),  # and Aleppo has its share
        ("على ضفة نهر الفرات", "نهر الفرات"),  # on the bank of the river Euphrates
        ("قرب الحدود العراقية", "الحدود العراقية"),  # near the Iraqi border
        ("في شرق سوريا", "شرق سوريا"),  # in eastern Syria
        ("في محافظة دير الزور", "محافظة دير الزور"),  # in the governorate
        ("Fighters left al-Baghuz.", "al-Baghuz"),
        ("Raids near Deir ez-Zor's airport", "Deir ez-Zor"),
        ("Shells hit As-Susah", "As-Susah"),
        ("clashes in BAGHOUZ", "BAGHOUZ"),
    ],
)
def test_name_is_found(index: Index, text: str, expected: str) -> None:
    assert expected in names(index, text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("زار لبنان أمس", "بنان"),  # he visited Lebanon: never ل + بنان
        ("Yesterday a reading of the mobile report", "reading"),
        ("Ryan went home", "Ry"),
        ("سوريون", "سوري"),  # Syrians: no name inside a word
    ],
)
def test_no_name_is_made_up(index: Index, text: str, never: str) -> None:
    assert never not in names(index, text)


def test_small_words_at_the_end_of_a_name(index: Index) -> None:
    assert names(index, "near the Al-Omar oil field today") == ["Al-Omar oil field"]


def test_lebanon_is_whole(index: Index) -> None:
    assert "لبنان" in names(index, "دخل وفد لبنان القاعة")  # the delegation of Lebanon


def test_text_without_capitals_is_read(index: Index) -> None:
    assert "baghouz" in names(index, "heavy shelling on baghouz this morning, many people fled")


def test_ordinary_words_say_so(index: Index) -> None:
    hits = {hit.text: hit.common for hit in index.scan("الحكومة في الباغوز")}  # the government in Al-Baghuz
    assert hits["الباغوز"] < 3
    assert all(common > 4 for text, common in hits.items() if text == "الحكومة")


def test_marks_on_the_last_letter_belong_to_the_name(index: Index) -> None:
    text = "قصف الباغوزَ ليلا"  # Al-Baghuz was shelled by night
    assert "الباغوزَ" in names(index, text)
