"""Who did what to whom, in short tellings: Arabic with its English meaning, and English."""

from __future__ import annotations

from datetime import date

import pytest

from extract.pipeline import read
from geo.records import SHOWN_STATUSES, Event, Report

SUICIDE, AIR, SHELLING = "Suicide bomb", "Air/drone strike", "Shelling/artillery/missile attack"
IED = "Remote explosive/landmine/IED"

PARTIES: list[tuple[str, str, dict[str, str]]] = [
    # "Two were killed when a suicide bomber hit a checkpoint of the SDF in Shaddadi; Daesh claimed it."
    (
        "قتل اثنان بتفجير انتحاري استهدف حاجزا لقسد في مدينة الشدادي، وتبنى تنظيم داعش العملية.",
        SUICIDE,
        {"islamic-state": "attacker", "sdf": "target"},
    ),
    (
        "A suicide bomber blew himself up at a market in Afrin, wounding nine children. "
        "Islamic State claimed responsibility for the attack.",
        SUICIDE,
        {"islamic-state": "attacker", "civilians": "target"},
    ),
    (
        "A car bomb killed three soldiers in Mogadishu on Saturday. No group has claimed responsibility.",
        IED,
        {"somali-forces": "target"},
    ),
    # "The SDF repelled an attack by Daesh on the town of Hajin."
    (
        "صدت قوات سوريا الديمقراطية هجوما لتنظيم داعش على بلدة هجين.",
        "Armed clash",
        {"islamic-state": "attacker", "sdf": "target"},
    ),
    (
        "The Sudanese army repelled an attack by the Rapid Support Forces on El Fasher.",
        "Armed clash",
        {"rsf": "attacker", "saf": "target"},
    ),
    # "Two women were killed by Russian shelling of the town of Kafranbel."
    (
        "قتلت امرأتان بقصف روسي على بلدة كفرنبل.",
        SHELLING,
        {"russian-forces": "attacker", "civilians": "target"},
    ),
    # "Aircraft of the coalition bombed the town of As-Susah."
    ("قصف طيران التحالف الدولي بلدة السوسة.", AIR, {"global-coalition": "attacker"}),
    (
        "An Israeli strike on a house in Khan Younis killed nine people, including four children.",
        AIR,
        {"israeli-forces": "attacker", "civilians": "target"},
    ),
    ("Russians shelled Nikopol with artillery on Tuesday.", SHELLING, {"russian-forces": "attacker"}),
    # "13 members of the Iraqi police were killed in an attack that Daesh launched south of Kirkuk."
    (
        "قتل 13 عنصرا من الشرطة العراقية في هجوم شنه تنظيم داعش جنوب كركوك.",
        "Armed clash",
        {"islamic-state": "attacker", "iraqi-police": "target"},
    ),
    # "Gunmen of Daesh opened fire on a funeral in Samarra, killing four civilians."
    (
        "فتح مسلحون من داعش النار على مجلس عزاء في سامراء، ما أدى إلى مقتل أربعة مدنيين.",
        "Attack",
        {"islamic-state": "attacker", "civilians": "target"},
    ),
    # "Statement of the Qassam Brigades: our fighters hit an Israeli tank" (no side of its own parent)
    (
        "بيان صادر عن كتائب القسام: استهدف مجاهدونا دبابة إسرائيلية بقذيفة في مدينة غزة.",
        SHELLING,
        {"qassam": "attacker", "israeli-forces": "target"},
    ),
    # "Hundreds of protesters came out in Suwayda."
    ("خرج مئات المتظاهرين في مدينة السويداء يوم الجمعة.", "Peaceful protest", {"protesters": "attacker"}),
    (
        "Protesters gathered in Basra on Friday. Iraqi police fired tear gas to disperse the crowd.",
        "Protest with intervention",
        {"iraqi-police": "attacker", "protesters": "target"},
    ),
    # "Gunmen attacked a village near Kaya on Saturday. The attack led to the death of 12 civilians."
    (
        "هاجم مسلحون مجهولون قرية قرب كايا شمال بوركينا فاسو يوم السبت. وأدى الهجوم إلى مقتل 12 مدنيا.",
        "Attack",
        {"unidentified-armed-group": "attacker", "civilians": "target"},
    ),
    (
        "After fierce battles, the Syrian army recaptured the town of Sukhnah from Islamic State.",
        "Government regains territory",
        {"syrian-government": "attacker", "islamic-state": "target"},
    ),
]

