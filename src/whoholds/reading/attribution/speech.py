"""Quoted speech: which cue a quotation hangs on, by the words between the marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.lexicon import Cue, Lexicon
from whoholds.reading.attribution.quotations import Quotation, Quotations
from whoholds.reading.attribution.sources import cue_span, speaker
from whoholds.reading.attribution.syntax import place_source
from whoholds.reading.attribution.tree import Tree

REACH_TOKENS = 40
"""How far from a quotation its cue is looked for."""

_BLOCK_TOKENS = 12
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INNER = frozenset({"relcl", "acl", "amod", "compound"})
_STOPS = frozenset({".", "!", "?"})
_OTHER = Cue("quote", "claimed", is_voiced=True, takes=frozenset({"quote"}))


@dataclass(slots=True)
class _State:
    """What the reading of quotations carries along."""

    by_token: dict[int, Draft]
    made: list[Draft] = field(default_factory=list)
    last: Draft | None = None
    last_end: int = 0
    last_paragraph: int = -2


def hang_quotations(tree: Tree, words: Lexicon, quotes: Quotations, drafts: Sequence[Draft]) -> list[Draft]:
    """Hang every quoted speech on its cue; return the drafts that had to be made for it.

    A speech goes to the cue after it (`"...," said X`), else to the one before (`X said: "..."`), else on with
    the speech before it. Existing drafts get the speech as their content. Cost: each gap is read once.
    """
    state = _State({draft.token: draft for draft in drafts})
    lines = quotes.paragraphs
    for i, quote in enumerate(quotes.found):
        if not quote.is_speech:
            _resume(tree, state, quote, quotes.found[i - 1] if i else None)
            continue
        line = lines[quote.paragraph]
        before = _neighbour(quotes, i - 1, quote, line[0])
        after = _neighbour(quotes, i + 1, quote, line[1])
        _hang(tree, words, state, quote, (before, after), lines)
    _hang_blocks(tree, words, quotes, state, lines)
    return state.made


def _resume(tree: Tree, state: _State, quote: Quotation, before: Quotation | None) -> None:
    """Go on with a speech that only its cue broke: `"We are here," he said, "and stay."`."""
    is_next = state.last is not None and before is not None and before.end == state.last_end
    if is_next and before is not None and before.paragraph == quote.paragraph and state.last is not None:
        gap = tree.text[before.end : quote.start].rstrip()
        if gap.endswith(",") and before.end <= state.last.cue_at[0] < quote.start:
            _add(state.last, state, (quote.start, quote.end), quote)


def _hang_blocks(
    tree: Tree, words: Lexicon, quotes: Quotations, state: _State, lines: list[tuple[int, int]]
) -> None:
    """Hang a paragraph without marks on the verb of saying whose colon ends the line before it."""
    for (start, end), (begin, stop) in pairwise(lines):
        if not tree.text[start:end].rstrip().endswith(":") or quotes.at(begin) is not None:
            continue
        tokens = _tokens(tree, start, end)[-_BLOCK_TOKENS:]
        cue = next(
            (t for t in reversed(tokens) if tree.pos[t] == "VERB" and _takes_quote(words, tree.lemmas[t])), None
        )
        if cue is not None and not (cue in state.by_token and state.by_token[cue].pieces):
            draft = _draft_at(tree, words, state, cue, None, Quotation(begin, stop, is_speech=True, paragraph=0))
            draft.pieces, draft.is_direct = [(begin, stop)], True


def _neighbour(quotes: Quotations, i: int, quote: Quotation, edge: int) -> int:
    if not 0 <= i < len(quotes.found) or quotes.found[i].paragraph != quote.paragraph:
        return edge
    other = quotes.found[i]
    return other.end if other.start < quote.start else other.start


def _hang(
    tree: Tree, words: Lexicon, state: _State, quote: Quotation, gap: tuple[int, int], lines: list[tuple[int, int]]
) -> None:
    cue = _cue_after(tree, words, quote, gap[1])
    is_after = cue is not None
    start = quote.start
    if is_after:
        start = _sentence_start(tree, gap[0], quote.start)
    else:
        cue = _cue_before(tree, words, quote, gap[0], lines)
    if cue is not None:
        draft = _draft_at(tree, words, state, cue, gap if is_after else None, quote)
        _add(draft, state, (start, quote.end), quote)
    elif (
        state.last is not None
        and quote.paragraph - state.last_paragraph <= 1
        and _is_free(tree, state, quote, gap[0])
    ):
        _add(state.last, state, (quote.start, quote.end), quote)
    else:
        _go_on_from_told(tree, state, quote, gap[0], lines)


def _go_on_from_told(tree: Tree, state: _State, quote: Quotation, low: int, lines: list[tuple[int, int]]) -> None:
    """Hang a speech on the voice of the sentence before it: `The mill was burning, Marwa said. "Nobody came."`."""
    high = quote.start
    if not tree.text[low:high].strip() and quote.paragraph > 0 and low == lines[quote.paragraph][0]:
        low, high = lines[quote.paragraph - 1]
    if tree.text[low:high].rstrip()[-1:] not in _STOPS:
        return
    tokens = _tokens(tree, low, high)[-REACH_TOKENS:]
    start = tree.sentence_starts[tokens[-1]] if tokens else 0
    told = (state.by_token.get(t) for t in tokens if t >= start)
    draft = next((d for d in told if d is not None and d.pieces and _can_go_on(tree, d)), None)
    if draft is not None and draft.pieces[-1][1] <= quote.start:
        draft.pieces.append((quote.start, quote.end))
        draft.is_direct = True
        state.last, state.last_end, state.last_paragraph = draft, quote.end, quote.paragraph


def _can_go_on(tree: Tree, draft: Draft) -> bool:
    return "quote" in draft.cue.takes and draft.source_at is not None and tree.deps[draft.token] not in _INNER


def _add(draft: Draft, state: _State, piece: tuple[int, int], quote: Quotation) -> None:
    if not draft.is_direct:
        draft.is_direct = True
        told = draft.pieces[-1] if draft.form == "clause" and draft.pieces else None
        if told and draft.cue_at[1] <= told[0] < piece[0] and told[1] >= piece[0]:
            piece = (told[0], max(told[1], piece[1]))  # "said that they were "done" and would ...": all is said
        draft.pieces = []
    if not draft.pieces or draft.pieces[-1][1] <= piece[0]:
        draft.pieces.append(piece)
    state.last, state.last_end, state.last_paragraph = draft, quote.end, quote.paragraph


def _is_free(tree: Tree, state: _State, quote: Quotation, low: int) -> bool:
    """Return whether nothing but a sentence's end stands between the last speech, its cue, and this one."""
    gap = tree.text[low : quote.start].strip()
    if not gap:
        return True
    return gap[-1] in ".!?)" and state.last_paragraph == quote.paragraph and low == state.last_end


