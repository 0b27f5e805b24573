"""Control claims: sentences of our own, their meaning in English, and who holds, takes or loses what."""

from __future__ import annotations

from datetime import date

import pytest

from extract.pipeline import read
from geo.records import ControlClaim, Extraction, Report

SDF, IS, GOV, HTS = "sdf", "islamic-state", "syrian-government", "hts"
PUBLISHED = "2019-01-20"


def told(text: str, published: str = PUBLISHED) -> Extraction:
    return read(Report(text=text, published=date.fromisoformat(published)))


def brief(claim: ControlClaim) -> tuple[str, str, str | None]:
    return claim.actor, claim.status, claim.place


CASES: list[tuple[str, str, set[tuple[str, str, str]]]] = [
    # Lists.
    (
        "a list in English",
        "Islamic State holds Hajin, As-Susah, Ash-Shaafah and Al-Kashmah.",
        {(IS, "control", p) for p in ("Hajin", "As-Susah", "Ash-Shaafah", "Al-Kashmah")},
    ),
    (
        # "The SDF control the towns of Hajin, As-Susah, Ash-Shaafah, Al-Bahrah, and Al-Kashmah village."
        "a list in Arabic",
        "تسيطر قوات سوريا الديمقراطية على بلدات هجين والسوسة والشعفة والبحرة، وعلى قرية الكشمة.",
        {(SDF, "control", p) for p in ("Hajin", "As-Susah", "Ash-Shaafah", "Al-Bahrah", "Al-Kashmah")},
    ),
    (
        "several villages taken",
        "Syrian government forces captured the towns of Saraqib and Hass on Tuesday.",
        {(GOV, "control", p) for p in ("Saraqib", "Hass")},
    ),
    # What is left to somebody.
    (
        # "Nothing is left to the Islamic State organisation but As-Susah and Al-Marashidah."
        "left in Arabic",
        "لم يبق لتنظيم الدولة الإسلامية سوى السوسة والمراشدة.",
        {(IS, "control", "As-Susah"), (IS, "control", "Al-Marashidah")},
    ),
    (
        # "Nothing remained in the hands of Daesh but Ash-Shaafah."
        "left in the hands of",
        "لم يتبق بيد داعش إلا الشعفة.",
        {(IS, "control", "Ash-Shaafah")},
    ),
    (
        "what remains to",
        "What remains to Islamic State is As-Susah and Al-Marashidah.",
        {(IS, "control", "As-Susah"), (IS, "control", "Al-Marashidah")},
    ),
    (
        # "Hajin and Ash-Shaafah remain in the grip of the Islamic State organisation."
        "in the grip of",
        "لا تزال هجين والشعفة في قبضة تنظيم الدولة الإسلامية.",
        {(IS, "control", "Hajin"), (IS, "control", "Ash-Shaafah")},
    ),
    (
        # "The town of Saraqib is subject to the control of Hayat Tahrir al-Sham."
        "subject to the control of",
        "بلدة سراقب خاضعة لسيطرة هيئة تحرير الشام.",
        {(HTS, "control", "Saraqib")},
    ),
    (
        "remain in the hands of",
        "Hajin and Ash-Shaafah remain in the hands of Islamic State.",
        {(IS, "control", "Hajin"), (IS, "control", "Ash-Shaafah")},
    ),
    (
        "remain under X control",
        "Hajin and Ash-Shaafah remain under SDF control.",
        {(SDF, "control", "Hajin"), (SDF, "control", "Ash-Shaafah")},
    ),
    (
        "held told by a hyphen",
        "Warplanes bombed the IS-held town of Hajin on Friday.",
        {(IS, "control", "Hajin")},
    ),
    (
        "in somebody's hands",
        "Hajin is still in Islamic State hands.",
        {(IS, "control", "Hajin")},
    ),
    (
        # "Hajin and Ash-Shaafah are in the hands of the organisation Daesh."
        "in the hand of, first",
        "مع بقاء هجين والشعفة بيد داعش، تتواصل المعارك.",
        {(IS, "control", "Hajin"), (IS, "control", "Ash-Shaafah")},
    ),
    # Passives and positions.
    (
        "under government control",
        "The villages of Al-Quriyah and Al-Asharah are under government control.",
        {(GOV, "control", "Al-Quriyah"), (GOV, "control", "Al-Asharah")},
    ),
    (
        # "The SDF are deployed in Hajin and Gharanij."
        "deployed in Arabic",
        "تنتشر قوات سوريا الديمقراطية في هجين وغرانيج.",
        {(SDF, "control", "Hajin"), (SDF, "control", "Gharanij")},
    ),
    (
        "stationed in",
        "SDF forces are stationed in Hajin and Gharanij.",
        {(SDF, "control", "Hajin"), (SDF, "control", "Gharanij")},
    ),
    (
        "captured by",
        "Hajin and Ash-Shaafah were captured by the SDF on Friday.",
        {(SDF, "control", "Hajin"), (SDF, "control", "Ash-Shaafah")},
    ),
    (
        "held by, with a comma",
        "The town of Saraqib, held by Hayat Tahrir al-Sham, was shelled on Friday.",
        {(HTS, "control", "Saraqib")},
    ),
    (
        # "Hajin fell to the SDF yesterday."
        "fell",
        "سقطت هجين بيد قوات سوريا الديمقراطية أمس.",
        {(SDF, "control", "Hajin")},
    ),
    # The end of control.
    (
        # "The SDF entered the town, ending the organisation's control of Ash-Shaafah."
        "ending control in Arabic",
        "دخلت قوات سوريا الديمقراطية البلدة لتنهي سيطرة تنظيم الدولة الإسلامية على الشعفة.",
        {(IS, "lost", "Ash-Shaafah")},
    ),
    (
        "ending control in English",
        "The SDF entered at dawn, ending Islamic State control of Ash-Shaafah.",
        {(IS, "lost", "Ash-Shaafah")},
    ),
    (
        # "The organisation no longer has any presence in Al-Marashidah."
        "no presence any more",
        "لم يعد لتنظيم الدولة أي وجود في المراشدة.",
        {(IS, "lost", "Al-Marashidah")},
    ),
    # Strongholds.
    (
        # "The SDF took Hajin, the last stronghold of the Islamic State organisation."
        "a stronghold taken",
        "سيطرت قوات سوريا الديمقراطية أمس على هجين، آخر معاقل تنظيم الدولة الإسلامية.",
        {(SDF, "control", "Hajin")},
    ),
    (
        "a stronghold taken in English",
        "The SDF captured Hajin, the last stronghold of Islamic State, on Friday.",
        {(SDF, "control", "Hajin")},
    ),
    # Who did it.
    (
        "the clause behind does not take over",
        "The SDF gained Hajin, while clashes went on with Islamic State in Ash-Shaafah.",
        {(SDF, "control", "Hajin")},
    ),
    (
        # "The SDF advanced into As-Susah and took Al-Bubadran, while clashes with IS went on."
        "a second verb has the same doer",
        "تقدمت قوات سوريا الديمقراطية داخل السوسة وسيطرت على البوبدران، فيما استمرت الاشتباكات مع داعش.",
        {(SDF, "advance", "As-Susah"), (SDF, "control", "Al-Bubadran")},
    ),
    (
        "the attackers are those who attacked",
        "Islamic State attacked Gharanij on Friday. By Sunday the attackers had withdrawn from Gharanij.",
        {(IS, "lost", "Gharanij")},
    ),
    # What comes with a taking.
    (
        # "The army handed the village of Al-Bahrah over to the SDF."
        "handed over",
        "The Syrian army handed over Al-Bahrah to the SDF on Friday.",
        {(GOV, "lost", "Al-Bahrah"), (SDF, "control", "Al-Bahrah")},
    ),
    (
        "taken from",
        "The SDF seized Hajin from Islamic State on Friday.",
        {(SDF, "control", "Hajin"), (IS, "lost", "Hajin")},
    ),
    (
        # "The Syrian army regained Saraqib from Hayat Tahrir al-Sham."
        "regained from",
        "استعاد الجيش السوري مدينة سراقب من هيئة تحرير الشام.",
        {(GOV, "control", "Saraqib"), (HTS, "lost", "Saraqib")},
    ),
    (
        "driven out",
        "The SDF drove Islamic State out of Hajin on Friday.",
        {(SDF, "control", "Hajin"), (IS, "lost", "Hajin")},
    ),
    (
        "cleared of",
        "The SDF cleared Hajin of Islamic State fighters on Friday.",
        {(SDF, "control", "Hajin"), (IS, "lost", "Hajin")},
    ),
    (
        "declared free of",
        "The SDF declared Hajin free of Islamic State on Friday.",
        {(SDF, "control", "Hajin"), (IS, "lost", "Hajin")},
    ),
    (
        "after the other side left",
        "The SDF took Hajin on Friday after Islamic State fighters withdrew.",
        {(SDF, "control", "Hajin"), (IS, "lost", "Hajin")},
    ),
    (
        # "The regime's forces besiege the town of Duma."
        "besieged",
        "تحاصر قوات النظام مدينة دوما.",
        {(GOV, "besieged", "Duma")},
    ),
    (
        # "The army of Islam denied an agreement in Duma, which the regime's forces besiege."
        "a siege told in passing",
        "نفى جيش الإسلام التوصل إلى اتفاق في دوما، التي تحاصرها قوات النظام.",
        {(GOV, "besieged", "Duma")},
    ),
    (
        # "The SDF entered the town of Hajin without a fight."
        "entered without a fight",
        "دخلت قوات سوريا الديمقراطية بلدة هجين من دون قتال.",
        {(SDF, "control", "Hajin")},
    ),
    (
        "besieged by",
        "Duma is besieged by the Syrian army.",
        {(GOV, "besieged", "Duma")},
    ),
    (
        # "The SDF advanced on the Al-Bahrah axis yesterday."
        "an axis",
        "تقدمت قوات سوريا الديمقراطية أمس على محور البحرة.",
        {(SDF, "advance", "Al-Bahrah")},
    ),
]


