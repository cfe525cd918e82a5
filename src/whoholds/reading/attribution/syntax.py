"""Attributions that the syntax shows: one pass over the cue words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from whoholds.reading.attribution.contents import Content, contents, cut
from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.edges import tidy
from whoholds.reading.attribution.guess import closing_clause, guess, inserted_clause
from whoholds.reading.attribution.lexicon import Cue, Lexicon
from whoholds.reading.attribution.noun_contents import noun_contents
from whoholds.reading.attribution.participles import before_others
from whoholds.reading.attribution.pieces import pieces_of, snap
from whoholds.reading.attribution.quotations import Quotations
from whoholds.reading.attribution.sources import cue_span, in_line, joined_subject, owner, phrase_span, speaker
from whoholds.reading.attribution.tree import Tree

_MARKS_BETWEEN = 3
_NEITHER_WITHIN = 4
_NEITHER = frozenset({"neither", "nor"})
_NOMINAL_MAX = 12
_VERBAL = frozenset({"VERB", "AUX"})


def cue_tokens(tree: Tree, words: Lexicon) -> list[int]:
    """Return the tokens that can be a cue by their lemma or form."""
    lemmas, forms = words.lemmas, words.forms
    pairs = enumerate(zip(tree.lemmas, tree.lower, strict=True))
    return [i for i, (lemma, form) in pairs if lemma in lemmas or form in forms]


def syntactic_drafts(tree: Tree, words: Lexicon, quotes: Quotations, tokens: Iterable[int]) -> Iterator[Draft]:
    """Yield the attributions that cue words and their syntax show, in text order."""
    for i in tokens:
        for draft in _at(tree, words, i):
            draft.pieces = snap(draft.pieces, quotes, draft.cue_at)
            yield draft


def _at(tree: Tree, words: Lexicon, i: int) -> list[Draft]:
    lemma, pos = tree.lemmas[i], tree.pos[i]
    if pos in _VERBAL and lemma in words.verbs:
        return _verb(tree, words, i)
    if pos in {"NOUN", "PROPN"} and lemma in words.nouns:
        return _noun(tree, words, i)
    if pos in {"ADJ", "VERB"} and lemma in words.adjectives:
        return _adjective(tree, words, i)
    if tree.lower[i] in words.adverbs:
        return _adverb(tree, words, i)
    if tree.lower[i] in words.phrases:
        return _phrase(tree, words, i)
    return []


def choose(cues: tuple[Cue, ...], offered: Iterable[Content]) -> tuple[Cue, Content] | None:
    """Return the first group that takes something offered, with what it takes."""
    for content in offered:
        for cue in cues:
            if content.takes in cue.takes:
                return cue, content
    return None


def _verb(tree: Tree, words: Lexicon, verb: int) -> list[Draft]:
    relayed = _relayed(tree, words, verb)
    if relayed is not None:
        return [relayed]
    able = (c for c in contents(tree, verb) if not _points_back(tree, words, c))
    offered = (c for c in (tidy(tree, verb, c) for c in able) if c.ranges)
    cues = words.verbs[tree.lemmas[verb]]
    head, content = inserted_clause(tree, verb) or closing_clause(tree, verb) or (None, None)
    chosen = choose(cues[:1], [content]) if content else None
    chosen = (
        chosen or choose(cues, offered) or choose(cues[:1], [tidy(tree, verb, c) for c in guess(tree, words, verb)])
    )
    if chosen is None:
        return []
    cue, content = chosen[0], before_others(tree, words, verb, chosen[1])
    if cue.kind == "shows" and content.takes == "object":
        content = _with_setting(tree, verb, content)
    head = in_line(tree, verb, speaker(tree, verb, words.nouns)) if head is None else head
    if head is None and tree.lemmas[verb] not in words.addressing:
        head = _inverted(tree, verb, content)
    if head is None and not _may_be_nameless(tree, verb):
        return []
    draft = make(tree, verb, cue, content, head)
    draft.to_at = _addressee(tree, verb, content)
    draft.stance = words.stance(cue.stance, is_negated=_is_negated(tree, verb))
    return [draft]


def _with_setting(tree: Tree, verb: int, content: Content) -> Content:
    """Return what is shown with where it is: "footage showed soldiers inside the town"."""
    first, last = content.ranges[-1]
    for child in tree.children[verb]:
        if child == last + 1 and tree.deps[child] == "prep":
            last = tree.last[child]
    return replace(content, ranges=(*content.ranges[:-1], (first, last)))


def _inverted(tree: Tree, verb: int, content: Content) -> int | None:
    """Return the voice of ", added Colonel Amin", which the parse may take for an object."""
    held = tree.child(verb, "dobj")
    is_behind = bool(content.ranges) and verb - _MARKS_BETWEEN <= content.ranges[-1][1] < verb
    is_named = held is not None and held > verb and tree.pos[held] == "PROPN"
    return (
        held
        if is_behind and is_named and tree.pos[verb - 1] == "PUNCT" and tree.child(verb, "aux", "auxpass") is None
        else None
    )


def _is_negated(tree: Tree, verb: int) -> bool:
    near = range(max(tree.sentence_starts[verb], verb - _NEITHER_WITHIN), verb)
    return tree.child(verb, "neg") is not None or any(tree.lower[t] in _NEITHER for t in near)


def _may_be_nameless(tree: Tree, verb: int) -> bool:
    """For "it is said that", "is believed to", "asked whether": a voice without a name needs a passive verb."""
    return tree.is_passive(verb) or (tree.tags[verb] == "VBN" and tree.deps[verb] == "advcl")


def _points_back(tree: Tree, words: Lexicon, content: Content) -> bool:
    first, last = content.ranges[0]
    return content.takes == "object" and first == last and tree.lower[first] in words.back_references


def make(tree: Tree, token: int, cue: Cue, content: Content, head: int | None) -> Draft:
    """Return the draft of a cue token with its content and the head of its source."""
    first, last = cue_span(tree, token, content.extra)
    draft = Draft(
        token, cue, (tree.starts[first], tree.ends[last]), pieces_of(tree, content.ranges), stance=cue.stance
    )
    draft.form = content.takes
    if content.is_guess:
        draft.confidence = 0.6
    if head is not None:
        place_source(tree, draft, head, content)
    return draft


def place_source(tree: Tree, draft: Draft, head: int, content: Content | None = None) -> None:
    """Give a draft its source: the noun phrase of a head token, kept off the cue and the content."""
    low, high = (0, draft.token - 1) if head < draft.token else (draft.token + 1, tree.size - 1)
    for first, last in content.ranges if content else ():
        if last < head:
            low = max(low, last + 1)
        elif first > head:
            high = min(high, first - 1)
    first, last = phrase_span(tree, head, low, high)
    joined = joined_subject(tree, head)
    if joined is not None and last < joined <= high:
        last = phrase_span(tree, joined, low, high)[1]
    draft.head, draft.source_at = head, (tree.starts[first], tree.ends[last])


def _addressee(tree: Tree, verb: int, content: Content) -> tuple[int, int] | None:
    held = tree.child(verb, "dobj", "dative")
    if held is None or content.takes in {"object", "small", "person-infinitive"} or held < verb:
        return None
    if any(first <= held <= last for first, last in content.ranges):
        return None
    if tree.deps[held] == "dative" and tree.lower[held] == "to":
        held = tree.child(held, "pobj") or held
    comma = next(
        (t for t in range(held + 1, min(tree.last[held], held + _NOMINAL_MAX)) if tree.words[t] == ","), None
    )
    stop = next((c - 1 for c in tree.children[held] if c > held and _is_aside(tree, c)), tree.size - 1)
    first, last = phrase_span(tree, held, verb + 1, min(stop, comma - 1) if comma else stop)
    return tree.starts[first], tree.ends[last]


def _is_aside(tree: Tree, i: int) -> bool:
    """Return whether a preposition tells how somebody was told: "told AFP on condition of anonymity"."""
    return tree.deps[i] == "prep" and tree.lower[i] not in {"of", "for"}


def _relayed(tree: Tree, words: Lexicon, verb: int) -> Draft | None:
    """In "Reuters reported, citing a doctor" the doctor is the voice; the content comes from the speaker's."""
    held = tree.child(verb, "dobj")
    if tree.lemmas[verb] not in words.relays or tree.tags[verb] != "VBG" or held is None:
        return None
    if tree.deps[verb] not in {"advcl", "acl", "prep", "xcomp", "conj", "dep"} or not _is_voice(tree, words, held):
        return None
    first, last = cue_span(tree, verb)
    cue = Cue("cites", "claimed", is_voiced=True, takes=frozenset())
    draft = Draft(verb, cue, (tree.starts[first], tree.ends[last]), [], stance=cue.stance)
    place_source(tree, draft, held)
    return draft


