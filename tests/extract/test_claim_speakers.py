"""Claims in the first person, in quotations and in relative clauses: who is meant, and which part."""

from __future__ import annotations

from datetime import date

import pytest

from extract.morphology import says_we
from extract.pipeline import read
from geo.records import Extraction, Report

SDF, IS, GOV = "sdf", "islamic-state", "syrian-government"


def coded(text: str) -> Extraction:
    return read(Report(text=text, published=date(2019, 1, 12), language="ar"))


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("نسيطر", True),  # we control
        ("سيطرنا", True),  # we took control
        ("نحاصر", True),  # we besiege
        ("نفذت", False),  # she carried out
        ("ناقش", False),  # he discussed
        ("نزوح", False),  # displacement
        ("نهايه", False),  # end
        ("يسيطر", False),  # he controls
    ],
)
def test_first_person_by_the_form_of_the_verb(word: str, ours: bool) -> None:
    assert says_we(word) is ours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "An SDF commander said his forces attack Daesh from the town of As-Susah, which we control."
        (
            "قال قائد في قوات سوريا الديمقراطية إن قواته تهاجم مسلحي داعش من بلدة السوسة التي نسيطر عليها.",
            {(SDF, "control", "As-Susah", "in")},
        ),
        # "SDF - statement. Our forces go on attacking Daesh. Convoys left Abu Hamam, which we control."
        (
            "قوات سوريا الديمقراطية - بيان\nتواصل قواتنا الهجوم على داعش.\n"
            "انطلقت القوافل من قرية أبو حمام التي نسيطر عليها.",
            {(SDF, "control", "Abu Hamam", "in")},
        ),
        # "... the fighting began in the western area of the town of Hajin, which our forces control."
        (
            "قال القائد في قوات سوريا الديمقراطية إن القتال بدأ "
            "من المنطقة الغربية في بلدة هجين التي تسيطر عليها قواتنا.",
            {(SDF, "control", "Hajin", "west")},
        ),
        # "Government aircraft struck Ash-Shaafah, where what is left of Daesh's men is."
        (
            "استهدفت طائرات النظام بلدة الشعفة حيث يتواجد من بقي من عناصر داعش.",
            {(IS, "control", "Ash-Shaafah", "in")},
        ),
    ],
)
def test_whose_claim_it_is(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    found = {(c.actor, c.status, c.place, c.relation) for c in coded(text).claims}
    assert expected <= found
    assert {actor for actor, *_ in found} == {actor for actor, *_ in expected}


def test_the_lands_that_somebody_was_driven_from_are_not_the_town_named_before() -> None:
    # "They fell back to Hajin as the group was gradually driven from the lands which it had controlled."
    claims = coded("تراجع هؤلاء إلى هجين مع طرد تنظيم الدولة تدريجيا من الأراضي التي كان يسيطر عليها.").claims
    assert [c for c in claims if c.status == "lost"] == []


def test_our_forces_in_a_quotation_do_not_make_the_report_a_communique_of_whoever_it_names_first() -> None:
    # "Daesh is near its end. Some 500 left Hajin on Friday. An SDF commander: our forces advance there."
    found = coded(
        "داعش على وشك النهاية.\nوغادر نحو 500 شخص بلدة هجين يوم الجمعة.\n"
        "وقال قائد في قوات سوريا الديمقراطية: تتقدم قواتنا فيها."
    )
    people = [e for e in found.events if e.displaced]
    assert people
    assert all(e.attribution is None or e.attribution.id != IS for e in people)
