"""The map: what is drawn, in all four forms, and that no text of a report becomes markup."""

import json
import re
import struct
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import telling_world as world

from whoholds.actors import Actor, Register
from whoholds.errors import NotWritable, QuestionError
from whoholds.model import Standing
from whoholds.telling import render_map
from whoholds.terrain import Gazetteer

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {place.id for place in world.PLACES if not place.is_extended}


def drawn(tmp_path: Path, suffix: str, **more) -> Path:
    path = tmp_path / f"map{suffix}"
    theatre, picture = more.pop("theatre", world.theatre()), more.pop("picture", world.picture())
    render_map(theatre, picture, path, **more)
    return path


def svg(tmp_path: Path, **more) -> ET.Element:
    return ET.fromstring(drawn(tmp_path, ".svg", **more).read_text("utf-8"))


def texts(root: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def marks(root: ET.Element) -> dict[str, ET.Element]:
    found = [node for node in root.iter(f"{SVG}g") if "data-place" in node.attrib]
    assert len({node.get("data-place") for node in found}) == len(found)
    return {node.get("data-place"): node for node in found}


def test_every_place_that_can_be_held_is_drawn_once(tmp_path):
    assert set(marks(svg(tmp_path))) == DRAWN


def test_held_contested_and_unknown_places_look_different(tmp_path):
    found = marks(svg(tmp_path))
    held = next(node for node in found["alm"] if node.get("class") == "held")
    assert held.get("fill") == "#b2182b"
    assert any(node.get("fill", "").startswith("url(#mix-") for node in found["dun"])
    assert [node.get("class") for node in found["gap"] if node.tag != f"{SVG}title"] == ["unknown"]


def test_certainty_shows_in_the_fill(tmp_path):
    found = marks(svg(tmp_path))
    fill = {
        id_: float(
            next(node for node in found[id_] if node.get("class", "").startswith("held")).get("fill-opacity")
        )
        for id_ in ("alm", "bree", "cove")
    }
    assert fill["alm"] > fill["bree"] > fill["cove"]


def test_the_hatch_of_a_contested_place_is_defined_and_in_its_rivals_colours(tmp_path):
    root = svg(tmp_path)
    used = {node.get("fill")[5:-1] for node in root.iter() if node.get("fill", "").startswith("url(#")}
    patterns = {node.get("id"): node for node in root.iter(f"{SVG}pattern")}
    assert used <= set(patterns)
    assert {"#b2182b", "#2166ac"} <= {node.get("fill") for node in patterns["mix-blues-reds"]}


def test_the_legend_counts_what_is_drawn(tmp_path):
    legend = next(node for node in svg(tmp_path).iter(f"{SVG}g") if node.get("id") == "legend")
    rows = {row[0]: row[1] for node in legend if len(row := texts(node)) == 2}
    assert rows["the Reds"] == "4"
    assert rows["the Blues"] == "1"
    assert rows["Contested"] == "1"
    assert rows["Unknown"] == "1"


def test_the_legend_names_only_what_is_there(tmp_path):
    everything = texts(svg(tmp_path))
    assert {"Main road", "Minor road", "Cut", "Crossing open", "Crossing shut", "Port"} <= set(everything)
    bare = texts(svg(tmp_path, theatre=replace(world.theatre(), links=())))
    assert not {"Main road", "Minor road", "Cut", "Crossing open", "Crossing shut"} & set(bare)


def test_a_cut_road_and_a_shut_crossing_are_marked(tmp_path):
    root = svg(tmp_path)
    cut = [node for node in root.iter(f"{SVG}path") if node.get("class") == "way main cut"]
    assert len(cut) == 2  # the road and its row in the legend
    gates = [node for node in root.iter(f"{SVG}g") if "gate" in node.get("class", "").split()]
    signs = sorted("shut" in sign.get("class") for gate in gates for sign in gate.iter(f"{SVG}path"))
    assert [sign for sign in signs if sign is not None].count(True) == 2  # the gate and its row


def test_dates_neighbours_credits_and_licence_are_on_it(tmp_path):
    found = texts(svg(tmp_path))
    assert "XLAND" in found
    assert any("7 May 2030" in text for text in found)
    assert any("<b>nobody</b> & co." in text for text in found)
    assert any("CC BY 4.0" in text for text in found)


def test_findings_and_disputes_stand_beside_the_map(tmp_path):
    found = " ".join(
        texts(svg(tmp_path, findings=[world.finding(world.HOSTILE)], disputes=[world.finding("A quarrel.")]))
    )
    assert world.HOSTILE in found
    assert "A quarrel." in found


def test_hostile_names_stay_text(tmp_path):
    places = [replace(place, name=world.HOSTILE + "\x00\x1b") for place in world.PLACES]
    side = Actor(id="reds", name=world.HOSTILE, colour='"/><script>')
    theatre = replace(world.theatre(), gazetteer=Gazetteer(places), register=Register([side]), title=world.HOSTILE)
    root = svg(tmp_path, theatre=theatre)
    assert not list(root.iter(f"{SVG}script"))
    assert any(world.HOSTILE in text for text in texts(root))


def test_labels_do_not_touch(tmp_path):
    from whoholds.telling.map.labels import Box
    from whoholds.telling.map.scene import compose_scene

    scene = compose_scene(world.theatre(), world.picture())
    boxes = [label.box for label in scene.labels[1]]
    assert len(boxes) >= 4
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    owners = {label.owner: label.box for label in scene.labels[1]}
    assert not any(
        pin.box.meets(box) for pin in scene.pins for owner, box in owners.items() if owner != pin.place.id
    )
    frame = Box(0, 0, scene.project.width, scene.project.height)
    assert all(box.within(frame) for box in boxes)


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first = drawn(tmp_path, ".html").read_bytes()
    assert drawn(tmp_path, ".html").read_bytes() == first


def test_a_theatre_without_outlines_sides_or_standings_still_makes_a_map(tmp_path):
    bare = replace(
        world.theatre(), border={}, regions={}, sides=(), capitals={}, baseline=(), credits=(), licence=""
    )
    picture = replace(world.picture(), places={}, links={})
    assert set(marks(svg(tmp_path, theatre=bare, picture=picture))) == DRAWN


def test_an_empty_gazetteer_makes_an_empty_map(tmp_path):
    empty = replace(world.theatre(), gazetteer=Gazetteer([]), links=(), border={})
    assert marks(svg(tmp_path, theatre=empty)) == {}


def test_the_png_is_a_png_of_twice_the_sheet_with_text_in_it(tmp_path):
    root = svg(tmp_path)
    data = drawn(tmp_path, ".png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", data[16:24])
    assert size == (round(float(root.get("width")) * 2), round(float(root.get("height")) * 2))
    untitled = drawn(tmp_path, ".png", title=" ").read_bytes()
    assert ink(data, rows=range(60, 110)) > ink(untitled, rows=range(60, 110))


def ink(png: bytes, rows: range) -> int:
    """Count dark bytes in some rows of an 8-bit RGBA PNG."""
    width = struct.unpack(">I", png[16:20])[0]
    assert (png[24], png[25]) == (8, 6)
    data, at = b"", 8
    while at < len(png):
        length = struct.unpack(">I", png[at : at + 4])[0]
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    lines = unfiltered(zlib.decompress(data), width * 4, rows.stop)
    return sum(byte < 100 for row in rows for byte in lines[row])


def unfiltered(raw: bytes, stride: int, rows: int) -> list[bytearray]:
    lines, last = [], bytearray(stride)
    for row in range(rows):
        kind, line = raw[row * (stride + 1)], bytearray(raw[row * (stride + 1) + 1 : (row + 1) * (stride + 1)])
        for i in range(stride):
            a, b, c = (line[i - 4] if i > 3 else 0), last[i], (last[i - 4] if i > 3 else 0)
            guess = (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]
            line[i] = (line[i] + guess) & 255
        lines.append(line)
        last = line
    return lines


def paeth(a: int, b: int, c: int) -> int:
    return min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]


