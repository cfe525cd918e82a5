"""Annotated texts: every span is seen once a layer, no text becomes markup, and nothing is loaded."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import defaultdict
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO

import pytest
import telling_world as world
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from whoholds.errors import QuestionError
from whoholds.model import Report
from whoholds.model.annotated import Annotated
from whoholds.telling.annotated import show_annotated, write_annotated
from whoholds.telling.annotated.content import Mark
from whoholds.telling.annotated.runs import Tag, runs

TEXT = "The Reds took Bree on Monday, a spokesman for the Alm council said."


def span(words: str, text: str = TEXT) -> dict:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def mention(kind: str, words: str, **more) -> dict:
    return {"report": "r1", "kind": kind, **span(words), **more}


def claim(words: str, **more) -> dict:
    return {
        "id": "c_1", "report": "r1", "quote": words, **{k: v for k, v in span(words).items() if k != "text"},
        "action": "takes", "actor": {"text": "The Reds", "id": "reds"}, "target": None, "when": None,
        "place": {"text": "Bree", "id": "bree", "relation": "near"}, "stance": "claimed", "confidence": 0.9,
        "said_by": [{"text": "a spokesman", "id": None}, {"text": "The Paper", "id": "paper"}],
        "because": {"rule": "capture", "trigger": "took"},
    } | more  # fmt: skip


MENTIONS = (
    mention("actor", "The Reds", id="reds"),
    mention("place", "Bree", id="bree", name="Bree", lat=34.6, lon=36.4, country="XA", literal=True),
    mention("time", "Monday", value="2030-05-06", **{"from": "2030-05-06", "to": "2030-05-07"}),
    mention("actor", "a spokesman for the Alm council", id=None),
    mention("place", "Alm", id="alm", name="Alm", lat=34.0, lon=36.0, country="XA", literal=False),
    {
        "report": "r1", "kind": "attribution", "cue": span("said"),
        "source": span("a spokesman for the Alm council"),
        "content": [span("The Reds took Bree"), span("on Monday")],
        "stance": "claimed", "confidence": 0.8,
    },
)  # fmt: skip
CLAIMS = (claim("The Reds took Bree"), claim("took Bree on Monday, a", stance="denied"))
READ = Annotated(report=Report(text=TEXT, id="r1", title="Bree"), mentions=MENTIONS, claims=CLAIMS)


class Page(HTMLParser):
    """Words by card and part, as the tags enclose them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words: dict[tuple[int, str], str] = defaultdict(str)
        self.scripts: list[str] = []
        self.report = ""
        self._open: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "input"}:
            self._open.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self.cdata_elem == "script":
            self.scripts[-1] += data
        if any(attrs.get("class") == "report" for _, attrs in self._open):
            self.report += data
        for _, attrs in self._open:
            if "data-card" in attrs:
                part = next((p for p in ("source", "cue", "content") if p in attrs["class"].split()), "")
                self.words[int(attrs["data-card"]), part] += data


def page(tmp_path, *read: Annotated) -> tuple[str, Page]:
    path = tmp_path / "read.html"
    write_annotated(read or (READ,), world.theatre(), path)
    text = path.read_text("utf-8")
    return text, Page(text)


def test_every_span_is_highlighted_once_however_others_cut_it(tmp_path):
    _, parsed = page(tmp_path)
    assert parsed.report == TEXT
    assert parsed.words == {
        (0, ""): "The Reds",
        (1, ""): "Bree",
        (2, ""): "Monday",
        (3, ""): "a spokesman for the Alm council",
        (4, ""): "Alm",
        (5, "source"): "a spokesman for the Alm council",
        (5, "cue"): "said",
        (5, "content"): "The Reds took Breeon Monday",
        (6, ""): "The Reds took Bree",
        (7, ""): "took Bree on Monday, a",
    }


def test_the_note_behind_a_span_tells_id_value_interval_and_source(tmp_path):
    cards = json.loads(page(tmp_path)[1].scripts[0])
    rows = [dict(card["rows"]) for card in cards]
    assert rows[0] == {"Id": "reds", "Name": "the Reds", "Said by": "a spokesman for the Alm council"}
    assert (rows[1]["Id"], rows[1]["Pin"]) == ("bree", "34.60, 36.40")
    assert (rows[2]["Value"], rows[2]["Interval"]) == ("2030-05-06", "2030-05-06 to 2030-05-07")
    assert rows[3]["Id"] == "not resolved"
    assert rows[4]["Meant"] == "its government, not the place"
    assert rows[5]["Voice"] == "a spokesman for the Alm council"
    assert rows[6]["Where"] == "near: Bree (bree)"
    assert rows[6]["Voice"] == "a spokesman (not resolved), quoted by The Paper (paper)"
    assert [card["layer"] for card in cards[-3:]] == ["attribution", "claim", "claim"]