def _tokens(tree: Tree, start: int, end: int) -> range:
    return range(bisect_left(tree.starts, start), bisect_left(tree.starts, end))


def _cue_after(tree: Tree, words: Lexicon, quote: Quotation, edge: int) -> int | None:
    closing = tree.text[quote.start : quote.end].rstrip("\"”»’'").rstrip()[-1:]
    if closing not in {",", "?", "!", "-", "—", "–", "…"} and tree.text[quote.end : quote.end + 1] != ",":
        return None
    tokens = _tokens(tree, quote.end, edge)[:REACH_TOKENS]
    stop = next((t for t in tokens if tree.words[t] in _STOPS or "\n" in tree.words[t]), None)
    here = [t for t in tokens if stop is None or t < stop]
    return _best(tree, words, here, is_sure=closing == ",")


def _best(tree: Tree, words: Lexicon, tokens: Sequence[int], *, is_sure: bool) -> int | None:
    able = [t for t in tokens if tree.pos[t] in {"VERB", "AUX", "NOUN"} and _takes_quote(words, tree.lemmas[t])]
    able = [t for t in able if tree.pos[t] != "NOUN" or tree.words[t].endswith(("ed", "s"))]
    main = [t for t in able if tree.deps[t] not in _INNER and tree.pos[t] != "NOUN"]
    if main or able:
        return (main or able)[0]
    if is_sure:
        return next((t for t in tokens if tree.tags[t] in _FINITE and tree.pos[t] == "VERB"), None)
    return None


