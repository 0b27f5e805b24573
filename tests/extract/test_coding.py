"""Whole reports of our own: text, what it means in English, and the events and claims that a careful reader
codes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from extract.pipeline import read
from geo.records import Event, Extraction, Report, Source


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """What an event must show; fields left out are not asked."""

    type: str
    day: str | None = None
    actors: dict[str, str] | None = None
    dead: tuple[int | None, int | None, int | None] | None = None
    by_actor: dict[str, int] | None = None
    injured: int | None = None
    captured: int | None = None
    displaced: int | None = None
    place: str | None = None
    says: str | None = None
    status: str = "reported"


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """A report; claims are (actor, status, place)."""

    name: str
    text: str
    published: str | None
    events: list[Expected] = []
    claims: list[tuple[str, str, str]] = []
    source: str | None = None


def coded(text: str, published: str | None, source: str | None = None) -> Extraction:
    day = date.fromisoformat(published) if published else None
    return read(Report(text=text, published=day, source=Source(name=source)))


def shown(event: Event, expected: Expected) -> dict[str, Any]:
    """The fields of an event that are asked for."""
    f = event.fatalities
    fields: dict[str, Any] = {
        "type": event.sub_event_type,
        "day": event.date_start.isoformat() if event.date_start else None,
        "actors": {a.id: a.side for a in event.actors},
        "dead": (f.low, f.best, f.high) if f else None,
        "by_actor": f.by_actor if f else None,
        "injured": event.injured,
        "captured": event.captured,
        "displaced": event.displaced,
        "place": event.place,
        "says": event.attribution.id if event.attribution else None,
        "status": event.status,
    }
    asked = {k for k, v in msgspec.structs.asdict(expected).items() if v is not None}
    return {k: v for k, v in fields.items() if k in asked}


CASES = [
    Case(
        # "Deir ez-Zor countryside: the regime's forces shelled Hajin with heavy artillery, which led to
        # the death of 5
        # civilians, among them two children, and the wounding of 12 others."
        "shelling with a toll",
        "ريف دير الزور: قصفت قوات النظام بالمدفعية الثقيلة بلدة هجين، ما أدى إلى مقتل 5 مدنيين بينهم طفلان "
        "وإصابة 12 "
        "آخرين بجروح.",
        "2018-11-03",
        [
            Expected(
                "Shelling/artillery/missile attack",
                actors={"syrian-government": "attacker", "civilians": "target"},
                dead=(5, 5, 5),
                by_actor={"civilians": 5},
                injured=12,
                place="Hajin",
            )
        ],
    ),
    Case(
        # "The SDF announced on Friday that they had taken As-Susah after fierce battles with Daesh."
        "a side's word on what it took",
        "أعلنت قوات سوريا الديمقراطية يوم الجمعة سيطرتها على بلدة السوسة بعد معارك عنيفة مع تنظيم داعش.",
        "2019-01-19",
        [
            Expected(
                "Non-state actor overtakes territory",
                day="2019-01-18",
                actors={"sdf": "attacker", "islamic-state": "target"},
                says="sdf",
                status="claimed",
            )
        ],
        [("sdf", "control", "As-Susah")],
    ),
    Case(
        "roadside bomb",
        "A roadside bomb killed three Iraqi soldiers and wounded five others near Baquba on Tuesday, police "
        "said.",
        "2015-06-04",
        [Expected("Remote explosive/landmine/IED", day="2015-06-02", dead=(3, 3, 3), injured=5)],
    ),
    Case(
        "said on Saturday, happened on Friday",
        "The Syrian Observatory for Human Rights said on Saturday that Russian warplanes carried out air "
        "strikes on "
        "the town of Maarat al-Numan on Friday, killing at least 12 civilians, including four children.",
        "2019-08-17",
        [
            Expected(
                "Air/drone strike",
                day="2019-08-16",
                actors={"russian-forces": "attacker", "civilians": "target"},
                dead=(12, 12, None),
                by_actor={"civilians": 12},
                says="sohr",
            )
        ],
    ),
    Case(
        # "A car bomb went off in the middle of Manbij this morning; at least 7 people were killed."
        "car bomb, nobody named",
        "انفجرت سيارة مفخخة وسط مدينة منبج صباح اليوم، ما أسفر عن مقتل 7 أشخاص على الأقل.",
        "2019-06-02",
        [
            Expected(
                "Remote explosive/landmine/IED",
                day="2019-06-02",
                actors={},
                dead=(7, 7, None),
                place="Manbij",
            )
        ],
    ),
    Case(
        "overnight shelling, nobody hurt",
        "Russian forces shelled the city of Nikopol overnight with artillery, the governor said. No "
        "casualties were "
        "reported.",
        "2023-07-08",
        [
            Expected(
                "Shelling/artillery/missile attack",
                day="2023-07-07",
                actors={"russian-forces": "attacker"},
                dead=(0, 0, 0),
                injured=0,
                says="officials",
            )
        ],
    ),
    Case(
        # "Hundreds demonstrated in As-Suwayda today, Friday, to demand the fall of the regime."
        "peaceful protest",
        "تظاهر المئات في مدينة السويداء اليوم الجمعة للمطالبة بإسقاط النظام.",
        "2023-09-15",
        [Expected("Peaceful protest", day="2023-09-15")],
    ),
    Case(
        "protest shot at, told in two sentences",
        "Police fired tear gas to disperse hundreds of protesters in Khartoum on Thursday. Two demonstrators "
        "were shot "
        "dead, doctors said.",
        "2021-12-31",
        [
            Expected(
                "Excessive force against protesters", day="2021-12-30", dead=(2, 2, 2), says="medical-sources"
            )
        ],
    ),
    Case(
        # "The Israeli occupation forces arrested 15 Palestinians at dawn today during raids in the West
        # Bank."
        "arrests counted apart from deaths",
        "اعتقلت قوات الاحتلال الإسرائيلي فجر اليوم 15 فلسطينيا خلال حملة مداهمات في الضفة الغربية.",
        "2022-05-05",
        [Expected("Arrests", day="2022-05-05", actors={"israeli-forces": "attacker"}, captured=15)],
    ),
    Case(
        "each side says its own",
        "Hezbollah said it fired rockets at an Israeli army base in Kiryat Shmona on Monday. The Israeli "
        "army said it "
        "intercepted most of them.",
        "2024-03-12",
        [
            Expected(
                "Shelling/artillery/missile attack",
                day="2024-03-11",
                actors={"hezbollah": "attacker", "israeli-forces": "target"},
                says="hezbollah",
                status="claimed",
            ),
            Expected(
                "Disrupted weapons use",
                actors={"israeli-forces": "attacker"},
                says="israeli-forces",
                status="claimed",
            ),
        ],
    ),
    Case(
        # "The Iraqi ministry of defence denied news of an attack on Ain al-Asad base."
        "denied",
        "نفت وزارة الدفاع العراقية أنباء عن هجوم على قاعدة عين الأسد.",
        "2020-03-03",
        [Expected("Armed clash", status="denied")],
    ),
    Case(
        # "Two SDF members were killed and a third wounded in an attack by unknown gunmen in Dhiban east of
        # Deir ez-Zor
        # yesterday."
        "a dual counts two",
        "قتل عنصران من قسد وأصيب ثالث بهجوم نفذه مسلحون مجهولون في بلدة ذيبان شرق دير الزور أمس.",
        "2021-04-10",
        [
            Expected(
                "Armed clash",
                day="2021-04-09",
                actors={"unidentified-armed-group": "attacker", "sdf": "target"},
                dead=(2, 2, 2),
                by_actor={"sdf": 2},
            )
        ],
    ),
    Case(
        "abduction told by residents",
        "Gunmen abducted 30 people from a village in Kaduna state on Friday night, residents said.",
        "2021-07-10",
        [
            Expected(
                "Abduction/forced disappearance",
                day="2021-07-09",
                actors={"unidentified-armed-group": "attacker", "civilians": "target"},
                captured=30,
                says="residents",
            )
        ],
    ),
    Case(
        "anniversary",
        "On the third anniversary of the chemical attack in Khan Sheikhoun, residents commemorated the 89 "
        "people killed.",
        "2020-04-04",
        [Expected("Chemical weapon", status="background")],
    ),
    Case(
        # "Urgent | strikes of the international coalition target positions of Daesh around Hajin."
        "a post without date or verb of its own",
        "عاجل | غارات للتحالف الدولي تستهدف مواقع لتنظيم داعش في محيط هجين.",
        "2018-11-20",
        [
            Expected(
                "Air/drone strike",
                day="2018-11-20",
                actors={"global-coalition": "attacker", "islamic-state": "target"},
            )
        ],
    ),
    Case(
        # "The Sudanese army: our forces repelled an attack that the RSF militia launched on El Fasher and
        # inflicted 60 dead."
        "our forces",
        "الجيش السوداني: قواتنا تصدت لهجوم شنته مليشيا الدعم السريع على مدينة الفاشر وكبدتها 60 قتيلا ودمرت "
        "12 عربة "
        "قتالية.",
        "2024-05-15",
        [
            Expected(
                "Armed clash",
                actors={"rsf": "attacker", "saf": "target"},
                dead=(60, 60, 60),
                says="saf",
                status="claimed",
            )
        ],
    ),
    Case(
        "suicide bomber",
        "A suicide bomber blew himself up outside a police station in Maiduguri on Sunday evening, killing "
        "four "
        "officers and injuring nine, according to police.",
        "2017-06-11",
        [Expected("Suicide bomb", day="2017-06-11", dead=(4, 4, 4), injured=9, place="Maiduguri")],
    ),
    Case(
        "a taker that says so, a loser by withdrawal",
        "The Libyan National Army said it had taken control of the town of Sirte on Monday.",
        "2020-01-06",
        [
            Expected(
                "Non-state actor overtakes territory",
                day="2020-01-06",
                actors={"lna": "attacker"},
                status="claimed",
            )
        ],
        [("lna", "control", "Sirte")],
    ),
    Case(
        # "More than 30 thousand people fled the northern Hama countryside last week."
        "displaced are no dead",
        "نزح أكثر من 30 ألف شخص من ريف حماة الشمالي خلال الأسبوع الماضي.",
        "2019-05-09",
        [Expected("Other", day="2019-04-29", displaced=30000)],
    ),
    Case(
        # "The Iraqi army took Tal Afar district entirely, according to the joint command."
        "the host state regains",
        "سيطرت قوات الجيش العراقي على قضاء تلعفر بالكامل، بحسب قيادة العمليات المشتركة.",
        "2017-08-27",
        [
            Expected(
                "Government regains territory",
                day="2017-08-27",
                actors={"iraqi-forces": "attacker"},
                status="claimed",
            )
        ],
        [("iraqi-forces", "control", "Tal Afar")],
    ),
    Case(
        # "The opposition factions handed the town of Douma over to the regime's forces under an agreement."
        "handed over",
        "سلمت الفصائل المعارضة مدينة دوما إلى قوات النظام بموجب اتفاق برعاية روسية.",
        "2018-04-12",
        [],
        [("syrian-opposition", "lost", "Duma"), ("syrian-government", "control", "Duma")],
    ),
    Case(
        "still holds, and advances",
        "Islamic State fighters still hold the town of Hajin, while the SDF has advanced to the outskirts of "
        "the town.",
        "2018-11-30",
        [],
        [("islamic-state", "control", "Hajin"), ("sdf", "advance", "Hajin")],
    ),
    Case(
        # "For the third day in a row the regime's forces besiege Daraa."
        "besieger",
        "لليوم الثالث على التوالي، تحاصر قوات النظام مدينة درعا.",
        "2021-07-28",
        [],
        [("syrian-government", "besieged", "Dar'a")],
    ),
    Case(
        # "Daesh laid mines densely around Hajin, the Observatory said."
        "laying mines is no explosion",
        "قال المرصد السوري لحقوق الإنسان إن تنظيم داعش زرع ألغاما بشكل مكثف في محيط بلدة هجين.",
        "2018-12-01",
        [Expected("Other", actors={"islamic-state": "attacker"}, says="sohr")],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reports_are_coded_as_a_careful_reader_does(case: Case) -> None:
    extraction = coded(case.text, case.published, case.source)
    for expected in case.events:
        same_type = [e for e in extraction.events if e.sub_event_type == expected.type]
        asked = {k: v for k, v in msgspec.structs.asdict(expected).items() if v is not None}
        assert asked in [shown(e, expected) for e in same_type], [
            shown(e, expected) for e in extraction.events
        ]
    claims = {(c.actor, c.status, c.place) for c in extraction.claims}
    assert set(case.claims) <= claims


NO_EVENTS = [
    ("a wish", "The president called for an end to the war and for a better life for all.", "2020-01-01"),
    # "The team attacked in the second half of the match."
    ("sport", "شن الفريق هجوما في الشوط الثاني من المباراة.", "2020-01-01"),
    ("a purpose", "The army sent a brigade to capture the town of Hajin.", "2018-12-01"),
    # "The minister threatened to launch a military operation."
    ("a threat", "هدد الوزير بشن عملية عسكرية.", "2020-01-01"),
]


@pytest.mark.parametrize(("name", "text", "published"), NO_EVENTS)
def test_what_did_not_happen_is_no_fighting(name: str, text: str, published: str) -> None:
    fighting = [
        e
        for e in coded(text, published).events
        if e.event_type == "Battles" and e.status in ("reported", "claimed")
    ]
    assert fighting == [], name


def test_without_a_published_day_relative_dates_stay_open_and_say_so() -> None:
    # "The coalition bombed the town of Hajin yesterday evening."
    extraction = coded("قصف طيران التحالف الدولي بلدة هجين مساء أمس.", None)
    (event,) = extraction.events
    assert (event.date_start, event.date_end, event.date_prec) == (None, None, None)
    assert event.date_reason
    assert event.date_reason in {u.why for u in extraction.unresolved}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_evidence_is_the_reports_own_words(case: Case) -> None:
    extraction = coded(case.text, case.published)
    rows = [e for event in extraction.events for e in event.evidence]
    rows += [e for claim in extraction.claims for e in claim.evidence]
    assert rows
    assert all(row.text == case.text[row.start : row.end] and row.text for row in rows)
    for event in extraction.events:
        assert {"sub_event_type", "sentence"} <= {row.field for row in event.evidence}


def test_the_same_report_has_the_same_ids() -> None:
    case = CASES[0]
    first, again = coded(case.text, case.published), coded(case.text, case.published)
    assert msgspec.json.encode(first) == msgspec.json.encode(again)
    other = coded(case.text, "2018-11-04")
    assert {e.id for e in first.events}.isdisjoint({e.id for e in other.events})
