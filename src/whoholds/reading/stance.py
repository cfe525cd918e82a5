"""Whether it happened, is feared, planned, denied, or was long ago: read from the words around a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from whoholds.reading.conditions import condition_clause, is_event_that_would
from whoholds.reading.lexicon import load_yaml
from whoholds.reading.syntax import ancestors, clause_of, lemma_of, surface_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from whoholds.model import Polarity, Stance

DEEPEST = 12
FACTUAL_MARKS = frozenset(
    {"after", "since", "because", "as", "when", "while", "although", "though", "before", "until"}
)
UNFOUGHT = frozenset({"fight", "fighting", "battle", "clash", "combat"})
UNTRUE = frozenset({"truth", "evidence", "sign", "indication", "confirmation", "proof"})
"""With "no" before them they take back what hangs on them."""
NTH = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
WEAK = frozenset({"would", "can", "ca"})
ABLE = frozenset({"can", "ca"})
"""Helpers that what stands above them outweighs: "doubt that they can retake it" is a judgement."""
AIMING = frozenset({"on", "at", "toward", "towards"})
"""Prepositions under which a gerund is what somebody aims at."""
INFINITIVE = frozenset({"VB"})


@dataclass(frozen=True, slots=True)
class Mood:
    """What the syntax around a trigger says of it.

    Attributes:
        stance: asserted unless something says otherwise.
        polarity: "no" where negated.
        cue: the word that decided; empty for plain fact.
        is_condition: whether the trigger stands in an "if" clause or is the subject of a "would".
    """

    stance: Stance = "asserted"
    polarity: Polarity = "yes"
    cue: str = ""
    is_condition: bool = False


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_yaml("stance.yaml").items()}


def is_compared(trigger: Token) -> bool:
    """Return whether an event is only named: to compare ("comparisons with the fall of"), or as missing.

    "They entered without fighting" tells of no fighting.
    """
    if trigger.dep_ in {"pobj", "pcomp"} and trigger.head.lower_ == "without" and lemma_of(trigger) in UNFOUGHT:
        return True
    return trigger.pos_ == "NOUN" and any(
        lemma_of(above) in _cues()["remembering"] for above in list(ancestors(trigger))[:2]
    )


def mood_of(trigger: Token) -> Mood:
    """Return the mood of a trigger, from the nearest word that bends it outward.

    Cost: a walk of at most `DEEPEST` steps up the tree.
    """
    negated = is_negated(trigger)
    node = trigger
    for _ in range(DEEPEST):
        mood = _at(node, trigger)
        if (
            mood is not None
            and mood.stance == "planned"
            and mood.cue in _cues()["planned_modals"]
            and _is_thing(trigger)
        ):
            mood = Mood("assessed", cue=mood.cue)
        if mood is not None:
            if mood.stance == "planned" and not mood.is_condition:
                mood = _outer(node, trigger) or mood
            if negated and (mood.stance == "planned" or mood.cue == "would"):
                # "will not be able to" is a forecast; "would not withdraw" denies.
                mood = Mood("assessed" if trigger.dep_ == "xcomp" else "denied", "no", mood.cue)
            return Mood(mood.stance, "no" if negated else mood.polarity, mood.cue, mood.is_condition)
        if node.head == node or _is_factual_clause(node):
            break
        node = node.head
    if negated:
        return Mood("denied", "no", "not")
    return _by_tense(trigger)


def _outer(node: Token, trigger: Token) -> Mood | None:
    """What bends a plan from further out: "was likely to try to retake" is a forecast."""
    for _ in range(3):
        node = node.head
        mood = _at(node, trigger)
        if mood is not None and mood.stance in {"assessed", "hypothetical", "denied"}:
            return mood
        if node.head == node or _is_factual_clause(node):
            return None
    return None


def _is_thing(trigger: Token) -> bool:
    """Whether a trigger is a noun that a future only touches: "the loss of the base will force ..."."""
    return trigger.pos_ == "NOUN" and trigger.dep_ in {"nsubj", "nsubjpass", "pobj"}


def _at(node: Token, trigger: Token) -> Mood | None:
    """What one step of the way up says: the node's own helpers, then the word that it hangs on."""
    condition = condition_clause(node)
    if not condition and node == trigger and is_event_that_would(node):
        condition = str(node.text)
    if condition:
        return Mood("hypothetical", cue=condition, is_condition=True)
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in node.children):
        return Mood("hypothetical", cue="whether")
    own = _by_helpers(node)
    if own is not None:
        return _outweighed(own, node, trigger)
    if lemma_of(node) in UNTRUE and any(c.lower_ == "no" for c in node.children):
        return Mood("denied", "no", node.text)
    return _by_head(node, trigger)