def test_the_geojson_holds_places_links_and_credits(tmp_path):
    content = json.loads(drawn(tmp_path, ".geojson").read_text("utf-8"))
    assert content["type"] == "FeatureCollection"
    assert content["credits"] == ["Places: <b>nobody</b> & co."]
    assert content["on"].startswith("2030-05-07")
    by_id = {feature["id"]: feature for feature in content["features"]}
    assert len(by_id) == len(content["features"])
    assert set(by_id) >= DRAWN
    assert by_id["bree"]["properties"]["holder"] == "blues"
    assert by_id["bree"]["geometry"] == {"type": "Point", "coordinates": [36.4, 34.6]}
    assert by_id["gap"]["properties"]["standing"] == "unknown"
    assert by_id["link:bree--dun--R2"]["properties"]["state"] == "cut"
    assert by_id["link:gap--xland"]["properties"]["state"] == "cut"
    assert by_id["link:edge--xland"]["properties"]["state"] == "open"


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.cdata_elem == "script":
            self.scripts[-1] += data


def page(tmp_path: Path, **more) -> tuple[str, Page]:
    text = drawn(tmp_path, ".html", **more).read_text("utf-8")
    parsed = Page()
    parsed.feed(text)
    return text, parsed


def test_the_page_shows_up_to_three_quotes_a_place_as_text(tmp_path):
    items = [world.evidence("bree", quote=f"{world.HOSTILE} {n}", day=2 + n) for n in range(5)]
    reports = {item.claim.claim.report: world.report(item, "javascript:alert(1)") for item in items[:1]}
    reports |= {item.claim.claim.report: world.report(item) for item in items[1:]}
    text, parsed = page(tmp_path, evidence=items, reports=reports)
    data = json.loads(parsed.scripts[0])
    quotes = data["bree"]["quotes"]
    assert [entry["quote"][-1] for entry in quotes] == ["4", "3", "2"]
    assert quotes[0]["quote"].startswith(world.HOSTILE)
    assert quotes[0]["url"] == "https://example.org/a?b=1&c=2"
    assert quotes[0]["said_by"] == "A spokesman, quoted by The Paper"
    assert [tag for tag, _ in parsed.tags].count("script") == 2
    assert "<script>alert" not in text
    assert "javascript:" not in json.dumps([entry["url"] for entry in quotes])