def _is_voice(tree: Tree, words: Lexicon, head: int) -> bool:
    """Return whether a cited thing can speak; numerals and pronouns stand for those who do."""
    if tree.pos[head] in {"PROPN", "PRON", "NUM"}:
        return True
    return not {tree.lemmas[head], tree.lower[head]}.isdisjoint(words.cited_voices | words.bodies)


def _noun(tree: Tree, words: Lexicon, noun: int) -> list[Draft]:
    offered = (c for c in (tidy(tree, noun, c) for c in noun_contents(tree, noun)) if c.ranges)
    chosen = choose(words.nouns[tree.lemmas[noun]], offered)
    if chosen is None:
        return []
    cue, content = chosen
    draft = make(tree, noun, cue, content, owner(tree, noun, content.takes, strangers=words.strangers))
    draft.cue_at = (tree.starts[noun], draft.cue_at[1])
    draft.confidence = 0.8
    return [draft]


def _adjective(tree: Tree, words: Lexicon, i: int) -> list[Draft]:
    head = tree.heads[i]
    offered = contents(tree, i)
    offered += [c for c in contents(tree, head) if c.takes == "clause" and c.ranges[0][0] > i]
    chosen = choose(words.adjectives[tree.lemmas[i]], offered)
    subject = (
        tree.child(head, "nsubj") if tree.deps[i] in {"acomp", "oprd"} else tree.child(i, "nsubjpass", "nsubj")
    )
    if chosen is None or subject is None or tree.tags[subject] == "EX":
        return []
    draft = make(tree, i, *chosen, None if tree.lower[subject] == "it" else subject)
    draft.cue_at = (min(tree.starts[head], draft.cue_at[0]) if head < i else draft.cue_at[0], draft.cue_at[1])
    draft.confidence = 0.8
    return [draft]