def _outweighed(own: Mood, node: Token, trigger: Token) -> Mood:
    """What a helper says, or what stands above it where that weighs more: "fear that it will fall"."""
    above = _by_head(node, trigger) if own.stance in {"planned", "assessed"} or own.cue in WEAK else None
    if above is None or (above.stance == "assessed" and (own.stance == "assessed" or own.cue not in ABLE)):
        return own
    return above


def _by_helpers(node: Token) -> Mood | None:
    """Modals and adverbs of the node."""
    if node.pos_ not in {"VERB", "AUX"}:
        return None
    cues = _cues()
    words = {c.lower_: c for c in node.children if c.dep_ in {"aux", "advmod", "auxpass"}}
    lookup: tuple[tuple[str, Stance], ...] = (
        ("hypothetical_modals", "hypothetical"),
        ("planned_modals", "planned"),
        ("assessed_modals", "assessed"),
        ("claimed_adverbs", "claimed"),
        ("assessed_adverbs", "assessed"),
        ("hedges", "hypothetical"),
    )
    for kind, stance in lookup:
        cue = next((w for w in words if w in cues[kind]), None)
        if cue == "would" and _is_backshifted(node):
            return Mood(_future(node, "planned"), cue="will")
        if cue is not None:
            return Mood(_future(node, stance), cue=cue)
    if (
        node.dep_ == "conj"
        and node.tag_ in {"VB", "VBN", "VBG"}
        and surface_subject(node) == surface_subject(node.head)
    ):
        has_helper = any(c.dep_ in {"aux", "nsubj"} for c in node.children)
        return None if has_helper else _by_helpers(node.head)
    return None


def _is_backshifted(node: Token) -> bool:
    """Whether a "would" is the "will" of what somebody said ("said his men would enter"), without a condition."""
    has_condition = any(c.dep_ in {"advcl", "csubj"} for c in node.children)
    return node.dep_ == "ccomp" and node.head.tag_ in {"VBD", "VBN"} and not has_condition


def _future(node: Token, stance: Stance) -> Stance:
    """A "will" of somebody who can mean it is a plan; of a town or a loss, a forecast."""
    if stance != "planned":
        return stance
    who = surface_subject(node)
    is_will = who is not None and (who.pos_ in {"PRON", "PROPN"} or who.tag_ in {"NNS", "NN"})
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in node.children)
    return "planned" if is_will and not passive else "assessed"


def _by_head(node: Token, trigger: Token) -> Mood | None:
    """The word that a node hangs on: "plan to", "fear that", "the threat of", "failed to", "ready to"."""
    head = node.head
    if head == node or _is_apart(node):
        return None
    lemma = lemma_of(head)
    infinitive = node.tag_ in INFINITIVE and any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
    if node.dep_ in {"xcomp", "ccomp", "acl", "relcl"} or (node.dep_ == "advcl" and infinitive):
        return _governed(node, head, lemma, infinitive=infinitive)
    if node.dep_ in {"dobj", "pobj", "pcomp", "nsubj", "nsubjpass", "attr"}:
        return _carried(node, head, trigger)
    return None


def _is_apart(node: Token) -> bool:
    """Whether a semicolon parts a clause from what follows: "they hoped to retake it; analysts expect ..."."""
    edge = node.right_edge
    return node.dep_ == "ccomp" and edge.i + 1 < node.head.i and edge.nbor(1).text == ";"


def _governed(node: Token, head: Token, lemma: str, *, infinitive: bool) -> Mood | None:
    cues = _cues()
    is_yet = infinitive and lemma == "have" and any(c.lower_ == "yet" for c in (*head.children, *node.children))
    if lemma in cues["failed"] or is_yet:  # "failed to enter", "have yet to enter"
        return Mood("denied", "no", head.text)
    if head.pos_ in {"NOUN", "PROPN"} and (node.dep_ == "acl" or (node.dep_ in {"relcl", "xcomp"} and infinitive)):
        return _noun_governed(head, lemma, infinitive=infinitive)
    if lemma in cues["denied"]:
        is_back = any(c.dep_ == "dobj" and c.lower_ in {"it", "this"} for c in head.rights)
        return None if is_back else Mood("denied", "no", head.text)
    return _verb_governed(node, head, lemma, infinitive=infinitive)


