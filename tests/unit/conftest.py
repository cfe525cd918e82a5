"""Fixtures that several unit tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SMALL_PACK = {
    "theatre.yaml": """\
id: vale
title: The vale
countries: [XX]
time_zone: Europe/Vienna
since: 2030-01-01
box: [47.0, 11.0, 48.0, 12.0]
capitals: {reds: upton}
sides: [reds, blues]
licence: none
credits: ["Nobody: invented for a test"]
""",
    "places.csv": """\
id,name,other_names,kind,lat,lon,admin1,country,to_country,population,source
upton,Upton,Uptown|Ober,city,47.1,11.1,Highlands,XX,,900,by hand
gate,The Gate,,crossing,47.2,11.15,Highlands,XX,YY,,by hand
highlands,Highlands,,region,47.5,11.5,,XX,,,by hand
farland,Farland,,country,49.0,15.0,,YY,,,by hand
""",
    "links.csv": """\
from,to,road,grade,km,kind,since,until,is_shut,source
upton,gate,R1,main,12,road,,,,by hand
gate,farland,,main,1,crossing,2030-01-01,2031-01-01,yes,by hand
""",
    "baseline.csv": """\
place,holder,since,held_since,source
upton,reds,2030-01-01,2029-05-06,by hand
gate,blues,2030-01-01,,by hand
""",
    "actors.yaml": """\
actors:
  - id: reds
    name: The Reds
    kind: army
    names: {en: [Red Army, Reds], ru: [Красные]}
    adjectives: [Red]
    capitals: [Upton]
    is_side: true
    hostile_to: [{actor: blues, since: 2029-01-01}]
    colour: "#d55e00"
  - id: blues
    name: The Blues
    generic: [rebels]
    is_side: true
    colour: "#0072b2"
""",
    "sources.yaml": """\
sources:
  - {id: courier, name: The Courier, domain: courier.example, kind: newspaper, leans_to: blues, grade: B}
""",
    "regions.geojson": '{"type": "FeatureCollection", "features": []}\n',
    "border.geojson": (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "The vale"},'
        ' "geometry": {"type": "Polygon", "coordinates": [[[11, 47], [12, 47], [12, 48], [11, 47]]]}}]}\n'
    ),
}
"""A sound pack of two towns, each file by name."""


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """The folder of a small sound pack, free to be spoiled."""
    folder = tmp_path / "vale"
    folder.mkdir()
    for name, text in SMALL_PACK.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
