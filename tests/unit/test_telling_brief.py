"""The brief: no sentence without a source, no quote as markup."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import telling_world as world

from whoholds.errors import NotWritable, QuestionError
from whoholds.telling import BriefInput, compose, write_brief


def source(**more) -> BriefInput:
    took = world.evidence()
    hostile = world.evidence("dun", "blues", world.HOSTILE, 6, 1)
    denied = world.evidence("dun", "reds", "The Reds hold Dun", 7)
    evidence = [took, hostile, denied]
    says = {
        "blues": [{"claim": hostile.claim.claim.id, "said_by": ["A spokesman"], "quote": "", "weight": 1.0}],
        "not blues": [{"claim": denied.claim.claim.id, "said_by": ["The Army"], "quote": "", "weight": 1.0}],
    }
    given = {
        "theatre": world.theatre(),
        "picture": world.picture(),
        "changes": [
            world.finding("Bree passed from the Reds to the Blues.", data={"claims": [took.claim.claim.id]}),
        ],
        "disputes": [world.finding("Dun: a quarrel.", "dun", data={"says": says})],
        "consequences": [world.finding()],
        "chokepoints": {
            "reds": [
                {
                    "place": "alm",
                    "roads": "main",
                    "from": "cove",
                    "cuts": [{"kind": "border", "id": "xland"}, {"kind": "port", "id": "cove"}],
                    "population": 123_456,
                    "places": ["farm"],
                }
            ]
        },
        "evidence": evidence,
        "reports": {item.claim.claim.report: world.report(item) for item in evidence},
    }
    return BriefInput(**(given | more))


def written(tmp_path: Path, suffix: str, given: BriefInput | None = None) -> str:
    path = tmp_path / f"brief{suffix}"
    write_brief(given or source(), path)
    return path.read_text("utf-8")


def sentences(brief) -> list:
    return [*([brief.headline] if brief.headline else []), *(s for part in brief.sections for s in part.sentences)]


def test_every_sentence_has_a_note_and_every_note_is_used():
    brief = compose(source())
    used = {number for sentence in sentences(brief) for number in sentence.notes}
    assert all(sentence.notes for sentence in sentences(brief))
    assert used == set(range(1, len(brief.notes) + 1))


def test_all_parts_are_there_in_reading_order():
    keys = [section.key for section in compose(source()).sections]
    assert keys == ["numbers", "changes", "disputes", "consequences", "watch"]


def test_the_headline_is_the_weightiest_finding():
    light = world.finding("A trifle.")
    heavy = replace(world.finding("The country is cut in two."), rank=0)
    assert compose(source(consequences=[light, heavy])).headline.text == "The country is cut in two."


def test_what_follows_makes_the_headline_before_a_change_of_the_same_rank_or_one_less():
    change, follows = replace(world.finding("Bree fell."), rank=1), replace(world.finding("No way out."), rank=2)
    assert compose(source(changes=[change], consequences=[follows])).headline.text == "No way out."
    weak = replace(follows, rank=3)
    assert compose(source(changes=[change], consequences=[weak])).headline.text == "Bree fell."


def test_of_changes_of_one_rank_the_greater_place_comes_first():
    fell = [world.finding(f"{name} fell.", name.lower()) for name in ("Cove", "Bree", "Alm")]
    told = next(section for section in compose(source(changes=fell)).sections if section.key == "changes")
    assert [sentence.text for sentence in told.sentences] == ["Alm fell.", "Bree fell.", "Cove fell."]


def test_a_claim_s_note_has_quote_chain_outlet_date_and_address():
    brief = compose(source())
    change = next(section for section in brief.sections if section.key == "changes").sentences[0]
    cited = brief.notes[change.notes[0] - 1].citation
    assert cited.quote == "The Blues took Bree"
    assert cited.chain == "A spokesman, quoted by The Paper"
    assert (cited.outlet, cited.day) == ("The Paper", "2030-05-06")
    assert cited.url == "https://example.org/a?b=1&c=2"


def test_what_follows_rests_on_the_claims_of_its_places_and_on_the_roads():
    brief = compose(source())
    follows = next(section for section in brief.sections if section.key == "consequences").sentences[0]
    notes = [brief.notes[number - 1] for number in follows.notes]
    assert any(note.citation and note.citation.quote == "The Blues took Bree" for note in notes)
    assert any(note.text.startswith("Roads, crossings and sea lanes") for note in notes)


def test_a_standing_that_no_report_changed_rests_on_its_row_of_the_baseline():
    brief = compose(source(consequences=[world.finding("Cove is the last port.", "cove")]))
    follows = next(section for section in brief.sections if section.key == "consequences").sentences[0]
    texts = [brief.notes[number - 1].text for number in follows.notes]
    assert "Baseline of 2030-05-01: Cove held by the Reds (a hand-made row)." in texts


def test_what_is_said_of_a_country_rests_on_the_crossings_to_it():
    brief = compose(source(consequences=[world.finding("The Reds reach Xland.", "xland")]))
    assert brief.headline.text == "The Reds reach Xland."
    texts = [brief.notes[number - 1].text for number in brief.headline.notes]
    assert any(text.startswith("Baseline of 2030-05-01: Edge held by the Reds") for text in texts)


def test_a_shut_crossing_rests_on_the_row_that_shuts_it():
    brief = compose(source(consequences=[world.finding("No way by Gap.", "gap")]))
    texts = [brief.notes[number - 1].text for number in brief.headline.notes]
    assert "Theatre pack: Gap–Xland shut since 2029-01-01 (invented)." in texts


def test_who_says_what_is_told_of_a_dispute():
    disputed = next(section for section in compose(source()).sections if section.key == "disputes")
    told = [sentence.text for sentence in disputed.sentences]
    assert told[0].endswith("is in the hands of the Blues, according to A spokesman.")
    assert told[1].endswith("is not in the hands of the Blues, according to The Army.")
    assert "contested (p = 0.60)" in told[2]


def test_a_finding_that_nothing_supports_is_left_out_and_said_to_be():
    orphan = world.finding("Nobody knows why.", "nowhere")
    brief = compose(source(changes=[orphan]))
    assert "changes" not in [section.key for section in brief.sections]
    assert brief.left_out == (orphan,)
    assert "Nobody knows why." not in [sentence.text for sentence in sentences(brief)]


def test_a_voice_that_is_echoed_is_cited_once():
    one, other = world.evidence(number=0), world.evidence(number=1)
    other = replace(other, echo=one.echo)
    both = world.finding("Bree fell.", data={"claims": [one.claim.claim.id, other.claim.claim.id]})
    brief = compose(source(changes=[both], evidence=[one, other], disputes=[]))
    change = next(section for section in brief.sections if section.key == "changes").sentences[0]
    assert len(change.notes) == 1


def test_the_brief_does_not_cite_what_the_picture_cannot_know():
    later = world.evidence(quote="told later", day=9)
    fell = world.finding("Bree fell.", data={"claims": [later.claim.claim.id]})
    brief = compose(source(changes=[fell], evidence=[later], disputes=[]))
    assert "told later" not in [note.citation.quote for note in brief.notes if note.citation]


def test_many_findings_of_one_kind_end_in_one_sentence():
    many = [replace(world.finding(f"Finding {n}.", "cove", side="reds"), kind="encircled") for n in range(9)]
    brief = compose(source(consequences=many))
    told = next(section for section in brief.sections if section.key == "consequences").sentences
    assert len(told) == 6
    assert told[-1].text == "The Reds also holds Cove without any way to its other ground or out."


def test_a_choke_point_that_cuts_off_nothing_new_is_not_told_again():
    cut, other = {"kind": "border", "id": "xland"}, {"kind": "port", "id": "cove"}
    chokes = [{"place": p, "roads": "main", "from": "alm", "cuts": c} for p, c in (("alm", [cut]), ("edge", [cut]))]
    chokes.append({"place": "bree", "roads": "main", "from": "alm", "cuts": [cut, other]})
    brief = compose(source(chokepoints={"reds": chokes}))
    told = next(section for section in brief.sections if section.key == "watch").sentences
    assert [sentence.text.split(" would")[0] for sentence in told] == [
        "The Reds: the loss of Alm",
        "The Reds: the loss of Bree",
    ]


def test_nothing_to_tell_is_still_a_brief():
    bare = BriefInput(theatre=world.theatre(), picture=replace(world.picture(), places={}))
    brief = compose(bare)
    assert brief.headline is None
    assert [section.key for section in brief.sections] == ["numbers"]
    assert all(sentence.notes for sentence in sentences(brief))


def test_markdown_footnotes_resolve_both_ways(tmp_path):
    text = written(tmp_path, ".md")
    body, _, notes = text.partition("\n## Sources\n")
    defined = re.findall(r"^\[\^(\d+)\]:", notes, re.MULTILINE)
    assert set(re.findall(r"\[\^(\d+)\]", body)) == set(defined)
    assert len(defined) == len(set(defined)) > 0
    bullets = [line for line in body.splitlines() if line.startswith("- ")]
    assert bullets
    assert all(re.search(r"(\[\^\d+\])+$", line) for line in bullets)


def test_markdown_keeps_hostile_quotes_as_text(tmp_path):
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": True}).render(written(tmp_path, ".md"))
    assert "<script" not in shown
    assert "<b " not in shown
    assert 'href="javascript:' not in shown
    assert "<strong>bold" not in shown
    assert "<em>bold" not in shown


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.hrefs: list[str] = []
        self.attrs: set[str] = set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.attrs |= set(values)
        self.ids |= {values["id"]} if "id" in values else set()
        self.hrefs += [values["href"]] if "href" in values else []


def test_the_page_has_no_script_and_its_footnotes_resolve(tmp_path):
    text = written(tmp_path, ".html")
    parsed = Links()
    parsed.feed(text)
    inner = {href[1:] for href in parsed.hrefs if href.startswith("#")}
    assert inner
    assert inner <= parsed.ids
    assert "script" not in parsed.tags
    assert "script-src 'none'" in unescape(text)
    assert not [name for name in parsed.attrs if name.startswith("on") or name == "style"]
    assert all(href.startswith(("#", "https://example.org/")) for href in parsed.hrefs)


def test_an_address_that_runs_a_script_is_dropped():
    item = world.evidence()
    reports = {item.claim.claim.report: world.report(item, " javascript:alert(1)")}
    brief = compose(source(reports=reports))
    assert {note.citation.url for note in brief.notes if note.citation} == {""}


def test_an_unknown_suffix_is_one_clear_error(tmp_path):
    with pytest.raises(QuestionError, match=r"\.html, \.md"):
        write_brief(source(), tmp_path / "brief.pdf")


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(NotWritable, match="cannot be written"):
        write_brief(source(), tmp_path / "nowhere" / "brief.md")
