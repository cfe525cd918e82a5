"""Every kind of fault that a pack can have is found, at its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.theatres import Fault, check_pack


def spoil(folder: Path, name: str, *swaps: tuple[str, str]) -> list[Fault]:
    """Return the faults after some text of one file was swapped; the text must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return check_pack(folder)


def test_a_sound_pack_has_no_faults(small_pack: Path) -> None:
    assert check_pack(small_pack) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "what"),
    [
        ("places.csv", "city", "metropolis", 2, "kind 'metropolis' is not known"),
        ("places.csv", "47.1", "97.1", 2, "lat 97.1 is not between -90 and 90"),
        ("places.csv", "47.1", "57.1", 2, "lies outside the box"),
        ("places.csv", "47.1", "north", 2, "lat 'north' is no number"),
        ("places.csv", "Highlands,XX", "Lowlands,XX", 2, "admin1 'Lowlands' is no region"),
        ("places.csv", ",YY,", ",,", 3, "has no to_country"),
        ("places.csv", "gate,The Gate", "upton,The Gate", 3, "id 'upton' stands on line 2 too"),
        ("places.csv", "gate,The Gate", "The Gate,The Gate", 3, "id 'The Gate' is no slug"),
        ("places.csv", "gate,The Gate", "gate,", 3, "has no name"),
        ("places.csv", "900,by hand", "900,", 2, "has no source"),
        ("links.csv", "upton,gate", "nowhere,gate", 2, "'nowhere' is no place of this pack"),
        ("links.csv", "upton,gate", "upton,upton", 2, "'upton' is linked to itself"),
        ("links.csv", "upton,gate", "upton,highlands", 2, "a road ends in a place with an extent"),
        ("links.csv", ",12,", ",3,", 2, "shorter than the straight line"),
        ("links.csv", ",12,", ",300,", 2, "far longer than the straight line"),
        ("links.csv", "main,12", "broad,12", 2, "grade 'broad' is not known"),
        ("links.csv", "2031-01-01", "1931-01-01", 3, "until is not after since"),
        ("links.csv", "2031-01-01", "next year", 3, "until 'next year' is no day"),
        ("links.csv", ",yes,", ",perhaps,", 3, "is_shut 'perhaps' is not known"),
        ("links.csv", "gate,farland", "upton,farland", 3, "does not join a crossing to a country"),
        ("baseline.csv", "upton,reds", "downton,reds", 2, "'downton' is no place of this pack"),
        ("baseline.csv", "upton,reds", "upton,greens", 2, "holder 'greens' is no side"),
        ("baseline.csv", "upton,reds", "highlands,reds", 2, "has an extent"),
        ("baseline.csv", "reds,2030-01-01", "reds,", 2, "has no since"),
        ("baseline.csv", "gate,blues", "upton,blues", 3, "place 'upton' stands on line 2 too"),
        ("actors.yaml", "actor: blues", "actor: reds", 2, "actor 'reds' is hostile to itself"),
        ("actors.yaml", "actor: blues", "actor: greens", 2, "hostile_to 'greens' is no actor"),
        ("actors.yaml", "kind: army", "kind: mob", 2, "kind 'mob' is not known"),
        ("actors.yaml", "is_side: true", "is_side: false", 2, "has not 'is_side: true'"),
        ("actors.yaml", '"#d55e00"', '"red"', 2, "colour 'red' of side 'reds' is none"),
        ("actors.yaml", '"#0072b2"', '"#d35e02"', 11, "hard to tell from that of 'reds'"),
        ("actors.yaml", "generic: [rebels]", "generic: [1999]", 11, "generic is no list of words"),
        ("sources.yaml", "leans_to: blues", "leans_to: greens", 2, "leans_to 'greens' is no actor"),
        ("sources.yaml", "grade: B", "grade: Z", 2, "grade 'Z' is not known"),
        ("theatre.yaml", "Europe/Vienna", "Europe/Atlantis", 1, "time_zone 'Europe/Atlantis' is not known"),
        ("theatre.yaml", "2030-01-01", "2030-13-01", 5, "is no YAML (month must be in 1..12"),
        ("theatre.yaml", "licence: none", "licence: ''", 1, "has no licence"),
        ("theatre.yaml", "reds: upton", "reds: downton", 1, "capital 'downton' is no place"),
        ("theatre.yaml", "[reds, blues]", "[reds, blues, greens]", 1, "side 'greens' is no actor"),
        ("theatre.yaml", "box: [47.0, 11.0, 48.0, 12.0]", "box: all", 1, "has no box"),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_line(
    small_pack: Path, name: str, old: str, new: str, line: int, what: str
) -> None:
    faults = spoil(small_pack, name, (old, new))
    found = [(fault.file, fault.line) for fault in faults if what in fault.what]
    assert (name, line) in found, faults


def test_every_fault_has_a_remedy(small_pack: Path) -> None:
    faults = spoil(small_pack, "links.csv", ("upton,gate", "nowhere,gate"), (",12,", ",many,"), ("by hand", ""))
    assert len(faults) >= 3
    assert all(fault.remedy for fault in faults)


def test_a_friend_may_become_an_enemy_but_not_be_both(small_pack: Path) -> None:
    both = (
        "actor: blues, since: 2029-01-01}]\n    allied_with: [{actor: blues, since: 2028-01-01, until: 2029-06-01}]"
    )
    faults = spoil(small_pack, "actors.yaml", ("actor: blues, since: 2029-01-01}]", both))
    assert [fault.what for fault in faults] == ["actor 'reds' is friend and enemy of 'blues' at once"]
    assert spoil(small_pack, "actors.yaml", ("until: 2029-06-01", "until: 2029-01-01")) == []


def test_two_rows_of_a_link_may_not_speak_of_one_day(small_pack: Path) -> None:
    links = small_pack / "links.csv"
    again = "gate,farland,,main,1,crossing,2030-06-01,2030-07-01,yes,by hand\n"
    links.write_text(links.read_text() + again)
    assert [(fault.line, fault.what) for fault in check_pack(small_pack)] == [
        (4, "the link stands on line 3 too for the same days")
    ]
    links.write_text(links.read_text().replace("2030-06-01,2030-07-01", "2032-06-01,2032-07-01"))
    assert check_pack(small_pack) == []


def test_a_held_place_needs_a_road(small_pack: Path) -> None:
    places = small_pack / "places.csv"
    places.write_text(places.read_text() + "farm,Farm,,village,47.2,11.2,,XX,,,by hand\n")
    baseline = small_pack / "baseline.csv"
    baseline.write_text(baseline.read_text() + "farm,reds,2030-01-01,,by hand\n")
    assert [str(fault) for fault in check_pack(small_pack)] == [
        "baseline.csv:4: no link reaches 'farm'; add its road to links.csv"
    ]


def test_a_table_without_a_column_says_which(small_pack: Path) -> None:
    faults = spoil(small_pack, "places.csv", ("population", "people"))
    assert [(fault.line, fault.what) for fault in faults] == [(1, "has no column population")]


def test_a_row_of_the_wrong_width_is_told_with_its_line(small_pack: Path) -> None:
    faults = spoil(small_pack, "links.csv", ("main,12", "main,,12"))
    assert [(fault.file, fault.line) for fault in faults] == [("links.csv", 2)]


def test_a_quoted_line_break_does_not_shift_the_lines(small_pack: Path) -> None:
    places = small_pack / "places.csv"
    places.write_text(
        places.read_text().replace("900,by hand", '900,"by\nhand"').replace("crossing,47", "nonsense,47")
    )
    assert [fault.line for fault in check_pack(small_pack) if "nonsense" in fault.what] == [4]


def test_broken_yaml_is_told_with_its_line(small_pack: Path) -> None:
    faults = spoil(small_pack, "actors.yaml", ("  - id: blues", "  - id: [blues"))
    assert faults[0].file == "actors.yaml"
    assert faults[0].line >= 11
    assert "is no YAML" in faults[0].what


def test_a_key_given_twice_is_a_fault(small_pack: Path) -> None:
    faults = spoil(small_pack, "actors.yaml", ("    kind: army", "    kind: army\n    kind: state"))
    assert "a key stands twice" in faults[0].what


def test_yaml_cannot_run_code(small_pack: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    faults = spoil(
        small_pack, "theatre.yaml", ("title: The vale", f"title: !!python/object/apply:os.mkdir ['{proof}']")
    )
    assert not proof.exists()
    assert faults[0].file == "theatre.yaml"


def test_broken_json_is_told_with_its_line(small_pack: Path) -> None:
    (small_pack / "border.geojson").write_text('{"type": "FeatureCollection",\n "features": [}')
    assert [(fault.file, fault.line) for fault in check_pack(small_pack)] == [("border.geojson", 2)]


@pytest.mark.parametrize("name", ["places.csv", "actors.yaml", "regions.geojson"])
def test_a_file_that_is_missing_or_no_text_is_a_fault(small_pack: Path, name: str) -> None:
    (small_pack / name).write_bytes(b"\xff\xfe\x00\x80")
    assert [fault.file for fault in check_pack(small_pack)] == [name]
    (small_pack / name).unlink()
    assert [(fault.file, fault.what) for fault in check_pack(small_pack)] == [(name, "is missing")]


@pytest.mark.parametrize("text", ["", "[]", "actors: none", "actors:\n  - reds"])
def test_a_yaml_file_without_its_list_is_a_fault(small_pack: Path, text: str) -> None:
    (small_pack / "actors.yaml").write_text(text)
    assert {fault.file for fault in check_pack(small_pack)} == {"actors.yaml"}
