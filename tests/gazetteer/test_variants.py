import pytest

from gazetteer.variants import arabic_variants, latin_variants, skeleton


@pytest.mark.parametrize(
    ("key", "variant"),
    [
        ("deir ez zor", "deir al zor"),
        ("deir ez zor", "deir ezzor"),
        ("as susah", "al susah"),
        ("as susah", "susah"),
        ("al qaim", "el qaim"),
    ],
)
def test_latin_articles(key: str, variant: str) -> None:
    assert variant in latin_variants(key)


@pytest.mark.parametrize(
    ("key", "variant"),
    [
        ("الباغوز", "باغوز"),  # Al-Baghuz without its article
        ("البو كمال", "البوكمال"),  # Abu Kamal in one word
        ("ابو كمال", "البوكمال"),
    ],
)
def test_arabic_spellings(key: str, variant: str) -> None:
    assert variant in arabic_variants(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al baghouz", "baghuz"),
        ("boukamal", "bukamal"),
        ("deir ez zour", "dayr az zawr"),
        ("المنصوره", "منسوره"),  # Mansurah, with s for emphatic s
        ("ابو الظهور", "ابو الضهور"),  # Abu al-Duhur with the two letters of one sound
    ],
)
def test_skeleton_is_shared(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(("one", "other"), [("الدوير", "الدويره"), ("hajin", "harim"), ("حمص", "حماه")])
def test_skeleton_keeps_places_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other) or skeleton(one) == ""
