"""The demonstration shows the whole way from reports to consequences, and leaves its files."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the demonstration printed, and the folder it wrote."""
    from click.testing import CliRunner

    from whoholds.cli.main import whoholds

    folder = tmp_path_factory.mktemp("demo") / "tour"
    result = CliRunner().invoke(whoholds, ["demo", "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split()), folder


def test_it_shows_who_holds_what_what_changed_what_follows(shown):
    words, _ = shown
    for title in ("Who holds what on 07 December 2024", "What changed", "What is disputed", "What follows"):
        assert title in words
    assert "Hama ● Hayat Tahrir al-Sham" in words
    assert "Palmyra ● Syrian Free Army" in words
    assert "Palmyra passed from Syrian government to Syrian Free Army" in words


def test_taking_homs_splits_the_governments_ground_but_for_a_minor_way(shown):
    words = shown[0].partition("What taking Homs would do")[2]
    assert "falls into two parts on the main roads: Damascus (the capital) and Latakia" in words
    assert "a minor way remains by al-Qusayr and Talkalakh" in words


def test_it_leaves_a_brief_a_map_and_a_desk_that_answers(shown, run):
    words, folder = shown
    for name in ("brief.html", "map.html"):
        assert str(folder / name) in words
        assert (folder / name).stat().st_size > 10_000
    answer = run(
        "reach", "syrian-government", "turkey", "--on", "2024-12-07", "--desk", folder / "demo.db", "--json"
    )
    assert answer.one["reachable"] is False
    assert "kassab" in answer.one["blocked_by"]


def test_it_can_be_run_again_in_the_same_folder(shown, run):
    assert run("demo", "--out", shown[1]).status == 0


def test_a_folder_that_cannot_be_made_is_one_line(run):
    answer = run("demo", "--out", "/proc/tour")
    assert answer.status == 1
    assert answer.err.startswith("whoholds: /proc/tour: cannot be written")
    assert answer.err.count("\n") == 1
