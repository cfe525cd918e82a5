"""Every command prints what the contract says, field by field."""

from __future__ import annotations

import json
import re
import shutil
import sys
from math import exp

import pytest

from whoholds.model import vocabulary

ON = ("--on", "2024-12-07")

CLAIM = {"id", "report", "quote", "start", "end", "action", "actor", "target", "place", "when", "stance", "said_by"}
CLAIM |= {"because", "confidence"}
PLACE = {"text", "id", "name", "lat", "lon", "relation", "precision_km"}


def test_extract_prints_claims_whose_quotes_stand_in_the_text(run, reports):
    answer = run("extract", reports, "--theatre", "syria")
    assert answer.status == 0
    texts = {report["id"]: report["text"] for report in map(json.loads, reports.read_text("utf-8").splitlines())}
    assert {claim["report"] for claim in answer.lines} == set(texts)
    for claim in answer.lines:
        assert claim.keys() >= CLAIM
        assert texts[claim["report"]][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["action"] in vocabulary()["actions"]
        assert claim["stance"] in vocabulary()["stances"]
        assert claim["because"].keys() == {"rule", "trigger"}
        assert 0 < claim["confidence"] <= 1
        assert all(voice.keys() == {"text", "id"} for voice in claim["said_by"])


def test_extract_tells_who_took_what_where_when_and_who_says_so(run, reports):
    claims = run("extract", reports, "--theatre", "syria").lines
    (taken,) = [claim for claim in claims if claim["report"] == "k1" and claim["action"] == "takes"]
    assert taken["actor"]["id"] == "hts"
    assert taken["place"].keys() == PLACE
    assert (taken["place"]["id"], taken["place"]["relation"]) == ("hama", "in")
    assert taken["when"].keys() == {"text", "start", "end", "precision"}
    assert (taken["when"]["start"], taken["when"]["precision"]) == ("2024-12-05", "day")
    assert taken["stance"] == "claimed"
    assert taken["said_by"][0]["id"] == "sohr"
    assert taken["said_by"][-1] == {"text": "Reuters", "id": "reuters"}


def test_extract_without_the_gate_finds_the_claims_of_the_gated_reading_too(run, reports):
    gated = run("extract", reports, "--theatre", "syria").lines
    whole = run("extract", reports, "--theatre", "syria", "--no-gate").lines
    assert {claim["id"] for claim in gated} <= {claim["id"] for claim in whole}
    assert gated


def test_annotate_prints_mentions_with_offsets_that_fit(run, article):
    answer = run("annotate", article, "--theatre", "syria", "--published", "2024-12-07")
    text = article.read_text("utf-8")
    kinds = {mention["kind"] for mention in answer.lines}
    assert kinds <= {"place", "actor", "time", "attribution"}
    assert {"place", "actor"} <= kinds
    for mention in answer.lines:
        spans = [mention] if mention["kind"] != "attribution" else [mention["cue"]]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    (jordan,) = [mention for mention in answer.lines if mention.get("text") == "Jordan"]
    assert jordan.keys() >= {"report", "id", "name", "lat", "lon", "country", "literal"}


def test_annotate_prints_the_same_lines_piped_with_json_with_a_page_and_without_the_gate(
    run, article, tmp_path, monkeypatch
):
    asked = ("annotate", article, "--theatre", "syria", "--published", "2024-12-07")
    page = tmp_path / "article.html"
    piped = run(*asked)
    assert {tuple(line)[:2] for line in piped.lines} == {("report", "kind")}
    assert run(*asked, "--html", page).out == piped.out
    assert run(*asked, "--no-gate").out == piped.out
    assert article.read_text("utf-8")[:20] in re.sub(r"<[^>]+>", "", page.read_text("utf-8"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert run(*asked, "--json").out == piped.out


def test_annotate_shows_people_the_text_on_a_terminal(run, article, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    asked = ("annotate", article, "--theatre", "syria", "--published", "2024-12-07")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run(*asked).out)
    assert "[Jordan]P" in shown
    assert '{"report"' not in shown
    page = tmp_path / "article.html"
    assert run(*asked, "--html", page).out.strip().endswith(f"Wrote {page}")
    assert page.is_file()


def test_annotate_sets_a_bad_report_aside_and_goes_on(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    good = {"id": "g", "text": "Rebels captured Hama.", "published": "2024-12-06"}
    path.write_text("".join(json.dumps(line) + "\n" for line in (good | {"id": "b", "published": "soon"}, good)))
    answer = run("annotate", path, "--theatre", "syria")
    assert answer.status == 0
    assert {line["report"] for line in answer.lines} == {"g"}
    assert answer.err.startswith("whoholds: set aside: ")


def test_read_counts_and_reading_twice_changes_nothing(run, reports, tmp_path):
    address = tmp_path / "new.db"
    assert run("init", "--theatre", "syria", "--desk", address, "--json").one["theatre"] == "syria"
    first = run("read", reports, "--desk", address, "--json").one
    again = run("read", reports, "--desk", address, "--json").one
    assert first.keys() >= {"reports", "new_reports", "claims", "new_claims", "seconds"}
    assert (first["reports"], first["new_reports"]) == (3, 3)
    assert first["claims"] == first["new_claims"] > 0
    assert (again["reports"], again["new_reports"], again["new_claims"]) == (3, 0, 0)
    assert again["claims"] == first["claims"]


def test_control_prints_a_line_a_place(run, desk):
    answer = run("control", "hama", "Homs", "--desk", desk, *ON, "--json")
    hama, homs = answer.lines
    keys = {"place", "standing", "holder", "p", "odds", "since", "claims"}
    assert hama.keys() >= keys
    assert hama["place"].keys() == {"id", "name", "lat", "lon"}
    assert (hama["standing"], hama["holder"]) == ("held", "hts")
    assert (homs["standing"], homs["holder"]) == ("held", "syrian-government")
    assert 0.5 < hama["p"] <= 1


def test_control_without_places_prints_all_that_have_a_standing(run, desk):
    lines = run("control", "--desk", desk, *ON, "--json").lines
    assert len(lines) > 200
    assert {line["standing"] for line in lines} <= {"held", "contested", "unknown"}
    assert all((line["holder"] is None) == (line["standing"] != "held") for line in lines)


def test_before_the_baseline_a_place_is_unknown_and_known_by_sees_no_future(run, desk):
    (early,) = run("control", "palmyra", "--desk", desk, "--on", "2015-06-01", "--json").lines
    assert (early["standing"], early["holder"], early["odds"]) == ("unknown", None, {})
    (hama,) = run("control", "hama", "--desk", desk, *ON, "--known-by", "2024-12-04", "--json").lines
    assert hama["holder"] == "syrian-government"


def test_why_steps_sum_to_the_standing(run, desk):
    answer = run("why", "hama", "--desk", desk, *ON, "--json").one
    assert answer.keys() >= {"place", "standing", "holder", "p", "steps"}
    assert answer["place"] == "hama"
    step = next(step for step in answer["steps"] if step["claim"])
    assert step.keys() >= {"claim", "quote", "said_by", "weight", "reason"}
    total = sum(step["weight"] for step in answer["steps"])
    assert 1 / (1 + exp(-total)) == pytest.approx(answer["p"], abs=0.01)
    assert any(step["claim"] is None and "baseline" in step["reason"] for step in answer["steps"])


def test_pieces(run, desk):
    answer = run("pieces", "syrian-government", "--desk", desk, *ON, "--json").one
    assert answer["side"] == "syrian-government"
    assert all(piece.keys() >= {"places", "assets"} for piece in answer["pieces"])
    assert "damascus" in answer["pieces"][0]["places"]
    assert "damascus" in answer["pieces"][0]["assets"]


def test_reach_yes_and_no(run, desk):
    keys = {"reachable", "by", "p", "route", "roads", "km", "blocked_by"}
    yes = run("reach", "syrian-government", "lebanon", "--desk", desk, *ON, "--json").one
    assert yes.keys() >= keys
    assert yes["reachable"] is True
    assert yes["by"] == "main"
    assert yes["route"][0] == "damascus"
    assert yes["route"][-1] == "lebanon"
    assert 30 < yes["km"] < 80
    no = run("reach", "Syrian government", "Turkey", "--desk", desk, *ON, "--json").one
    assert (no["reachable"], no["route"], no["km"]) == (False, [], None)
    assert "kassab" in no["blocked_by"]


def test_chokepoints(run, desk):
    lines = run("chokepoints", "syrian-government", "--desk", desk, *ON, "--json").lines
    assert all(line.keys() >= {"place", "cuts"} for line in lines)
    homs = next(line for line in lines if line["place"] == "homs")
    assert "aleppo" in {cut["id"] for cut in homs["cuts"]}


def test_chokepoints_by_pairs(run, desk):
    lines = run("chokepoints", "syrian-government", "--pairs", "--desk", desk, *ON, "--json").lines
    assert lines
    assert all(line.keys() >= {"pair", "roads", "from", "cuts", "population"} for line in lines)
    assert all(len(line["pair"]) == 2 and line["cuts"] for line in lines)
    shown = run("chokepoints", "syrian-government", "--pairs", "--desk", desk, *ON).out
    assert "what hangs on two places" in shown


def test_follow(run, desk):
    lines = run("follow", "--desk", desk, *ON, "--json").lines
    assert all(line.keys() >= {"kind", "text", "side", "places"} for line in lines)
    assert not any("new" in line for line in lines)
    told = run("follow", "--desk", desk, *ON, "--since", "2024-12-01", "--json").lines
    assert [line | {"new": None} for line in told] == [line | {"new": None} for line in lines]
    assert {line["new"] for line in told} <= {True, False}
    same_day = run("follow", "--desk", desk, *ON, "--since", ON[1], "--json").lines
    assert not any(line["new"] for line in same_day)
    assert "As before:" in run("follow", "--desk", desk, *ON, "--since", "2024-12-01").out


def test_suppose_splits_the_ground_and_keeps_nothing(run, desk):
    answer = run("suppose", "hts takes homs", "--desk", desk, *ON, "--json").one
    assert answer.keys() >= {"before", "after", "changes"}
    split = next(change for change in answer["changes"] if change["kind"] == "split")
    assert split["side"] == "syrian-government"
    assert "Damascus" in split["text"]
    assert "Latakia" in split["text"]
    sides = {name: {side["side"]: side for side in answer[name]["sides"]} for name in ("before", "after")}
    government = [sides[name]["syrian-government"] for name in ("before", "after")]
    (supposed,) = answer["suppositions"]
    assert government[1]["holds"] == government[0]["holds"] - 1 - len(supposed["along"])
    (homs,) = run("control", "homs", "--desk", desk, *ON, "--json").lines
    assert homs["holder"] == "syrian-government"


def test_check_prints_verdicts_on_the_articles_own_statements(run, desk, article):
    answer = run("check", article, "--published", "2024-12-07", "--desk", desk, "--json")
    keys = {"report", "quote", "start", "end", "statement", "target", "verdict", "because", "p"}
    assert answer.lines
    text = article.read_text("utf-8")
    for line in answer.lines:
        assert line.keys() >= keys
        assert line["verdict"] in {"holds", "partly", "fails", "undecided"}
        assert text[line["start"] : line["end"]] == line["quote"]
        assert line["because"]
    assert any(line["target"] == "jordan" for line in answer.lines)


def test_changes(run, desk):
    lines = run("changes", "--since", "2024-12-04", "--desk", desk, *ON, "--json").lines
    hama = next(line for line in lines if "hama" in line["places"])
    assert (hama["kind"], hama["from"], hama["to"]) == ("changed-hands", "syrian-government", "hts")
    assert hama["text"]


def test_disputes(run, desk):
    for line in run("disputes", "--desk", desk, *ON, "--json").lines:
        assert line.keys() >= {"kind", "text", "places", "standing", "holder", "p", "says"}
        assert line["kind"] == "disputed"


def test_voices(run, desk):
    lines = run("voices", "--desk", desk, *ON, "--json").lines
    assert lines
    for line in lines:
        assert line.keys() >= {"voice", "name", "grade", "claims", "judged", "expected", "learned", "low", "high"}
        assert 0 <= line["low"] <= line["learned"] <= line["high"] <= 1


@pytest.fixture
def own_desk(desk, tmp_path):
    """A copy of the desk that a test may write to."""
    return shutil.copy(desk, tmp_path / "own.db")


def claim_at(run, place, address, *more):
    steps = run("why", place, "--desk", address, *ON, *more, "--json").one["steps"]
    return next(step["claim"] for step in steps if step["claim"])


def test_retract_correct_and_history(run, own_desk):
    amends = {"thing", "at", "is_new", "claims", "still_told_by"}
    late = ("--at", "2024-12-08T10:00", "--desk", own_desk, "--json")
    back = run("retract", "k2", "--reason", "of 2016", *late).one
    assert back.keys() == amends | {"retracted"}
    assert (back["retracted"], back["thing"], back["is_new"]) == ("report", "k2", True)
    assert back["at"] == "2024-12-08T10:00"
    claim = claim_at(run, "hama", own_desk)
    moved = run("correct", claim, "--place", "Homs", "--actor", "none", "--reason", "another", *late).one
    assert moved.keys() == amends | {"corrected"}
    assert (moved["corrected"], moved["claims"]) == (claim, [claim])
    lines = run("history", "--desk", own_desk, "--json").lines
    keys = {"kind", "id", "of", "thing", "at", "reason", "is_undone", "claims"}
    assert all(line.keys() >= keys for line in lines)
    assert {line["kind"] for line in lines} == {"retraction", "correction"}
    place = next(line for line in lines if line.get("role") == "place")
    assert (place["before"], place["after"], place["claims"][0]["place"]) == ("hama", "homs", "hama")
    assert run("history", "homs", "--desk", own_desk, "--json").lines == [
        line for line in lines if line["kind"] == "correction"
    ]


def test_known_by_before_a_retraction_is_the_picture_before_it(run, own_desk):
    asked = ("control", "--desk", own_desk, *ON, "--known-by", "2024-12-08", "--json")
    before = run(*asked).out
    run("retract", "k1", "--reason", "of 2016", "--at", "2024-12-09", "--desk", own_desk)
    run("retract", "k2", "--reason", "of 2016", "--at", "2024-12-09", "--desk", own_desk)
    assert run(*asked).out == before
    (hama,) = run("control", "hama", "--desk", own_desk, *ON, "--json").lines
    assert hama["holder"] == "syrian-government"
    steps = run("why", "hama", "--desk", own_desk, *ON, "--json").one["steps"]
    gone = [step for step in steps if "taken back on 2024-12-09: of 2016" in step["reason"]]
    assert gone
    assert all(step["weight"] == 0 for step in gone)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_brief_writes_its_file(run, desk, tmp_path, suffix):
    path = tmp_path / f"brief.{suffix}"
    assert run("brief", "-o", path, "--desk", desk, *ON, "--json").one["file"] == str(path)
    assert "captured Hama" in path.read_text("utf-8")


@pytest.mark.parametrize("suffix", ["html", "svg", "geojson"])
def test_map_writes_its_file(run, desk, tmp_path, suffix):
    path = tmp_path / f"map.{suffix}"
    assert run("map", "-o", path, "--desk", desk, *ON, "--json").one["file"] == str(path)
    assert "Hama" in path.read_text("utf-8")


def test_a_map_of_the_world_theatre_draws_sides_that_hold_nothing(run, tmp_path):
    report, address, path = tmp_path / "a.jsonl", tmp_path / "world.db", tmp_path / "map.html"
    text = (
        "Israeli troops entered the city of Aleppo in northern Syria, residents said. They are fighting for Aleppo."
    )
    report.write_text(json.dumps({"text": text, "published": "2024-12-07", "outlet": "AFP"}), "utf-8")
    run("init", "--theatre", "world", "--desk", address)
    run("read", report, "--desk", address)
    (aleppo,) = run("control", "--desk", address, "--json").lines
    assert (aleppo["standing"], "israel" in aleppo["odds"]) == ("contested", True)
    answer = run("map", "-o", path, "--desk", address)
    assert (answer.status, answer.err) == (0, "")
    assert path.stat().st_size > 1_000


def test_theatre_list_and_check(run):
    assert {line["theatre"] for line in run("theatre", "list", "--json").lines} >= {"syria", "world"}
    assert run("theatre", "check", "syria", "--json").one["is_sound"] is True


def test_where_offers_places_with_scores(run):
    lines = run("where", "Deraa", "--theatre", "syria", "--json").lines
    assert lines[0]["id"] == "daraa"
    assert lines[0].keys() >= {"id", "name", "kind", "lat", "lon", "score", "how"}
    assert [line["score"] for line in lines] == sorted((line["score"] for line in lines), reverse=True)
