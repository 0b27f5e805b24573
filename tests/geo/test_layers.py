"""The map as folium renders it: what it loads, and that no text can break out of its script."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.actors import load_register
from geo.encode import encode, script_json
from geo.layers.base import SCRIPTS, STYLE, script_text
from geo.livemap import MapOptions, build_map, map_parts
from geo.palette import PaletteError, load_map_texts, load_palette, read_palette

MEANT = set("&<>\"'`${}\\")
HOSTILE = "</script><script>alert(1)</script> ${alert(1)} ` \\` {{7*7}} {% raw %} ' \" \u2028"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Al-Baghuz", "Al-Baghuz"),
        ("الباغوز", "الباغوز"),  # Baghuz
        ("<b>", "&lt;b&gt;"),
        ("${x}`\\", "&#36;&#123;x&#125;&#96;&#92;"),
        ("a & 'b' \"c\"", "a &amp; &#39;b&#39; &quot;c&quot;"),
    ],
)
def test_encode(text: str, written: str) -> None:
    assert encode(text) == written


@given(st.text())
def test_encoded_text_has_no_character_with_a_meaning_but_those_of_entities(text: str) -> None:
    bare = re.sub(r"&(amp|lt|gt|quot|#\d+);", "", encode(text))
    assert not MEANT & set(bare)


def test_the_map_asks_for_nothing_from_outside() -> None:
    page = build_map(MapOptions(base="/furat")).get_root().render()
    found = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", page)
    assert found == []
    assert "https://" not in page


def test_the_greatest_zoom_is_set_though_there_are_no_tiles() -> None:
    assert '"maxZoom": 16' in map_parts(MapOptions(base="/furat"))["script"]


def test_layers_come_in_order_with_the_hub_first() -> None:
    script = map_parts(MapOptions(base="/furat"))["script"]
    kinds = re.findall(r'Furat\.layer\(map_furat, "(\w+)"', script)
    assert kinds == ["Basemap", "ControlAreas", "FrontLines", "EventCanvas", "Legend", "TimeBar"]
    assert script.index("Furat.attach(map_furat") < script.index("Furat.layer(")


def test_the_same_options_give_the_same_bytes() -> None:
    """Their hash is the version under which browsers keep them."""
    assert map_parts(MapOptions(base="/furat")) == map_parts(MapOptions(base="/furat"))


@pytest.mark.parametrize("where", ["texts", "language"])
def test_text_in_the_options_cannot_end_the_script(where: str) -> None:
    script = map_parts(MapOptions(base="/furat", state={where: HOSTILE}))["script"]
    assert "</script" not in script
    assert "<script>alert" not in script
    assert "\u2028" not in script
    written = re.search(rf'"{where}": ("(?:[^"\\]|\\.)*")', script)
    assert written is not None
    assert msgspec.json.decode(written[1]) == HOSTILE


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_script_json_reads_back_and_is_no_template(value: object) -> None:
    written = script_json(value)
    assert msgspec.json.decode(written) == value
    assert jinja2.Template(written).render() == written.rstrip("\n")
    assert not set("&<>'`$") & set(written)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_write_text_only_as_text(name: str) -> None:
    """innerHTML and its kin would run what a report says."""
    text = script_text(name)
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert way not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_style_sheet_loads_nothing() -> None:
    assert "url(" not in script_text(STYLE)
    assert "@import" not in script_text(STYLE)


def test_every_actor_has_a_hatch_the_script_can_draw() -> None:
    known = re.search(r"const HATCHES = (\[[^\]]+\])", script_text("core.js"))
    assert known is not None
    assert {actor.hatch for actor in load_register().all()} <= set(msgspec.json.decode(known[1]))


def test_every_group_has_a_shape_the_script_can_draw_and_a_colour_of_its_own() -> None:
    groups = load_palette().groups
    script = script_text("event_canvas.js")
    for group in groups:
        assert re.search(rf'^\s+"?{re.escape(group.shape)}"?: \(c, x, y, r\)', script, re.MULTILINE)
    assert len({(g.colour) for g in groups}) == len({g.shape for g in groups}) == len(groups)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("group", load_palette().groups, ids=lambda g: g.id)
def test_marks_stand_out_from_the_land(group) -> None:  # type: ignore[no-untyped-def]
    """WCAG asks for 3 to 1 between a graphic and what it lies on."""
    land, mark = _luminance(load_palette().map.land), _luminance(group.colour)
    assert (land + 0.05) / (mark + 0.05) >= 3


def test_all_map_texts_are_in_both_languages_with_the_same_blanks() -> None:
    for key, names in load_map_texts().items():
        assert names.en, key
        assert names.ar, key
        assert set(re.findall(r"\{\w+\}", names.en)) == set(re.findall(r"\{\w+\}", names.ar)), key


def test_every_text_the_scripts_ask_for_is_there() -> None:
    texts = load_map_texts()
    for name in SCRIPTS:
        asked = re.findall(r'\btext\("([a-z_]+)"\)', script_text(name))
        assert [key for key in asked if key not in texts] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('colour: "#a3142e"', "groups"),
        ("shape: circle", "shape"),
        ("{group: battle,", "nowhere"),
    ],
)
def test_a_palette_with_a_mistake_is_refused_naming_it(tmp_path: Path, change: str, said: str) -> None:
    good = (Path(__file__).parents[2] / "geo" / "data" / "palette.yaml").read_text(encoding="utf-8")
    assert change in good
    bad = {"groups": "colour: crimson", "shape": "shape: blob", "nowhere": "{group: nowhere,"}[said]
    path = tmp_path / "palette.yaml"
    path.write_text(good.replace(change, bad, 1), encoding="utf-8")
    with pytest.raises(PaletteError, match=rf"palette\.yaml.*{said}"):
        read_palette(path)
