"""What `whoholds theatre build` and `theatre check` promise on the command line."""

from __future__ import annotations

from support.island import write_island


def test_build_tells_what_it_made_and_what_to_check(run, tmp_path):
    folder = tmp_path / "isle"
    asked = ("theatre", "build", "isle", "--countries", "hm", "-o", folder, "--osm", write_island(tmp_path))
    answer = run(*map(str, asked), "--since", "2030-01-01", "--holder", "state", "--json")
    assert answer.status == 0, answer.err
    made = answer.one
    assert made["theatre"] == "isle"
    assert made["folder"] == str(folder)
    assert made["is_sound"] is True
    assert made["faults"] == []
    assert made["crossings"] == 2
    assert made["places"] == made["baseline"] == 16
    assert {"isolated", "crossings", "sides", "baseline"} <= {each["kind"] for each in made["check"]}
    assert all(each["what"] for each in made["check"])
    assert run("theatre", "check", str(folder), "--json").one["is_sound"] is True


def test_build_tells_a_person_where_to_look_next(run, tmp_path):
    folder = tmp_path / "isle"
    answer = run(
        "theatre", "build", "isle", "--countries", "HM", "-o", str(folder), "--osm", str(write_island(tmp_path))
    )
    assert answer.status == 0, answer.err
    assert "TODO.md" in answer.out


def test_build_refuses_in_one_line(run, tmp_path):
    folder = tmp_path / "isle"
    folder.mkdir()
    (folder / "mine.txt").write_text("keep")
    answer = run("theatre", "build", "isle", "--countries", "HM", "-o", str(folder))
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert "is not empty" in answer.err
    assert run("theatre", "build", "isle", "-o", str(folder)).status == 2