@pytest.mark.parametrize(("name", "text", "claims"), CASES, ids=[c[0] for c in CASES])
def test_who_holds_what(name: str, text: str, claims: set[tuple[str, str, str]]) -> None:
    found = {brief(c) for c in told(text).claims}
    assert claims <= found, name
    # Nobody else holds or loses what these claims speak of.
    spoken = {(actor, place) for actor, _, place in claims}
    assert {(a, p) for a, _, p in found if p in {place for _, place in spoken}} <= spoken


NO_CLAIM = [
    ("a plan", "The SDF plan to capture Hajin within a week."),
    ("an attempt", "The SDF are trying to seize Hajin."),
    ("a future", "The Syrian army will take Saraqib, a commander said."),
    ("until", "The SDF will not stop until it takes Hajin."),
    # "The regime's forces seek to control Saraqib."
    ("a wish in Arabic", "تسعى قوات النظام إلى السيطرة على سراقب."),
    # "The SDF did not take Hajin."
    ("not done", "لم تسيطر قوات سوريا الديمقراطية على هجين."),
    # "The Syrian army denied the loss of Saraqib."
    ("denied", "نفى الجيش السوري خسارة سراقب."),
    # "The SDF failed to take Hajin."
    ("failed", "فشلت قوات سوريا الديمقراطية في السيطرة على هجين."),
    ("positions opposite", "Government troops took up positions opposite Hajin."),
    ("captives", "The SDF captured 20 Islamic State fighters in Hajin on Friday."),
    # "The Islamic State organisation seized weapons in Hajin."
    ("weapons", "استولى تنظيم الدولة الإسلامية على أسلحة في هجين."),
    ("unconfirmed", "Reports that the SDF took Hajin could not be confirmed."),
    # "The organisation used to control Hajin."
    ("once held", "كان تنظيم الدولة الإسلامية يسيطر على هجين."),
    ("a border", "Iraqi forces control the border with Syria."),
    ("a river", "The SDF control the Euphrates."),
    ("a country", "The army controls Syria."),
]