def _verb_governed(node: Token, head: Token, lemma: str, *, infinitive: bool) -> Mood | None:
    cues = _cues()
    if node.dep_ == "ccomp" and (told := _feared_by_noun(head)) is not None:
        return told
    if infinitive and lemma in cues["implicative"]:
        begun = next((c for c in head.rights if c.dep_ == "dobj" and c.i < node.i), None)
        is_plan = begun is not None and lemma_of(begun) in cues["planned_nouns"]
        return Mood("planned", cue=begun.text) if begun is not None and is_plan else None
    if lemma in cues["assessed"] and (node.dep_ == "ccomp" or infinitive):
        return Mood("assessed", cue=head.text)
    if lemma in cues["worried"]:
        return Mood("hypothetical", cue=head.text)
    if lemma in cues["planned"]:
        return Mood("planned", cue=head.text)
    if node.dep_ == "advcl" and infinitive:
        return Mood("planned", cue="to")
    return None


def _feared_by_noun(verb: Token) -> Mood | None:
    """What is told by a noun across its verb: "fears are growing that", "the danger is that"."""
    noun = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if noun is not None and lemma_of(noun) in _cues()["hypothetical_nouns"]:
        return Mood("hypothetical", cue=noun.text)
    return None


def _noun_governed(head: Token, lemma: str, *, infinitive: bool = False) -> Mood | None:
    cues = _cues()
    if lemma in cues["failing_nouns"]:
        return Mood("denied", "no", head.text)
    if lemma in cues["fact_nouns"] and head.dep_ == "nsubj" and head.head.tag_ in {"VBD", "VBZ", "VBP"}:
        return None
    if lemma in cues["planned_nouns"]:
        return Mood("planned", cue=head.text)
    if lemma in cues["hypothetical_nouns"]:
        return Mood("hypothetical", cue=head.text)
    if lemma in cues["assessed_nouns"]:
        return Mood("assessed", cue=head.text)
    is_nth = any(c.lower_ in NTH for c in head.lefts)  # "the first group to enter" did enter
    return Mood("planned", cue=head.text) if infinitive and not is_nth else None


def _carried(node: Token, head: Token, trigger: Token) -> Mood | None:
    """A noun under "plan", "fears of", "denied", "called for": what carries it bends it."""
    if node.dep_ == "nsubj" and any(c.dep_ == "acomp" and lemma_of(c) in _cues()["untrue"] for c in head.children):
        return Mood("denied", "no", head.text)  # "rumours of its fall were false"
    if node.dep_ in {"pcomp", "pobj"} and head.lower_ == "without":
        return Mood("denied", "no", head.text)
    if node.dep_ == "pcomp" and head.pos_ == "ADP":
        is_gerund = node.tag_ == "VBG" or any(c.lower_ == "being" for c in node.lefts)
        return _kept_from(head, lemma_of(head.head)) if is_gerund else None
    if node != trigger and node.dep_ in {"nsubj", "attr"}:
        return None
    holder = head.head if node.dep_ == "pobj" and head.pos_ == "ADP" else head
    cues, lemma = _cues(), lemma_of(holder)
    if node.dep_ == "pobj" and head.lower_ not in {"of", "for", "about", "on", "against", "from", "to"}:
        return None
    if lemma in cues["denied"] or (lemma in cues["failed"] and node.dep_ == "dobj"):
        return Mood("denied", "no", holder.text)
    if holder.pos_ == "VERB" and node.dep_ in {"dobj", "pobj"}:
        return _awaited(lemma, holder) or _carrying_verb(lemma, holder)
    if holder.pos_ == "NOUN" and node.dep_ == "pobj" and node.pos_ == "NOUN":
        return (
            _noun_governed(holder, lemma) if lemma not in {"campaign", "operation", "offensive", "fight"} else None
        )
    return None


def _kept_from(preposition: Token, lemma: str) -> Mood | None:
    """A gerund under "prevented from", "on the verge of", "close to": it has not happened."""
    cues = _cues()
    if preposition.lower_ == "from" and lemma in cues["failed"] | cues["preventing"]:
        return Mood("denied", "no", preposition.head.text)
    if preposition.lower_ in AIMING and lemma in cues["aiming"]:
        return Mood("planned", cue=preposition.head.text)
    if preposition.lower_ in {"of", "to"} and lemma in cues["brink"]:
        return Mood("hypothetical", cue=preposition.head.text)
    if preposition.lower_ == "of" and preposition.head.pos_ == "NOUN":
        return _meant(preposition.head, lemma)
    return None


