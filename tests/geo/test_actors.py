"""The register of actors: what it holds, whose side they are on when, and what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from geo.actor_file import ACTORS_FILE, ActorFileError, read_actors
from geo.actors import ActorRegister, load_register

SHARED_IDS = [
    "sdf",
    "islamic-state",
    "syrian-government",
    "global-coalition",
    "us-forces",
    "us-government",
    "iraqi-forces",
    "turkish-forces",
    "sohr",
    "civilians",
    "unidentified-armed-group",
    "russian-forces",
    "iranian-militias",
    "sna",
    "hts",
]


@pytest.fixture(scope="module")
def register() -> ActorRegister:
    return load_register()


@pytest.mark.parametrize("actor_id", SHARED_IDS)
def test_ids_that_others_rely_on_are_there(register: ActorRegister, actor_id: str) -> None:
    actor = register.get(actor_id)
    assert actor is not None
    assert actor.name.en
    assert actor.name.ar


def test_register_is_broad_enough(register: ActorRegister) -> None:
    assert len(register.all()) >= 150
    theatres = {code for actor in register.all() for code in actor.theatres}
    assert {"SY", "IQ", "YE", "SD", "LY", "PS", "LB", "ML", "BF", "NE", "UA"} <= theatres


@pytest.mark.parametrize(
    ("a", "b", "day", "expected"),
    [
        ("sdf", "islamic-state", "2019-03-02", True),
        ("islamic-state", "sdf", "2019-03-02", True),
        ("sdf", "global-coalition", "2019-03-02", False),
        ("sdf", "us-forces", "2019-03-02", False),
        ("saf", "rsf", "2023-04-14", False),
        ("saf", "rsf", "2023-04-15", True),
        ("jnim", "issp", "2018-06-01", False),
        ("jnim", "issp", "2021-06-01", True),
        ("hts", "syrian-government", "2020-02-01", True),
        ("hts", "syrian-government", "2025-02-01", False),
        ("huthi", "saudi-coalition", "2016-01-01", True),
        ("huthi", "aqap", "2016-01-01", True),
        ("hamas", "israeli-forces", "2023-10-08", True),
        ("qassam", "israeli-forces", "2023-10-08", True),
        ("lna", "gnu", "2019-06-01", True),
        ("russian-forces", "ukrainian-forces", "2013-06-01", False),
        ("russian-forces", "ukrainian-forces", "2022-06-01", True),
        ("civilians", "islamic-state", "2019-03-02", False),
        ("nobody-known", "islamic-state", "2019-03-02", False),
        ("sdf", "sdf", "2019-03-02", False),
    ],
)
def test_opposed(register: ActorRegister, a: str, b: str, day: str, expected: bool) -> None:
    assert register.opposed(a, b, date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("actor_id", "day", "side"),
    [
        ("rsf", "2020-01-01", "saf"),
        ("rsf", "2024-01-01", "rsf"),
        ("syrian-government", "2024-12-07", "government"),
        ("syrian-government", "2024-12-08", "syria-transition"),
        ("ypj", "2016-01-01", "sdf-coalition"),
        ("sdf", "2012-01-01", None),
        ("unknown-id", "2020-01-01", None),
    ],
)
def test_side_is_half_open(register: ActorRegister, actor_id: str, day: str, side: str | None) -> None:
    assert register.side(actor_id, date.fromisoformat(day)) == side


def test_without_a_day_the_latest_side_and_any_opposition_count(register: ActorRegister) -> None:
    assert register.side("rsf", None) == "rsf"
    assert register.opposed("saf", "rsf", None)


@pytest.mark.parametrize(
    ("actor_id", "country", "expected"),
    [
        ("iraqi-forces", "IQ", True),
        ("pmf", "IQ", True),
        ("russian-forces", "SY", False),
        ("sdf", "SY", False),
        ("gone", "SY", False),
    ],
)
def test_host_state(register: ActorRegister, actor_id: str, country: str, expected: bool) -> None:
    assert register.is_host_state(actor_id, country) is expected


def test_labels_and_colours(register: ActorRegister) -> None:
    assert register.label("sdf", "ar") == "قوات سوريا الديمقراطية"
    assert register.label("sdf", "en") == "Syrian Democratic Forces"
    assert register.label("no-such", "en") == "no-such"
    main = ["sdf", "islamic-state", "syrian-government", "turkish-forces", "global-coalition", "iraqi-forces"]
    assert len({register.colour(actor_id) for actor_id in main}) == len(main)
    assert register.colour("no-such").startswith("#")


def test_adjectives_build_the_names_of_a_states_forces(register: ActorRegister) -> None:
    actor = register.get("iraqi-forces")
    assert actor is not None
    assert "Iraqi army" in actor.aliases["en"]
    assert "الجيش العراقي" in actor.aliases["ar"]


def _broken(tmp_path: Path, **changes: object) -> Path:
    raw = yaml.safe_load(ACTORS_FILE.read_text("utf-8"))
    raw["actors"][0].update(changes)
    path = tmp_path / "actors.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parent": "nobody"}, "unknown parent"),
        ({"colour": "amber"}, "not #rrggbb"),
        ({"kind": "gang"}, "sdf"),
        ({"hatch": "stars"}, "sdf"),
        ({"sides": [{"side": "no-side"}]}, "unknown side"),
        (
            {"sides": [{"side": "is", "end": "2020-01-01"}, {"side": "iraq", "start": "2019-01-01"}]},
            "overlap",
        ),
        ({"aliases": {"en": ["ISIS"]}}, "already stands for"),
        ({"aliases": {"en": ["..."], "ar": [""]}}, "empty alias"),
        ({"templates": ["navy"]}, "unknown template"),
        ({"nickname": "x"}, "nickname"),
    ],
)
def test_a_broken_file_names_file_and_actor(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(ActorFileError) as error:
        read_actors(_broken(tmp_path, **changes))
    assert said in str(error.value)
    assert "actors.yaml" in str(error.value)


def test_yaml_that_is_none_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("actors: [", "utf-8")
    with pytest.raises(ActorFileError, match=r"actors\.yaml"):
        read_actors(path)