def test_the_page_loads_nothing_and_runs_only_its_own_script(tmp_path):
    text, parsed = page(tmp_path, findings=[world.finding(world.HOSTILE)])
    policy = next(attrs["content"] for tag, attrs in parsed.tags if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not any(name.startswith("on") or name == "style" for _, attrs in parsed.tags for name in attrs)
    for _, attrs in parsed.tags:
        for name in ("src", "href", "srcset", "action"):
            assert (attrs.get(name) or "data:").startswith(("data:", "#"))
    assert not re.search(r"url\((?!data:|#)", text)


def test_the_policy_fits_the_script_and_the_style(tmp_path):
    from base64 import b64encode
    from hashlib import sha256

    text, parsed = page(tmp_path)
    policy = next(attrs["content"] for tag, attrs in parsed.tags if attrs.get("http-equiv"))
    for content in (parsed.scripts[1], re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]):
        assert f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy


def test_every_place_of_the_page_can_be_reached_and_says_its_standing(tmp_path):
    _, parsed = page(tmp_path)
    pins = {attrs["data-place"]: attrs for _, attrs in parsed.tags if "data-place" in attrs}
    assert set(pins) == DRAWN
    assert [attrs["tabindex"] for attrs in pins.values()].count("0") == 1
    assert "held by the Blues, p = 0.80" in pins["bree"]["aria-label"]
    assert pins["gap"]["aria-label"] == "Gap: unknown"


def test_the_page_does_not_quote_what_the_picture_cannot_know(tmp_path):
    told_later = world.evidence("bree", quote="told later", day=9)
    happened_later = replace(world.evidence("bree", quote="happened later", day=9), published=world.ON)
    known = world.evidence("bree", quote="known", day=5)
    _, parsed = page(tmp_path, evidence=[told_later, happened_later, known])
    assert [entry["quote"] for entry in json.loads(parsed.scripts[0])["bree"]["quotes"]] == ["known"]


def test_a_plan_is_not_quoted_as_a_reason_for_a_standing(tmp_path):
    item = world.evidence("bree", quote="will take Bree")
    planned = replace(item, claim=replace(item.claim, claim=replace(item.claim.claim, stance="planned")))
    _, parsed = page(tmp_path, evidence=[planned])
    entry = json.loads(parsed.scripts[0])["bree"]
    assert entry["quotes"] == []
    assert entry["basis"].startswith("No report kept here speaks of it. It stands as on the baseline of 2030-05-01")


def test_what_is_nearly_sure_is_not_written_as_certain(tmp_path):
    sure = world.picture().with_places({"alm": Standing(place="alm", state="held", holder="reds", p=0.9991)})
    _, parsed = page(tmp_path, picture=sure)
    pins = {attrs["data-place"]: attrs["aria-label"] for _, attrs in parsed.tags if "data-place" in attrs}
    assert pins["alm"] == "Alm: held by the Reds, p > 0.99"


@pytest.mark.parametrize("name", ["map.doc", "map"])
def test_an_unknown_suffix_is_one_clear_error(tmp_path, name):
    with pytest.raises(QuestionError, match=r"\.geojson, \.html, \.png, \.svg"):
        render_map(world.theatre(), world.picture(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(NotWritable, match="cannot be written"):
        render_map(world.theatre(), world.picture(), tmp_path / "nowhere" / "map.svg")


def test_a_file_in_place_of_a_folder_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritable, match="cannot be written"):
        render_map(world.theatre(), world.picture(), tmp_path / "file" / "map.svg")


def test_places_abroad_are_drawn_only_when_something_is_known_of_them(tmp_path):
    abroad = replace(world.PLACES[3], id="far", name="Far", country="XB")
    theatre = replace(world.theatre(), gazetteer=Gazetteer([*world.PLACES, abroad]))
    assert "far" not in marks(svg(tmp_path, theatre=theatre))
    known = world.picture().with_places({"far": Standing(place="far", state="held", holder="reds", p=0.9)})
    assert "far" in marks(svg(tmp_path, theatre=theatre, picture=known))