def _meant(noun: Token, lemma: str) -> Mood | None:
    """A gerund under "the intention of", "in danger of"; "no intention of taking it" says that it will not be."""
    mood = _noun_governed(noun, lemma)
    is_none = any(c.lower_ == "no" for c in noun.lefts)
    return Mood("denied", "no", noun.text) if mood is not None and is_none else mood


def _awaited(lemma: str, verb: Token) -> Mood | None:
    """An event under "braced for", or "preparing for" where those prepare who will suffer it."""
    who = surface_subject(verb)
    is_victim = who is not None and lemma_of(who) in _cues()["suffering"]
    if lemma in _cues()["awaited"] or (lemma == "prepare" and is_victim):
        return Mood("hypothetical", cue=verb.text)
    return None


def _carrying_verb(lemma: str, verb: Token) -> Mood | None:
    cues = _cues()
    if lemma in cues["feared"]:
        return Mood("hypothetical", cue=verb.text)
    if lemma in cues["wished"]:
        return Mood("planned", cue=verb.text)
    if lemma in cues["foreseen"]:
        return Mood("assessed", cue=verb.text)
    return None


def _is_factual_clause(node: Token) -> bool:
    """Whether a clause stands on its own feet: what bends the clause above does not bend it."""
    if node.dep_ in {"relcl", "appos"}:
        return True
    if node.dep_ == "advcl" and node.tag_ != "VB":
        return any(c.dep_ == "mark" and c.lower_ in FACTUAL_MARKS for c in node.children)
    has_own_subject = any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in node.children)
    return node.dep_ == "acl" and node.tag_ == "VBN" and not has_own_subject


def _is_nobody(subject: Token | None) -> bool:
    """Whether a subject is "no rebels", "neither side" or "none of them"."""
    if subject is None:
        return False
    return subject.lower_ in {"none", "neither", "nobody"} or any(
        c.dep_ in {"det", "preconj", "neg"} and c.lower_ in {"no", "neither", "not"} for c in subject.children
    )


def is_negated(trigger: Token) -> bool:
    """Return whether the trigger is said not to be so ("did not take", "no advance", "no rebels have entered")."""
    if any(_negates(child) for child in trigger.children):
        return True
    if trigger.pos_ == "VERB" and _is_nobody(surface_subject(trigger)):
        return True
    above = trigger.head
    if trigger.dep_ == "xcomp" and above.dep_ == "acomp":  # "will not be able to retake"
        return any(c.dep_ == "neg" for c in above.head.children)
    if trigger.dep_ in {"dobj", "xcomp", "attr", "acomp"} and above != trigger and above.pos_ in {"VERB", "AUX"}:
        words = {c.lower_ for c in above.children}
        is_denied = any(c.dep_ == "neg" and c.lower_ in _cues()["negations"] for c in above.children)
        return is_denied and not words & {"only", "longer"}
    return False


def is_none(thing: Token) -> bool:
    """Return whether a noun is told to be none at all: "has no route", "has neither a road nor a port"."""
    return any(c.dep_ in {"det", "preconj", "neg"} and c.lower_ in {"no", "neither"} for c in thing.children)


def _negates(child: Token) -> bool:
    """Whether a word under a trigger negates it: "not" but not "not only", "no", "no longer"."""
    if child.dep_ == "advmod" and child.lower_ in {"longer", "more"}:
        return bool(child.i) and child.nbor(-1).lower_ in {"no", "any"}
    if child.lower_ not in {"not", "n't", "never", "no", "neither"}:
        return False
    following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
    return child.dep_ in {"neg", "det", "preconj", "advmod"} and following not in {"only", "just", "less"}


def _by_tense(trigger: Token) -> Mood:
    """A pluperfect that is no mere back-shift of reported speech is history."""
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else clause_of(trigger)
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBN" and "had" in helpers and not _is_reported(verb):
        return Mood("background", cue="had")
    return Mood()


def _is_reported(verb: Token) -> bool:
    node = verb
    for _ in range(DEEPEST):
        if node.dep_ == "ccomp":
            return True
        if node.head == node:
            return False
        node = node.head
    return False
