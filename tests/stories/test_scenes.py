"""Scenes of wars on the packs that ship: who held what on a day, and what follows: `scenes/*.yaml`.

A file names a `theatre` and lists `scenes`. Each says its `day` (a bare `on` is a truth value in YAML);
`holders`, what had changed hands since the baseline by public record, group by group with its source; `roads`,
what was cut or open, as suppositions with theirs; and `asks`, questions with the answers that a person who knows
the map expects. The first group to name a place counts: `places` are named; `regions` and `within`, an outline
of (latitude, longitude), take what `from` held there, and `but` leaves places out. The kinds of questions are
the functions below; `suppose` asks its own `asks` of the changed picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from whoholds.consequences import chokepoints, compare, findings, parse_supposition, pieces, reach, suppose
from whoholds.model import Finding, Picture, Standing
from whoholds.terrain import Place
from whoholds.theatres import Theatre, load_theatre

FOLDER = Path(__file__).parent / "scenes"
TOLERANCE = 0.15
LEAST_SCENES = 20

Row = dict[str, Any]


def _scenes() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text("utf-8"))
        for scene in told["scenes"]:
            yield pytest.param(told["theatre"], scene, id=f"{told['theatre']}: {scene['title']}")


@cache
def _theatre(name: str) -> Theatre:
    return load_theatre(name)


def test_there_are_enough_scenes_and_each_change_of_hands_names_its_source() -> None:
    scenes = [case.values[1] for case in _scenes()]
    assert len(scenes) >= LEAST_SCENES
    groups = [group for scene in scenes for group in scene.get("holders", [])]
    cuts = [road for scene in scenes for road in scene.get("roads", [])]
    assert all(row["source"].startswith("public record: ") for row in [*groups, *cuts])
    assert all(scene["asks"] for scene in scenes)


@pytest.mark.parametrize(("name", "scene"), list(_scenes()))
def test_scene(name: str, scene: Row) -> None:
    theatre = _theatre(name)
    picture = _changed(theatre, _picture(theatre, scene), [row["what"] for row in scene.get("roads", [])])
    for question in scene["asks"]:
        _ask(theatre, picture, question)


def _picture(theatre: Theatre, scene: Row) -> Picture:
    held = {row.place: row.holder for row in theatre.baseline}
    now = dict(held)
    for group in reversed(scene.get("holders", [])):
        named = list(group.get("places", []))
        assert all(place in theatre.gazetteer for place in named), f"unknown place among {named}"
        taken = [p.id for p in theatre.gazetteer if _is_in(p, group) and held.get(p.id) == group.get("from")]
        assert named or taken, group
        now |= dict.fromkeys([*taken, *named], group["holder"])
    on = datetime.combine(scene["day"], time(20), tzinfo=theatre.time_zone)
    return Picture(theatre=theatre.id, on=on, places={place: _standing(place, side) for place, side in now.items()})


def _is_in(place: Place, group: Row) -> bool:
    is_there = place.admin1 in group.get("regions", []) or _is_within(place, group.get("within", []))
    return is_there and place.id not in group.get("but", [])


def _is_within(place: Place, outline: list[tuple[float, float]]) -> bool:
    """Return whether a place lies inside an outline: a line to the east crosses it an odd number of times."""
    inside = False
    for (lat, lon), (next_lat, next_lon) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        if (lat > place.lat) != (next_lat > place.lat):
            inside ^= place.lon < lon + (place.lat - lat) / (next_lat - lat) * (next_lon - lon)
    return inside


def _standing(place: str, side: str) -> Standing:
    if side == "contested":
        return Standing(place=place, state="contested", p=1.0, odds={side: 1.0}, claims=1)
    return Standing(place=place, state="held", holder=side, p=1.0, odds={side: 1.0}, claims=1)


def _changed(theatre: Theatre, picture: Picture, words: list[str]) -> Picture:
    return suppose(theatre, picture, [parse_supposition(each, theatre) for each in words])


def _ask(theatre: Theatre, picture: Picture, question: Row) -> None:
    (kind,) = set(question) & set(KINDS)
    ask, answers = KINDS[kind]
    assert set(question) <= {kind, *answers}, f"unknown answers to {kind} in {question}"
    places = [place for key in PLACES for place in question.get(key, [])]
    assert all(place in theatre.gazetteer for place in places), f"unknown place among {places}"
    ask(theatre, picture, question)


def _ask_reach(theatre: Theatre, picture: Picture, question: Row) -> None:
    """`reach: [side, target]` or `[side, target, start]`; without `barred_by` there is a way."""
    answer = reach(theatre, picture, *question["reach"])
    told = (answer.text, answer.route, answer.to_open)
    assert answer.reachable == ("barred_by" not in question), told
    assert answer.by == question.get("by"), told
    assert set(question.get("barred_by", [])) <= set(answer.blocked_by), told
    assert set(question.get("to_open", answer.to_open)) == set(answer.to_open), told
    assert set(question.get("roads", [])) <= set(answer.roads), told
    assert set(question.get("through", [])) <= set(answer.route), told
    assert not set(question.get("avoids", [])) & set(answer.route), told
    assert set(question.get("exposed_to", [])) <= {stretch.by for stretch in answer.exposed}, told
    assert all(word in answer.text for word in question.get("says", [])), told
    if "km" in question:
        assert answer.km == pytest.approx(question["km"], rel=TOLERANCE), told


def _ask_pieces(theatre: Theatre, picture: Picture, question: Row) -> None:
    """`pieces: side`; `apart` lists places, each list in one piece and no two lists in the same."""
    found = pieces(theatre, picture, question["pieces"], roads="all")
    parts = []
    for together in question["apart"]:
        (part,) = {n for n, piece in enumerate(found) if set(together) & set(piece.places)}
        assert set(together) <= set(found[part].places), found[part].places
        parts.append(part)
    assert len(set(parts)) == len(parts), parts


def _ask_choke(theatre: Theatre, picture: Picture, question: Row) -> None:
    """`choke: [side, place]`, on `roads`; what its loss `cuts` off and `spares`, and the `borders` lost."""
    side, place = question["choke"]
    found = chokepoints(theatre, picture, side, roads=question.get("roads", "main"))
    cuts = {choke.place: (set(choke.cut_off), set(choke.borders)) for choke in found}
    cut_off, borders = cuts.get(place, (set(), set()))
    assert place in theatre.gazetteer
    assert set(question.get("cuts", [])) <= cut_off, cut_off
    assert not set(question.get("spares", [])) & cut_off, cut_off
    assert set(question.get("borders", [])) <= borders, borders


def _ask_suppose(theatre: Theatre, picture: Picture, question: Row) -> None:
    """`suppose: [words]`; what it `finds` among the changes, and `asks` of the changed picture."""
    after = _changed(theatre, picture, question["suppose"])
    _check_findings(compare(theatre, picture, after), question)
    for again in question.get("asks", []):
        _ask(theatre, after, again)


def _ask_follow(theatre: Theatre, picture: Picture, question: Row) -> None:
    """`follow: side`; what it `finds` among what follows from the picture."""
    _check_findings(findings(theatre, picture, sides=[question["follow"]]), question)


def _check_findings(found: list[Finding], question: Row) -> None:
    texts = [finding.text for finding in found]
    for wanted in question.get("finds", []):
        assert any(_is_like(wanted, finding) for finding in found), (wanted, texts)
    for unwanted in question.get("finds_no", []):
        assert not any(_is_like(unwanted, finding) for finding in found), (unwanted, texts)


def _is_like(wanted: Row, finding: Finding) -> bool:
    """Return whether a finding is of the kind, side and roads wanted, with the places and the words."""
    assert set(wanted) <= {"kind", "side", "roads", "places", "says"}, wanted
    told = finding.to_json()
    plain = all(told.get(key) == wanted[key] for key in ("kind", "side", "roads") if key in wanted)
    has_words = all(word in finding.text for word in wanted.get("says", []))
    return plain and has_words and set(wanted.get("places", [])) <= set(finding.places)


PLACES = ("barred_by", "to_open", "through", "avoids", "exposed_to", "cuts", "spares", "borders")
"""Answers that are ids of places."""

WAY = ("by", "km", "barred_by", "to_open", "roads", "through", "avoids", "exposed_to", "says")

KINDS: dict[str, tuple[Callable[[Theatre, Picture, Row], None], tuple[str, ...]]] = {
    "reach": (_ask_reach, WAY),
    "pieces": (_ask_pieces, ("apart",)),
    "choke": (_ask_choke, ("roads", "cuts", "spares", "borders")),
    "suppose": (_ask_suppose, ("finds", "finds_no", "asks")),
    "follow": (_ask_follow, ("finds", "finds_no")),
}
"""Kinds of questions: who asks, and the answers that can be expected."""