def _adverb(tree: Tree, words: Lexicon, i: int) -> list[Draft]:
    head = tree.heads[i]
    if head == i:
        return []
    cue = words.adverbs[tree.lower[i]][0]
    draft = make(tree, i, cue, Content("clause", cut(tree, head, i)), None)
    draft.confidence = 0.7
    return [draft]


def _phrase(tree: Tree, words: Lexicon, i: int) -> list[Draft]:
    for phrase in words.phrases[tree.lower[i]]:
        end = i + len(phrase.words)
        if tuple(tree.lower[i:end]) == phrase.words:
            return _after_phrase(tree, i, end, phrase.cue)
    return []


def _after_phrase(tree: Tree, i: int, end: int, cue: Cue) -> list[Draft]:
    low = max(i, tree.sentence_starts[i])
    held = next(
        (c for t in range(end - 1, low - 1, -1) if (c := tree.child(t, "pobj")) is not None and c >= end), None
    )
    if held is None:
        held = _nominal(tree, end)
    if held is None:
        return []
    top = next((t for t in range(i, end) if not i <= tree.heads[t] < end), i)
    first, last = phrase_span(tree, held, end, _phrase_end(tree, held))
    draft = Draft(i, cue, (tree.starts[i], tree.ends[end - 1]), [], stance=cue.stance)
    draft.pieces = pieces_of(tree, _said_around(tree, i, top, last))
    draft.head, draft.source_at = held, (tree.starts[first], tree.ends[last])
    return [draft]


def _phrase_end(tree: Tree, held: int) -> int:
    """Return the last token of a voice's phrase: an apposition behind a comma that holds a clause is none."""
    for child in tree.children[held]:
        if child > held and tree.deps[child] in {"appos", "conj"} and tree.words[tree.first[child] - 1] == ",":
            is_end = tree.last[child] + 2 >= tree.sentence_ends[held]
            if is_end and tree.first[held] - 3 <= tree.sentence_starts[held]:
                return tree.first[child] - 1
    return tree.last[held]


def _nominal(tree: Tree, start: int) -> int | None:
    """Return the last noun before the next comma, where the parse gives a phrase no object."""
    found = None
    for t in range(start, min(tree.sentence_ends[start - 1], start + _NOMINAL_MAX)):
        if tree.pos[t] in {"PUNCT", "VERB", "AUX", "ADP", "SPACE"}:
            break
        if tree.pos[t] in {"NOUN", "PROPN", "PRON"}:
            found = t
    return found


def _said_around(tree: Tree, i: int, top: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the clause that a phrase with its voice stands in, without the phrase."""
    start, end = tree.sentence_starts[i], tree.sentence_ends[i]
    if i == start and last + 2 < end and tree.words[last + 1] == ",":
        return ((last + 2, end - 1),)
    if tree.heads[top] == top:
        return tuple(r for r in ((start, i - 1), (last + 1, end - 1)) if r[0] <= r[1])
    clause = _clause_above(tree, tree.heads[top])
    if tree.words[top - 1] == ",":
        clause = _widest(tree, clause)
    return () if clause == top else cut(tree, clause, top)


def _widest(tree: Tree, clause: int) -> int:
    """Return the clause of the sentence that a phrase set off by a comma belongs to."""
    for _ in range(8):
        if tree.deps[clause] not in {"ccomp", "xcomp", "advcl", "pcomp", "acl"}:
            break
        clause = tree.heads[clause]
    return clause


def _clause_above(tree: Tree, i: int) -> int:
    """Return the nearest verb at or above a token that heads a clause with a subject of its own."""
    for _ in range(8):
        if tree.pos[i] in _VERBAL and (tree.subject(i) is not None or tree.heads[i] == i):
            return i
        if tree.heads[i] == i:
            return i
        i = tree.heads[i]
    return i