def test_every_mention_and_claim_is_one_stop_of_the_keyboard(tmp_path):
    _, parsed = page(tmp_path)
    stops = [int(attrs["data-card"]) for _, attrs in parsed.tags if attrs.get("tabindex") == "0"]
    assert sorted(stops) == list(range(len(MENTIONS) + len(CLAIMS)))


def test_the_legend_has_a_box_and_a_count_for_each_layer(tmp_path):
    text, parsed = page(tmp_path)
    boxes = [attrs["data-layer"] for tag, attrs in parsed.tags if tag == "input"]
    assert boxes == ["place", "time", "actor", "attribution", "claim"]
    assert re.findall(r'class="count">(\d+)<', text) == ["2", "1", "2", "1", "2"]


def test_hostile_words_stay_text_wherever_they_stand(tmp_path):
    hostile = f"{world.HOSTILE}</div></script> Bree\x1b[31m fell."
    found = {"report": "r1", "kind": "actor", "text": hostile, "start": 0, "end": len(hostile), "id": None}
    report = Report(
        text=hostile, id=world.HOSTILE, title=world.HOSTILE, outlet=world.HOSTILE, url="javascript:alert(3)"
    )
    text, parsed = page(tmp_path, Annotated(report=report, mentions=(found,)))
    assert parsed.report == hostile.replace("\x1b", "")
    assert [tag for tag, _ in parsed.tags].count("script") == 2
    assert "<script>alert" not in text
    assert json.loads(parsed.scripts[0])[0]["title"] == hostile
    assert not any(name.startswith("on") or name == "style" for _, attrs in parsed.tags for name in attrs)
    assert not any("javascript:" in (attrs.get("href") or "") for _, attrs in parsed.tags)


def test_the_page_loads_nothing_and_its_policy_fits_its_script_and_style(tmp_path):
    text, parsed = page(tmp_path)
    policy = next(attrs["content"] for _, attrs in parsed.tags if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for content in (parsed.scripts[1], re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]):
        assert f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
    assert not any(name in attrs for _, attrs in parsed.tags for name in ("src", "href", "srcset", "action"))
    assert not re.search(r"url\((?!data:)", text)


def test_several_reports_share_a_page_and_keep_their_own_notes(tmp_path):
    other = Annotated(report=Report(text=TEXT, id="r2"), mentions=MENTIONS[1:2])
    text, parsed = page(tmp_path, READ, other)
    assert parsed.words[8, ""] == "Bree"
    assert json.loads(parsed.scripts[0])[8]["rows"][0] == ["Id", "bree"]
    assert text.count("<article>") == 2


def test_a_page_of_another_suffix_is_refused_before_anything_is_read(tmp_path):
    def never():
        raise AssertionError("a report was read")
        yield

    with pytest.raises(QuestionError, match=r"\.html"):
        write_annotated(never(), world.theatre(), tmp_path / "page.pdf")


spots = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).filter(lambda pair: pair[0] < pair[1])
layers = st.sampled_from(["place", "time", "actor", "claim"])


@given(st.lists(st.tuples(spots, layers), max_size=12))
def test_tags_nest_and_pieces_add_up_whatever_overlaps(drawn):
    text = "".join(chr(ord("A") + number) for number in range(30))
    marks = [Mark(start, end, layer, number) for number, ((start, end), layer) in enumerate(drawn)]
    opened, words, edges, whole = [], defaultdict(str), defaultdict(list), ""
    for piece in runs(text, marks):
        if not isinstance(piece, Tag):
            whole += piece
            for mark in opened:
                words[mark.card] += piece
            continue
        edges[piece.mark.card] += [piece.is_opening] if piece.is_edge else []
        if piece.is_opening:
            opened.append(piece.mark)
        else:
            assert opened.pop() == piece.mark
    assert opened == []
    assert whole == text
    assert words == {mark.card: text[mark.start : mark.end] for mark in marks}
    assert edges == {mark.card: [True, False] for mark in marks}


def printed(read: Annotated, **more) -> str:
    out = StringIO()
    show_annotated(read, world.theatre(), Console(file=out, width=200, highlight=False, **more))
    return out.getvalue()


def test_the_terminal_tells_layers_apart_without_colours():
    shown = printed(READ, no_color=True)
    assert "[[The Reds]A took [Bree]P]S [on [Monday]T]S, [[a spokesman for the [Alm]P council]A]V [said]Q." in shown
    assert "Value: 2030-05-06; Interval: 2030-05-06 to 2030-05-07" in shown


def test_the_terminal_has_colours_where_it_can_show_them(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;34" in printed(READ, force_terminal=True, color_system="standard")
    assert "\x1b[" not in printed(READ)


def test_words_of_a_report_cannot_steer_the_terminal_or_use_its_markup():
    text = "[bold]Bree[/bold] \x1b]0;owned\x07\x9b2J\u202efell"
    shown = printed(Annotated(report=Report(text=text, id="r1", title="\x1b[2J")), force_terminal=True)
    assert "[bold]Bree[/bold] \ufffd]0;owned\ufffd\ufffd2J\ufffdfell" in shown
    assert "\x1b[2J" not in shown
