"""Claims that somebody answers for an act where no verb of doing says so ("claimed responsibility").

The words are in `languages/en/blame.yaml`, the ways of telling it in `answering.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from whoholds.reading.answering import RULES, Answer, action_of, is_nobody, listed, triggers, words
from whoholds.reading.frames import FrameMatcher, Match
from whoholds.reading.lexicon import Frame, irregular, violent_rules
from whoholds.reading.picking import picked
from whoholds.reading.syntax import lemma_of, preposition_objects

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from whoholds.reading.lexicon import Lexicon
    from whoholds.reading.names import Namer

VIOLENCE = frozenset({"attacks", "kills", "abducts", "destroys", "robs", "threatens", "strikes"})
"""Actions that are events, never states: told of the past they are no history for that."""

CLAIMED_BY_DOER, LAID_BY_OTHERS = 0.96, 0.93
"""How surely the reader knows who did it: a doer who answers for it, or somebody at whose door it is laid."""

SURE_BY_RULE = {"claims-responsibility": CLAIMED_BY_DOER, "signed": 0.6}

POINTERS = frozenset({"it", "they", "them", "its", "their"})
ARMED = frozenset({"military", "armed", "army", "police"})


class BlameMatcher:
    """Finds frames, and beside them the claims that somebody answers for an act.

    Args:
        frames: finds what verbs of doing tell.
        namer: the theatre's names.
        lexicon: tells plain nouns.
    """

    def __init__(self, frames: FrameMatcher, namer: Namer, lexicon: Lexicon) -> None:
        self._frames = frames
        self._namer = namer
        self._lexicon = lexicon
        self._numbers: frozenset[int] = frozenset()

    def match(self, sentence: Span) -> list[Match]:
        """Return the frames of a sentence, then what it lays at somebody's door; cost linear in its words."""
        found = self._frames.match(sentence)
        blamed = [
            match
            for token in self._triggers(sentence)
            for match in self._at(token)
            if not _is_told(match, token, found)
        ]
        answered = {match.trigger.i for match in blamed}
        # "claimed the attack": whoever answers for it need not have been seen to do it
        kept = [match for match in found if match.trigger.i not in answered or match.trigger.pos_ == "VERB"]
        kept = [match for match in kept if match.frame.rule not in violent_rules() or not is_nobody(match.actor)]
        return kept + [replace(match, actor=other) for match in kept for other in self._beside(match)] + blamed

    def _triggers(self, sentence: Span) -> list[Token]:
        """The words that may set off a rule, told by number."""
        if not self._numbers:
            lemmas = triggers()
            forms = lemmas | {form for form, lemma in irregular().items() if lemma in lemmas}
            self._numbers = frozenset(map(sentence.doc.vocab.strings.add, forms))
        found = picked(sentence, "blame", self._numbers, self._numbers)
        return [token for token in found if lemma_of(token) in triggers()]

    def instead(self, match: Match) -> Match | None:
        """Return the violence that a match without its place tells at least, by somebody who can have done it."""
        found = self._frames.instead(match)
        return found if found is not None and not is_nobody(found.actor) else None

    def _beside(self, match: Match) -> list[Token]:
        """Who else is told to have done it: "the police and the army tortured ..."."""
        if match.actor is None or match.frame.rule not in violent_rules():
            return []
        return [other for other in match.actor.conjuncts if other.i > match.actor.i and self._can_answer(other)]

    def _at(self, token: Token) -> Iterator[Match]:
        for rule in RULES:
            for answer in rule(token):
                yield from (_made(who, answer) for who in listed(answer.doer) if self._can_answer(who))

    def _can_answer(self, head: Token) -> bool:
        """Whether a noun is somebody who can have done it: armed people, a name, or a word for either."""
        lemma = lemma_of(head)
        if is_nobody(head):
            return False
        if head.lower_ in POINTERS or self._lexicon.of_kind(lemma, "force") or lemma in words()["ranks"]:
            return True
        if lemma == "man":
            return any(lemma_of(c) in ARMED for c in head.lefts)
        if any(lemma_of(c) in words()["ranks"] for c in head.lefts):
            return True
        if lemma in words()["parts"]:
            return any(self._can_answer(whole) for whole in preposition_objects(head, "of"))
        named = self._namer.text(head) if self._namer.is_name(head) else ""
        return bool(named) and (self._namer.actor(named) is not None or not self._namer.is_place(named))


def _is_told(blamed: Match, token: Token, found: list[Match]) -> bool:
    """Whether a frame tells the same already ("accused the army of shelling", "launched an attack on the town")."""
    if blamed.frame.rule == "commit":
        return any(token in {match.trigger, match.trigger.head} for match in found)
    same = (match.trigger for match in found if match.actor == blamed.actor and match.trigger.pos_ == "VERB")
    return any(token.is_ancestor(trigger) for trigger in same)


def _made(doer: Token, answer: Answer) -> Match:
    event = answer.event
    at = answer.trigger if event is None or event.pos_ == "PRON" or answer.rule == "commit" else event
    frame = _frame(answer.rule, action_of(event) or "attacks", answer.stance)
    return Match(frame, at, answer.trigger.text, doer)


@cache
def _frame(rule: str, action: str, stance: str) -> Frame:
    confidence = SURE_BY_RULE.get(rule, LAID_BY_OTHERS)
    return Frame(
        rule=rule, action=action, words={}, paths={}, prep={}, needs=(), stance=stance, confidence=confidence
    )
