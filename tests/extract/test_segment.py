"""Sentences of Arabic and English reports, with offsets into the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.segment import sentences

CASES = [
    # Two sentences: "The shelling went on. The family left."
    ("استمر القصف. غادرت العائلة.", ["استمر القصف.", "غادرت العائلة."]),
    # No space after the stop: "The clash ended.And he added"
    ("انتهى الاشتباك.وأضاف", ["انتهى الاشتباك.", "وأضاف"]),
    # The agency's initials end nothing: "He told the German agency (d.b.a.) that the road is cut"
    ("قال للوكالة الألمانية (د.ب.أ) إن الطريق مقطوع", ["قال للوكالة الألمانية (د.ب.أ) إن الطريق مقطوع"]),
    # Arabic question mark: "Who fired? No one knows."
    ("من أطلق النار؟ لا أحد يعرف.", ["من أطلق النار؟", "لا أحد يعرف."]),
    # A stop inside quotation marks: "He said: 'We will not leave.' Then he left."
    ("قال: «لن نغادر.» ثم غادر.", ["قال: «لن نغادر.»", "ثم غادر."]),
    # Decimal: "a depth of 3.5 kilometres. The army withdrew"
    ("بعمق 3.5 كيلومتر. انسحب الجيش", ["بعمق 3.5 كيلومتر.", "انسحب الجيش"]),
    # A headline and its text: "Clashes in the east / Guns were heard at night."
    ("اشتباكات في الشرق\nسُمعت رشقات ليلا.", ["اشتباكات في الشرق", "سُمعت رشقات ليلا."]),
    # A line broken after a preposition: "in its fight against / the group, it said"
    ("في قتالها ضد\nالتنظيم، قالت", ["في قتالها ضد\nالتنظيم، قالت"]),
    # Telegram: emoji and bullets are not part of a sentence: "Urgent | a drone over the town", "a first item"
    ("🔴 عاجل | مسيّرة فوق البلدة\n• بند أول", ["عاجل | مسيّرة فوق البلدة", "بند أول"]),
    # Ellipsis: "They waited... then they moved"
    ("انتظروا... ثم تحركوا", ["انتظروا...", "ثم تحركوا"]),
    ("Gen. Hale spoke. He left.", ["Gen. Hale spoke.", "He left."]),
    ("The U.S. Army struck at 5 a.m. on Sunday.", ["The U.S. Army struck at 5 a.m. on Sunday."]),
    ("They left at 5 a.m. The others stayed.", ["They left at 5 a.m.", "The others stayed."]),
    ('"Leave!" he shouted. Nobody did.', ['"Leave!" he shouted.', "Nobody did."]),
    ("See example.org for more. Thanks.", ["See example.org for more.", "Thanks."]),
    ("Two roads\nwere cut on Feb. 9 near the hill.", ["Two roads\nwere cut on Feb. 9 near the hill."]),
    ("Headline without a stop\n\nthe text", ["Headline without a stop", "the text"]),
    ("J. Smith said 2.5 tons were found. Enough?", ["J. Smith said 2.5 tons were found.", "Enough?"]),
    ("Windows line\r\nNext line", ["Windows line", "Next line"]),
    ("", []),
    (" \n\n … \n---", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


def test_a_very_long_sentence_stays_whole() -> None:
    text = "كلمة " * 50_000
    assert [sentence.text for sentence in sentences(text)] == [text.strip()]


@given(st.text(alphabet=st.sampled_from('اب و.!؟?…\n\r"«»()0.1 aB•🔴-،'), max_size=200))
def test_offsets_hold_and_no_letter_is_lost(text: str) -> None:
    found = sentences(text)
    end = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip()
        assert not any(c.isalnum() for c in text[end : sentence.start])
        end = sentence.end
    assert not any(c.isalnum() for c in text[end:])