def _takes_quote(words: Lexicon, lemma: str) -> bool:
    return any("quote" in cue.takes for cue in words.verbs.get(lemma, ()))


def _cue_before(tree: Tree, words: Lexicon, quote: Quotation, low: int, lines: list[tuple[int, int]]) -> int | None:
    gap = tree.text[low : quote.start].rstrip()
    edge = quote.start
    if not gap and quote.paragraph > 0 and low == lines[quote.paragraph][0]:
        low, edge = lines[quote.paragraph - 1]
        gap = tree.text[low:edge].rstrip()
        if not gap.endswith(":"):
            return None
    tokens = _tokens(tree, low, edge)[-REACH_TOKENS:]
    if not gap or not tokens:
        return None
    near = [t for t in tokens if not tree.words[t].isspace()]
    if gap[-1] not in ",:—–" and not (near and _takes_quote(words, tree.lemmas[near[-1]])):
        return None
    stop = max((t for t in near if tree.words[t] in _STOPS), default=-1)
    able = [t for t in near if t > stop and tree.pos[t] in {"VERB", "AUX"} and _takes_quote(words, tree.lemmas[t])]
    main = [t for t in able if tree.deps[t] not in _INNER]
    if main or able:
        return (main or able)[-1]
    if gap[-1] == ":":
        return next((t for t in reversed(near) if t > stop and tree.tags[t] in _FINITE), None)
    return None


def _sentence_start(tree: Tree, low: int, start: int) -> int:
    """Return where the sentence begins whose end is quoted: `The town was "empty and burning," he said`."""
    for t in reversed(_tokens(tree, low, start)):
        if tree.words[t] in _STOPS | {":", "”", '"', ","} or "\n" in tree.words[t]:
            return tree.starts[t + 1] if t + 1 < tree.size else start
    return start if tree.text[low:start].strip()[:1] in {"", ",", "."} else low


def _draft_at(
    tree: Tree, words: Lexicon, state: _State, cue: int, gap: tuple[int, int] | None, quote: Quotation
) -> Draft:
    draft = state.by_token.get(cue)
    if draft is None:
        draft = _new(tree, words, cue)
        state.by_token[cue] = draft
        state.made.append(draft)
    if gap is not None:
        _mend_source(tree, draft, quote.end, gap[1])
    return draft


def _new(tree: Tree, words: Lexicon, cue: int) -> Draft:
    able = [c for c in words.verbs.get(tree.lemmas[cue], ()) if "quote" in c.takes]
    group = able[0] if able else _OTHER
    first, last = cue_span(tree, cue)
    draft = Draft(cue, group, (tree.starts[first], tree.ends[last]), [], stance=group.stance)
    head = speaker(tree, cue)
    if head is not None and head != cue:
        place_source(tree, draft, head)
    return draft


def _mend_source(tree: Tree, draft: Draft, start: int, end: int) -> None:
    """Look for the voice beside the cue where the parse puts it inside the quotation."""
    is_itself = draft.head == draft.token
    if draft.source_at and not is_itself and start <= draft.source_at[0] and draft.source_at[1] <= end:
        return
    tokens = _tokens(tree, start, end)
    nominal = [t for t in tokens if tree.pos[t] in {"PROPN", "NOUN", "PRON"} and t != draft.token]
    after = [t for t in nominal if t > draft.token]
    before = [t for t in nominal if t < draft.token]
    pool = before[:1] or after[:1]
    if not pool:
        return
    head = pool[0]
    while tree.deps[head] in {"compound", "nmod", "poss", "amod"} and tree.heads[head] in tokens:
        if tree.heads[head] == draft.token:
            break
        head = tree.heads[head]
    place_source(tree, draft, head)
    s, e = draft.source_at or (start, end)
    draft.source_at = (max(s, start), min(e, end))