DEAD: list[tuple[str, tuple[int | None, int | None], dict[str, int]]] = [
    # "Ten dead of Daesh and four of the SDF fell in clashes in Hajin."
    (
        "سقط عشرة قتلى من داعش وأربعة من قسد في اشتباكات ببلدة هجين.",
        (14, 14),
        {"islamic-state": 10, "sdf": 4},
    ),
    ("Clashes in Hajin left 6 SDF and 13 ISIS fighters dead.", (19, 19), {"sdf": 6, "islamic-state": 13}),
    # "12 members of the regime's forces were killed or wounded by a bomb in Daraa."
    ("مقتل وإصابة 12 عنصرا من قوات النظام بانفجار عبوة ناسفة في درعا.", (1, None), {}),
    # "Four soldiers and a number of civilians were killed in an explosion in Manbij."
    ("قتل أربعة جنود وعدد من المدنيين في تفجير بمدينة منبج.", (4, 4), {}),
    # "A drone hit a car in Qamishli; nothing is known of casualties."
    ("استهدفت طائرة مسيرة سيارة في مدينة القامشلي دون ورود معلومات عن خسائر بشرية.", (None, None), {}),
    # "Mortar shells fell on Aleppo; nobody was hurt."
    ("سقطت قذائف هاون على مدينة حلب دون وقوع إصابات.", (0, 0), {}),
]

NO_EVENT = [
    "The attack could spark a wider war, analysts said.",
    # "The commander expects the battle to end soon."
    "وقال القائد إنه يتوقع أن تنتهي المعركة قريبا.",
    # "Is the group really behind the assassination of hundreds of officers?"
    "هل الجماعة حقا وراء اغتيال مئات الضباط؟",
    # "The company's share took second place."
    "واحتل سهم الشركة المرتبة الثانية في التداول.",
]


def events_of(text: str) -> list[Event]:
    found = read(Report(text=text, published=date(2024, 5, 10)))
    return [e for e in found.events if e.status in SHOWN_STATUSES]


@pytest.mark.parametrize(("text", "kind", "parties"), PARTIES)
def test_parties(text: str, kind: str, parties: dict[str, str]) -> None:
    events = events_of(text)
    assert [(e.sub_event_type, {a.id: a.side for a in e.actors}) for e in events] == [(kind, parties)]


@pytest.mark.parametrize(("text", "dead", "by_actor"), DEAD)
def test_deaths(text: str, dead: tuple[int | None, int | None], by_actor: dict[str, int]) -> None:
    (event,) = events_of(text)
    f = event.fatalities
    assert ((f.low, f.best) if f else (None, None)) == dead
    assert by_actor.items() <= (f.by_actor.items() if f else {}.items())


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_only_refers_to_an_event_tells_none(text: str) -> None:
    assert events_of(text) == []


def test_a_list_of_places_gives_an_event_each() -> None:
    # "The regime's forces shelled Khan Shaykhun, Kafr Zita and Morek, killing three civilians."
    events = events_of(
        "قصفت قوات النظام بلدات خان شيخون وكفرزيتا ومورك بالمدفعية، ما أدى لمقتل ثلاثة مدنيين."
    )
    assert [e.place for e in events] == ["Khan Shaykhun", "Kafr Zita", "Murak"]
    assert len({e.id for e in events}) == 3
    assert [e.fatalities.best if e.fatalities else None for e in events] == [3, None, None]


def test_who_says_what_stays_apart() -> None:
    # "The SDF said that it advanced into Hajin and three of its fighters were wounded. The Observatory
    # reported ten of Daesh killed in clashes in As-Susah."
    events = events_of(
        "قالت قوات سوريا الديمقراطية إنها توغلت في بلدة هجين وإن ثلاثة من مقاتليها أصيبوا. "
        "وأفاد المرصد السوري بمقتل 10 من داعش في اشتباكات ببلدة السوسة."
    )
    told = [(e.attribution.id if e.attribution else None, e.injured, e.status) for e in events]
    assert told == [("sdf", 3, "claimed"), ("sohr", None, "reported")]


def test_two_counts_of_the_same_dead_are_no_sum() -> None:
    # "A police source said an attack in Palmyra killed ten soldiers, the Observatory spoke of 13."
    (event,) = events_of(
        "قال مصدر في الشرطة إن هجوما في مدينة تدمر أسفر عن مقتل عشرة جنود، في حين تحدث المرصد السوري لحقوق "
        "الإنسان عن 13 قتيلا من الجنود."
    )
    assert event.fatalities is not None
    assert (event.fatalities.low, event.fatalities.best, event.fatalities.high) == (10, 13, 13)


def test_people_driven_out_belong_to_what_drove_them_out() -> None:
    (event,) = events_of(
        "RSF fighters captured Bara in North Kordofan on Monday. About 4,500 people fled Bara."
    )
    assert (event.sub_event_type, event.displaced) == ("Non-state actor overtakes territory", 4500)


@pytest.mark.parametrize("text", [row[0] for row in (*PARTIES, *DEAD)])
def test_evidence_is_the_reports_own_words(text: str) -> None:
    assert all(text[v.start : v.end] == v.text for e in events_of(text) for v in e.evidence)
