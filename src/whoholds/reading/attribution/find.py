"""From a parsed text to its attributions: syntax first, then quotation marks, then what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whoholds.reading.attribution.back import point_back
from whoholds.reading.attribution.confidence import confidence
from whoholds.reading.attribution.draft import Draft
from whoholds.reading.attribution.labels import labelled
from whoholds.reading.attribution.lexicon import Lexicon, lexicon
from whoholds.reading.attribution.model import Attribution, Source, Span
from whoholds.reading.attribution.nesting import nest
from whoholds.reading.attribution.participles import lend_voices
from whoholds.reading.attribution.quotations import find_quotations
from whoholds.reading.attribution.relays import join_relays
from whoholds.reading.attribution.speakers import name_speakers
from whoholds.reading.attribution.speech import hang_quotations
from whoholds.reading.attribution.syntax import cue_tokens, syntactic_drafts
from whoholds.reading.attribution.tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_attributions(doc: Doc, language: str = "en") -> list[Attribution]:
    """Return who says what in a parsed text, in the order of the cues.

    Args:
        doc: a text parsed by spaCy's English model (tags, lemmas, dependencies; entities are not used).
        language: whose cue words to use.

    Returns:
        Attributions whose spans are exact pieces of `doc.text`. `inside` numbers count in this list.
        Cost: linear in the text, but for the sorting of what was found.
    """
    if not len(doc) or not doc.has_annotation("DEP"):
        return []
    words, tree = lexicon(language), Tree(doc)
    quotes = find_quotations(tree.text)
    tokens = cue_tokens(tree, words)
    drafts = list(syntactic_drafts(tree, words, quotes, tokens))
    drafts += hang_quotations(tree, words, quotes, drafts)
    drafts += point_back(tree, words, quotes, drafts, tokens)
    drafts += labelled(tree, words, quotes)
    drafts = join_relays(tree, words, drafts)
    drafts = sorted((d for d in drafts if d.pieces), key=lambda d: (d.cue_at, d.token))
    lend_voices(tree, drafts)
    inside = nest(drafts)
    sources = name_speakers(tree, words, drafts, inside)
    for draft, above in zip(drafts, inside, strict=True):
        draft.confidence = confidence(tree, words, quotes, draft, is_inside=above is not None)
    return _finish(tree, words, drafts, sources, inside)


def _finish(
    tree: Tree,
    words: Lexicon,
    drafts: Sequence[Draft],
    sources: Sequence[Source | None],
    inside: Sequence[int | None],
) -> list[Attribution]:
    text = tree.text
    return [
        Attribution(
            source=source,
            cue=_span(text, draft.cue_at),
            content=tuple(_span(text, piece) for piece in sorted(draft.pieces)),
            kind=draft.cue.kind,
            stance_hint=draft.stance or draft.cue.stance,
            is_voiced=draft.cue.is_voiced and not _is_no_voice(tree, words, draft),
            points_back=draft.form == "back",
            to=_span(text, draft.to_at) if draft.to_at else None,
            inside=above,
            confidence=draft.confidence,
        )
        for draft, source, above in zip(drafts, sources, inside, strict=True)
    ]


def _is_no_voice(tree: Tree, words: Lexicon, draft: Draft) -> bool:
    """Return whether a cue leaves its content to others.

    What a bare "this" shows is the report's own thought; what was said before is not said by who denies it.
    """
    if draft.form == "back" and draft.cue.kind == "denies":
        return True
    head = draft.head
    is_bare = head is not None and not tree.children[head] and tree.deps[tree.heads[head]] != "relcl"
    return is_bare and head is not None and tree.lower[head] in words.demonstratives


def _span(text: str, at: tuple[int, int]) -> Span:
    return Span(at[0], at[1], text[at[0] : at[1]])