@pytest.mark.parametrize(("name", "text"), NO_CLAIM, ids=[c[0] for c in NO_CLAIM])
def test_what_is_no_claim_of_control(name: str, text: str) -> None:
    assert [brief(c) for c in told(text).claims] == [], name


@pytest.mark.parametrize(
    "text", ["Iraqi forces control the border with Syria.", "The SDF control the Euphrates."]
)
def test_what_is_no_place_of_control_is_listed_with_the_reason(text: str) -> None:
    assert any("no place of control" in u.why or "line" in u.why for u in told(text).unresolved)


PARTS = [
    # "The SDF control the southern districts of As-Susah."
    ("districts", "تسيطر قوات سوريا الديمقراطية على الأحياء الجنوبية من السوسة.", "south"),
    # "The Islamic State organisation is entrenched in the northern part of As-Susah."
    ("a part", "يتحصن تنظيم الدولة الإسلامية في القسم الشمالي من السوسة.", "north"),
    ("the western part", "The SDF control the western part of As-Susah.", "west"),
    ("outskirts", "The SDF captured the outskirts of As-Susah on Friday.", "near"),
    # "The SDF took the outskirts of As-Susah."
    ("outskirts in Arabic", "سيطرت قوات سوريا الديمقراطية على أطراف السوسة.", "near"),
    ("its quarter", "The SDF captured As-Susah's northern quarter on Friday.", "north"),
    ("land beyond", "The SDF seized some land west of As-Susah on Friday.", "west"),
]


