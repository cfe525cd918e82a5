"""Law: whatever stands in a pack's files, checking it gives faults or none, never an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.errors import BrokenPack
from whoholds.theatres import check_pack, load_theatre
from whoholds.theatres.faults import ORDER

SOUND = {
    "theatre.yaml": "id: v\ntitle: V\nbox: [0, 0, 9, 9]\nsides: [a]\nlicence: none\ncredits: [none]\n",
    "actors.yaml": 'actors:\n  - {id: a, name: A, is_side: true, colour: "#000000", names: {en: [Aa]}}\n',
    "sources.yaml": "sources:\n  - {id: s, name: S}\n",
    "places.csv": (
        "id,name,other_names,kind,lat,lon,admin1,country,to_country,population,source\np,P,,town,1,1,,XX,,5,me\n"
        "q,Q,,town,1.1,1.1,,XX,,5,me\n"
    ),
    "links.csv": "from,to,road,grade,km,kind,since,until,is_shut,source\np,q,,main,17,road,,,,me\n",
    "baseline.csv": "place,holder,since,held_since,source\np,a,2030-01-01,,me\n",
    "regions.geojson": '{"features": []}',
    "border.geojson": '{"features": []}',
}

SCRAPS = st.sampled_from(
    [
        *("2024-13-45", "0x_", "- ", ": ", "{", "[", '"', ",", "\n", "\x00", "&a [*a]", "!!python/name:os.system"),
        *("~", "no", "é\u2028", "-1", "inf", "nan", "1e999", "|", "<<: 3", "? "),
    ]
)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_sound_pack_of_this_law_is_sound(tmp_path: Path) -> None:
    assert check_pack(written(tmp_path, SOUND)) == []


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ORDER), st.one_of(SCRAPS, st.text(max_size=20)), st.floats(0, 1), st.integers(0, 9))
def test_a_pack_with_a_scrap_in_it_is_checked_without_an_exception(
    name: str, scrap: str, share: float, cut: int
) -> None:
    text = SOUND[name]
    spot = int(share * len(text))
    spoiled = (text[:spot] + scrap + text[spot + cut :]).encode("utf-8", "surrogatepass")
    with tempfile.TemporaryDirectory() as folder:
        pack = written(Path(folder), SOUND)
        (pack / name).write_bytes(spoiled)
        faults = check_pack(pack)
        assert all(fault.what and fault.file in ORDER and fault.line >= 0 for fault in faults)
        if faults:
            with pytest.raises(BrokenPack):
                load_theatre(pack)
        else:
            assert load_theatre(pack).id


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 20_000, "{" * 50_000 + "}" * 50_000])
def test_deep_nesting_is_a_fault(tmp_path: Path, text: str) -> None:
    pack = written(tmp_path, SOUND)
    for name in ("actors.yaml", "border.geojson"):
        (pack / name).write_text(text, encoding="utf-8")
    assert {fault.file for fault in check_pack(pack)} == {"actors.yaml", "border.geojson"}
