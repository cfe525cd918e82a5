"""Errors are one line and a status; help is instant and complete; output for people works without a terminal."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from whoholds.cli.commands import COMMANDS

WHOHOLDS = (sys.executable, "-c", "import sys; from whoholds.cli import main; sys.exit(main())")
FULL = Path("/dev/full")
ON = ("--on", "2024-12-07")
COPY = "According to the Syrian Observatory for Human Rights, Hayat Tahrir al-Sham captured Hama on Thursday."


def assert_one_line(answer, *words, status=1):
    assert answer.status == status
    assert answer.out == ""
    assert answer.err.startswith("whoholds: ")
    assert answer.err.count("\n") == 1
    for word in words:
        assert word in answer.err


def test_a_fault_of_its_own_is_one_line_unless_the_stack_is_asked_for(run, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("whoholds.theatres.theatre_names", fail)
    assert_one_line(run("theatre", "list"), "a fault of its own (ZeroDivisionError: by zero)")
    monkeypatch.setenv("WHOHOLDS_STACK", "1")
    with pytest.raises(ZeroDivisionError):
        run("theatre", "list")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line():
    with FULL.open("wb") as full:
        done = subprocess.run([*WHOHOLDS, "theatre", "list"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"whoholds: the output cannot be written (No space left on device)")
    assert done.stderr.count(b"\n") == 1


def kept_in(address):
    raw = sqlite3.connect(address)
    counts = [raw.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("reports", "claims")]
    raw.close()
    return counts


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.jsonl", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "holds no text"),
        ("binary.jsonl", bytes(range(256)) * 20, "holds no text"),
        ("russian.txt", "Армия оставила город после недели боёв, сообщило министерство.".encode(), "is in Russian"),
        ("bad.jsonl", b'{"title": "x"}\n', "line 1"),
        ("gone.txt", None, "is not there"),
    ],
)
def test_a_bad_source_is_one_line_and_loses_nothing(run, desk, tmp_path, name, data, words):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    before = kept_in(desk)
    assert_one_line(run("extract", path, "--theatre", "syria"), words, name)
    assert_one_line(run("read", path, "--desk", desk), words, name)
    assert kept_in(desk) == before


def test_a_text_of_50_mb_is_one_line(run, tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"The army left the town. " * (50 * 2**20 // 24))
    assert_one_line(run("extract", path, "--theatre", "syria"), "over the limit of 10 MB")


def test_a_bad_report_among_good_ones_is_set_aside_and_the_rest_is_kept(run, tmp_path):
    path, address = tmp_path / "mixed.jsonl", tmp_path / "desk.db"
    good = {"text": "The army left the town of Hama on Monday, a monitor said.", "published": "2024-12-07"}
    path.write_text(f'{json.dumps(good)}\n{{"text": ""}}\nnonsense\n', "utf-8")
    run("init", "--theatre", "syria", "--desk", address)
    answer = run("read", path, "--desk", address, "--json")
    assert answer.status == 0
    assert answer.one["new_reports"] == 1
    assert [line.startswith("whoholds: set aside: ") for line in answer.err.splitlines()] == [True, True]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "x.txt", "--theatre", "atlantis"), "atlantis"),
        (("init", "--theatre", "syria", "--desk", "/proc/x.db"), "cannot be written"),
        (("init", "--theatre", "syria", "--baseline", "/no/such.csv"), "cannot be read"),
        (("control", "--desk", "/no/such.db"), "whoholds init"),
        (("theatre", "check", "/no/such/pack"), "no theatre"),
    ],
)
def test_a_wrong_name_is_one_line(run, arguments, words):
    assert_one_line(run(*arguments), words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("control", "Atlantis"), "Atlantis"),
        (("control", "--on", "yesterday"), "is no date"),
        (("pieces", "the-moon"), "the-moon"),
        (("reach", "hts", "Atlantis"), "Atlantis"),
        (("suppose", "make it stop"), "make it stop"),
        (("brief", "-o", "brief.docx"), ".docx"),
        (("map", "-o", "/proc/none/map.html"), "cannot be written"),
        (("retract", "c_none", "--reason", "x"), "c_none: is not kept"),
        (("retract", "k1", "--reason", " "), "without a reason"),
        (("retract", "k1", "--reason", "x", "--at", "soon"), "is no date"),
        (("correct", "c_none", "--place", "homs", "--reason", "x"), "c_none: is not kept"),
        (("history", "Atlantis"), "Atlantis"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_line(run, desk, arguments, words):
    assert_one_line(run(*arguments, "--desk", desk), words)


def test_a_ledger_of_another_version_is_one_line_and_untouched(run, tmp_path):
    address = tmp_path / "new.db"
    run("init", "--theatre", "syria", "--desk", address)
    raw = sqlite3.connect(address)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    assert_one_line(run("control", "homs", "--desk", address), "a newer whoholds", "9999")
    assert raw.execute("SELECT value FROM meta WHERE key = 'theatre'").fetchone() == ("syria",)
    raw.close()


def test_a_desk_is_not_made_over_another(run, desk):
    assert_one_line(run("init", "--theatre", "syria", "--desk", desk), "is there already")


def test_wrong_usage_is_status_2(run):
    assert_one_line(run("nonsense"), "No such command", status=2)
    assert_one_line(run("extract"), "--help", status=2)
    assert_one_line(run("pieces", "hts", "--ground", "holy"), "holy", status=2)
    assert_one_line(run("retract", "k1"), "--reason", status=2)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_says_what_it_does_with_an_example(run, name):
    arguments = (name, "list") if name == "theatre" else (name,)
    answer = run(*arguments, "--help")
    assert answer.status == 0
    assert "Example:" in answer.out
    assert f"whoholds {' '.join(arguments)}" in answer.out.partition("Example:")[2]
    assert max(map(len, answer.out.splitlines())) <= 100


def test_the_list_of_commands_names_each_and_imports_none(run):
    out = run("--help").out
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("control",),
        ("control", "hama", "homs"),
        ("why", "hama"),
        ("pieces", "syrian-government"),
        ("reach", "syrian-government", "latakia"),
        ("reach", "syrian-government", "turkey"),
        ("chokepoints", "syrian-government"),
        ("chokepoints", "syrian-government", "--pairs"),
        ("follow",),
        ("suppose", "hts takes homs"),
        ("changes",),
        ("disputes",),
    ],
)
def test_people_get_words_without_escape_codes_in_100_columns(run, desk, arguments):
    answer = run(*arguments, "--desk", desk, *ON)
    assert answer.status == 0
    assert answer.out.strip()
    assert "\x1b" not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 100


def test_people_are_told_what_was_taken_back_and_what_it_said(run, desk, tmp_path):
    own = shutil.copy(desk, tmp_path / "own.db")
    assert run("history", "--desk", own).out == "Nothing was taken back or corrected.\n"
    made = run("retract", "k1", "--reason", "the video is of 2016", "--at", "2024-12-08", "--desk", own)
    again = run("retract", "k1", "--reason", "once more", "--desk", own)
    told = run("history", "hama", "--desk", own)
    assert made.out.startswith("Took back report k1, from 2024-12-08 00:00 on.\n")
    assert again.out.startswith("report k1 was taken back already.\n")
    assert told.out.startswith("2024-12-08 00:00 report k1 taken back (retraction:1): the video is of 2016\n")
    for answer in (made, again, told):
        assert "captured Hama" in answer.out
        assert max(map(len, answer.out.splitlines())) <= 100


def test_people_are_told_what_was_corrected_and_where_the_same_voice_still_counts(run, desk, tmp_path):
    own = shutil.copy(desk, tmp_path / "own.db")
    copy = {"id": "k4", "published": "2024-12-06", "outlet": "AFP", "text": COPY}
    (tmp_path / "copy.jsonl").write_text(json.dumps(copy), "utf-8")
    run("read", tmp_path / "copy.jsonl", "--desk", own)
    steps = run("why", "hama", "--desk", own, *ON, "--json").one["steps"]
    claims = [step["claim"] for step in steps if "captured Hama" in step["quote"]]
    one, other = claims
    why = ("--reason", "another Hama", "--at", "2024-12-08", "--desk", own)
    made = run("correct", one, "--place", "Rastan", *why)
    again = run("correct", one, "--place", "Rastan", *why)
    told = run("history", one, "--desk", own)
    assert made.out.startswith(f"Corrected claim {one}, from 2024-12-08 00:00 on.\n  {one} “")
    assert "(al-Rastan; " in made.out
    assert f"elsewhere, and that counts: {other}" in " ".join(made.out.split())
    assert again.out.startswith(f"claim {one} is read like that already.\n")
    assert "place: Hama → al-Rastan" in " ".join(told.out.split())
    assert "(Hama; " in told.out


def test_the_baseline_can_be_empty_or_ones_own_and_is_remembered(run, tmp_path):
    empty, own, table = tmp_path / "empty.db", tmp_path / "own.db", tmp_path / "first.csv"
    table.write_text("place,holder,since\nHoms,hts,2024-11-01\n", "utf-8")
    run("init", "--theatre", "syria", "--baseline", "none", "--desk", empty)
    run("init", "--theatre", "syria", "--baseline", table, "--desk", own)
    table.unlink()
    assert run("control", "--desk", empty, *ON, "--json").lines == []
    (homs,) = run("control", "homs", "--desk", own, *ON, "--json").lines
    assert homs["holder"] == "hts"


def test_a_fault_in_ones_own_baseline_has_its_line(run, tmp_path):
    table = tmp_path / "first.csv"
    table.write_text("place,holder,since\nHoms,hts,2024-11-01\nHoms,hts,soon\n", "utf-8")
    answer = run("init", "--theatre", "syria", "--baseline", table, "--desk", tmp_path / "a.db")
    assert_one_line(answer, f"{table}:3", "soon")
    assert not (tmp_path / "a.db").exists()


def shell(*arguments, **more):
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [*WHOHOLDS, *map(str, arguments)], check=False, capture_output=True, timeout=60, env=environment, **more
    )


def test_standard_input_goes_in_and_jsonl_comes_out():
    line = json.dumps({"id": "s1", "text": "Rebels captured Hama on Thursday.", "published": "2024-12-06"})
    done = shell("extract", "-", "--theatre", "syria", input=line.encode())
    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout.splitlines()[0])["report"] == "s1"


def test_a_reader_that_leaves_early_is_no_error(desk):
    command = [*WHOHOLDS, "control", "--desk", desk, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_control_c_is_one_line():
    command = [*WHOHOLDS, "extract", "-", "--theatre", "syria"]
    pipe = subprocess.PIPE
    line = json.dumps({"id": "s1", "text": "Rebels captured Hama on Thursday.", "published": "2024-12-06"})
    # a job in the background is started deaf to it
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **heard) as process:
        process.stdin.write(f"{line}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["report"] == "s1"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"whoholds: stopped\n"
        assert process.wait(60) == 130