@pytest.mark.parametrize(("name", "text", "relation"), PARTS, ids=[c[0] for c in PARTS])
def test_a_part_of_a_place_is_told_apart_and_less_sure(name: str, text: str, relation: str) -> None:
    (part,) = told(text).claims
    (whole,) = told("The SDF control As-Susah.").claims
    assert (part.place, part.relation) == ("As-Susah", relation), name
    assert part.confidence < whole.confidence
    if relation == "north":
        assert part.lat > whole.lat
    if relation == "west":
        assert part.lon < whole.lon


DAYS = [
    # Text, published, actor, first day, latest day.
    ("The SDF captured Hajin on Friday.", "2018-12-16", SDF, "2018-12-14", None),
    # A state holds on the report's day.
    ("Islamic State still holds Hajin.", "2018-12-10", IS, "2018-12-10", None),
    # "The town of Hajin has been under the control of the SDF since yesterday, Saturday."
    ("باتت بلدة هجين تحت سيطرة قوات سوريا الديمقراطية منذ أمس السبت.", "2018-12-16", SDF, "2018-12-15", None),
    # The day of another verb.
    (
        "The SDF took Baghuz on Saturday after an assault that began on 9 February.",
        "2019-03-24",
        SDF,
        "2019-03-23",
        None,
    ),
    # "Clashes broke out yesterday in As-Susah, days after the SDF took Al-Kashmah."
    (
        "اندلعت اشتباكات أمس في السوسة، بعد أيام من سيطرة قوات سوريا الديمقراطية على الكشمة.",
        "2019-01-06",
        SDF,
        "2019-01-06",
        None,
    ),
]


@pytest.mark.parametrize(("text", "published", "actor", "first", "latest"), DAYS)
def test_the_day_is_that_of_the_holding_or_taking(
    text: str, published: str, actor: str, first: str, latest: str | None
) -> None:
    claims = [c for c in told(text, published).claims if c.actor == actor and c.status == "control"]
    assert [(str(c.valid_from), c.valid_from_latest and str(c.valid_from_latest)) for c in claims] == [
        (first, latest)
    ]


def test_a_place_taken_and_lost_again_has_both_in_order() -> None:
    text = "Islamic State fighters captured Al-Bahrah on Thursday. The SDF retook Al-Bahrah on Saturday."
    first, second = (c for c in told(text, "2018-11-26").claims if c.status == "control")
    assert (first.actor, str(first.valid_from), str(first.valid_to)) == (IS, "2018-11-22", "2018-11-24")
    assert (second.actor, str(second.valid_from), second.valid_to) == (SDF, "2018-11-24", None)


def test_a_second_taking_on_another_day_is_kept() -> None:
    text = (
        "The SDF captured Al-Bahrah on Thursday. Islamic State retook Al-Bahrah on Friday. "
        "The SDF recaptured Al-Bahrah on Sunday."
    )
    mine = [
        str(c.valid_from) for c in told(text, "2018-11-26").claims if c.actor == SDF and c.status == "control"
    ]
    assert mine == ["2018-11-22", "2018-11-25"]


def test_the_same_actor_does_not_hold_and_lose_a_place_on_one_day_unless_told() -> None:
    # "The organisation lost Ash-Shaafah yesterday, its last stronghold in the area."
    claims = told("خسر تنظيم الدولة الإسلامية أمس بلدة الشعفة، آخر معاقل التنظيم في المنطقة.").claims
    assert {brief(c) for c in claims} == {(IS, "lost", "Ash-Shaafah")}


def test_a_sides_word_on_its_own_gain_counts_less() -> None:
    (own,) = told("The SDF said it captured Hajin on Friday.").claims
    (other,) = told("The Syrian Observatory for Human Rights said the SDF captured Hajin on Friday.").claims
    assert (own.actor, own.attribution and own.attribution.id) == (SDF, SDF)
    assert (other.actor, other.attribution and other.attribution.id) == (SDF, "sohr")
    assert own.confidence < other.confidence
