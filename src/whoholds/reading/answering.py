"""The ways of telling that somebody answers for an act, each a rule on one word of a parsed sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from whoholds.reading.lexicon import load_yaml
from whoholds.reading.stance import is_negated
from whoholds.reading.syntax import (
    direct_object,
    is_passive,
    lemma_of,
    preposition_objects,
    subject,
    surface_subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = frozenset(
    ("no", "nobody", "none", "anyone", "those", "who", "someone", "he", "she", "i", "we", "you", "him", "her")
)
POINTING_ACTS = frozenset({"it", "this", "that", "these", "those", "both", "them", "two", "three", "one", "other"})
"""Words for an act that stand in most sentences: they let none through the gate."""

FOR = ("for", "of", "in", "with", "behind")


class Answer(NamedTuple):
    """Somebody who is said to answer for an act.

    Attributes:
        doer: head of who did it.
        event: head of what was done; None where only the deed's blame is told.
        trigger: the word that says so.
        rule: name of the rule.
        stance: the stance that it gives; empty where the text alone decides.
    """

    doer: Token
    event: Token | None
    trigger: Token
    rule: str
    stance: str = ""


def _claiming(token: Token) -> Iterator[Answer]:
    """X claimed responsibility (for E)."""
    told = words()["claiming"]
    if token.pos_ != "VERB" or lemma_of(token) not in told["verbs"] or is_negated(token):
        return
    thing, who = direct_object(token), subject(token)
    if thing is not None and who is not None and lemma_of(thing) in told["objects"]:
        yield Answer(who, _first(token, thing, FOR), token, "claims-responsibility", "claimed")


def _confessing(token: Token) -> Iterator[Answer]:
    """X confessed to E, admitted E."""
    if token.pos_ != "VERB" or lemma_of(token) not in words()["confessing"] or is_negated(token):
        return
    who = surface_subject(token)
    events = [direct_object(token), *preposition_objects(token, "to")]
    event = next((one for one in events if action_of(one) and one.pos_ == "NOUN"), None)  # type: ignore[union-attr]
    if who is not None and event is not None:
        yield Answer(who, event, token, "claims-responsibility", "claimed")


def _accusing(token: Token) -> Iterator[Answer]:
    """S blamed X (for E), held X responsible (for E); X is suspected of E."""
    told, lemma = words()["accusing"], lemma_of(token)
    stance = next((stance for stance in ("claimed", "assessed") if lemma in told[stance]), "")
    if token.pos_ != "VERB" or not stance:
        return
    who = direct_object(token) or (surface_subject(token) if is_passive(token) else None)
    if who is None or action_of(who) is not None:
        return
    event, is_told = _accused_of(token, who)
    if event is not None and not is_told:
        return  # "accused the rebels of recruiting children"
    if is_told or lemma not in told["needs_event"]:
        yield Answer(who, event, token, "blame", stance)


def _accused_of(token: Token, who: Token) -> tuple[Token | None, bool]:
    """What somebody is accused of, and whether that is told well enough."""
    if lemma_of(token) == "hold":
        bearers = [c for c in token.subtree if c.lower_ in {"responsible", "accountable"} and c.i > token.i]
        return next((_first(token, bearer, FOR) for bearer in bearers), None), bool(bearers)
    event = _first(who, token, words()["accusing"]["prepositions"])
    return event, action_of(event) is not None


def _trying(token: Token) -> Iterator[Answer]:
    """X is put on trial for E, faces trial for E."""
    told = words()["trying"]
    if token.pos_ != "VERB" or lemma_of(token) not in told["verbs"]:
        return
    things = [
        direct_object(token),
        *(end for name in told["prepositions"] for end in preposition_objects(token, name)),
    ]
    trial = next((thing for thing in things if thing is not None and lemma_of(thing) in told["trials"]), None)
    event = _first(token, trial, FOR) if trial is not None else None
    is_put = trial is not None and trial.dep_ == "pobj" and lemma_of(token) in told["putting"]
    who = surface_subject(token) if is_passive(token) or not is_put else direct_object(token)
    if who is not None and who != trial and action_of(event) is not None:
        yield Answer(who, event, token, "blame", "claimed")


def _signing(token: Token) -> Iterator[Answer]:
    """The attackers left pamphlets of X, painted the name of X on a wall."""
    told = words()["signing"]
    if token.pos_ != "VERB" or lemma_of(token) not in told["verbs"] or is_negated(token):
        return
    at_scene = [end for name in ("at", "on", "in") for end in preposition_objects(token, name)]
    who = subject(token)
    is_theirs = who is not None and lemma_of(who) in told["attackers"]
    if not is_theirs and not any(lemma_of(place) in told["scenes"] for place in at_scene):
        return
    thing = direct_object(token) or (surface_subject(token) if is_passive(token) else None)
    signs = [one for one in (thing, *preposition_objects(token, "with")) if one is not None]
    for sign in signs:
        if lemma_of(sign) in told["signs"]:
            yield from (Answer(name, None, token, "signed", "assessed") for name in _signed_by(sign))


def _signed_by(sign: Token) -> Iterator[Token]:
    """Whose sign it is: "pamphlets of X", "signed by X", "slogans praising X"."""
    yield from preposition_objects(sign, "of")
    for verb in sign.rights:
        if verb.dep_ in {"acl", "relcl"}:
            yield from preposition_objects(verb, "by")
            yield from (one for one in verb.rights if one.dep_ in {"dobj", "oprd"})


def _laying(token: Token) -> Iterator[Answer]:
    """S attributed E to X; E is blamed on X."""
    preposition = words()["laying"].get(lemma_of(token), "")
    if token.pos_ != "VERB" or not preposition:
        return
    event = token.head if token.dep_ in {"relcl", "acl"} else direct_object(token)
    if event is None or action_of(event) is None:
        return
    for holder in (token, event):
        for who in preposition_objects(holder, preposition):
            yield Answer(who, event, token, "attribute", "claimed")


def _being_responsible(token: Token) -> Iterator[Answer]:
    """X is responsible for E, was behind E."""
    told, lemma = words()["having_done"], lemma_of(token)
    is_behind = lemma in told["behind"] and token.dep_ in {"prep", "advmod"}
    if not (is_behind or lemma in told["adjectives"]) or is_negated(token) or is_negated(token.head):
        return
    event = next((c for c in token.children if c.dep_ == "pobj"), None) if is_behind else _first(token, token, FOR)
    who = _bearer(token)
    if who is not None and action_of(event) is not None:
        yield Answer(who, event, token, "responsible")


def _taking_part(token: Token) -> Iterator[Answer]:
    """X took part in E, is involved in E; the men involved in E."""
    if token.pos_ != "VERB" or lemma_of(token) not in words()["having_done"]["verbs"] or is_negated(token):
        return
    who = subject(token) or surface_subject(token)
    if is_passive(token):
        who = token.head if token.dep_ in {"acl", "relcl"} else surface_subject(token)
    event = _first(token, token, FOR)
    if who is not None and action_of(event) is not None:
        yield Answer(who, event, token, "responsible", "claimed" if _is_held(who) else "")


def _is_held(who: Token) -> bool:
    """Whether somebody is told to be arrested, sought or tried: "the arrest of the men involved in E"."""
    held = words()["accusing"]
    above = [who.head, who.head.head]
    return any(lemma_of(word) in held["claimed"] or lemma_of(word) in words()["trying"]["trials"] for word in above)


def _work(token: Token) -> Iterator[Answer]:
    """E was the work of X."""
    is_told = token.pos_ == "NOUN" and lemma_of(token) in words()["works"] and token.head.pos_ in {"AUX", "VERB"}
    event = surface_subject(token.head) if is_told else None
    if action_of(event) is not None:
        for who in (*preposition_objects(token, "of"), *preposition_objects(token, "by")):
            yield Answer(who, event, token, "work-of")


def _share(token: Token) -> Iterator[Answer]:
    """X's involvement in E; the participation of X in E."""
    if token.pos_ != "NOUN" or lemma_of(token) not in words()["shares"]:
        return
    event = _first(token, token, ("in", "for"))
    if action_of(event) is not None:
        before = [c for c in token.lefts if c.dep_ in {"poss", "compound", "amod"}]
        for who in (*before, *preposition_objects(token, "of"), *preposition_objects(token, "by")):
            yield Answer(who, event, token, "share-in", "claimed")


def _author(token: Token) -> Iterator[Answer]:
    """X was the author of E; the murderers of V were members of X."""
    told, lemma = words(), lemma_of(token)
    if token.pos_ != "NOUN" or lemma not in told["authors"] or is_negated(token):
        return
    event = _first(token, token, ("of", "in", "behind"))
    if event is None or (action_of(event) is None and lemma not in told["killers"]):
        return
    who = surface_subject(token.head) if token.dep_ == "attr" else None
    if token.dep_ in {"nsubj", "nsubjpass"}:
        who = next((c for c in token.head.children if c.dep_ == "attr"), None)
    if who is not None and lemma_of(who) not in told["authors"] and who.lower_ not in NOBODY:
        yield Answer(who, event, token, "author")


def _committing(token: Token) -> Iterator[Answer]:
    """X carried out E, where no frame of E has found its parts."""
    told = words()["committing"]
    if token.pos_ != "VERB" or lemma_of(token) not in told:
        return
    event, who = _set_off(token) or direct_object(token), subject(token)
    if event is not None and event.pos_ == "NOUN" and who is not None and action_of(event) is not None:
        yield Answer(who, event, token, "commit")


def _set_off(token: Token) -> Token | None:
    """The act before a comma ("the murder of a nurse, carried out by X"), where the parser joins the verbs."""
    above = token.head
    if token.tag_ not in {"VBN", "VBD"} or not token.i or token.nbor(-1).text != "," or above.pos_ != "VERB":
        return None
    return direct_object(above) if is_passive(token) and above.i < token.i else None


RULES: tuple[Callable[[Token], Iterator[Answer]], ...] = (
    _claiming, _confessing, _accusing, _trying, _signing, _laying, _being_responsible, _taking_part, _work, _share,
    _author, _committing,
)  # fmt: skip


def listed(doer: Token) -> Iterator[Token]:
    """Yield somebody, and whoever is listed beside or inside ("four officers, including one colonel, and ...")."""
    yield doer
    for word in doer.subtree:
        is_listed = word.dep_ in {"conj", "appos"} or (word.dep_ == "pobj" and word.head.lower_ == "including")
        if word.i > doer.i and is_listed and word.pos_ in {"NOUN", "PROPN"}:
            yield word


def is_nobody(head: Token | None) -> bool:
    """Return whether words are for nobody in particular: "no group", "those", a single person."""
    if head is None:
        return False
    return head.lower_ in NOBODY or any(c.lower_ in {"no", "neither"} for c in head.lefts)


def _bearer(token: Token) -> Token | None:
    """Who is "responsible": the subject of "is responsible", or the noun before it."""
    above = token.head
    if above.pos_ in {"AUX", "VERB"}:
        return surface_subject(above)
    is_behind = token.dep_ in {"amod", "appos", "acl", "relcl"} and token.i > above.i
    return above if is_behind and above.pos_ in {"NOUN", "PROPN", "PRON"} else None


def _first(node: Token, other: Token, names: Sequence[str]) -> Token | None:
    """The first thing on one of the prepositions of two words, one that is an act before others."""
    ends = [end for holder in (node, other) for name in names for end in preposition_objects(holder, name)]
    ends += [
        deep
        for end in ends
        if lemma_of(end) in words()["through"]
        for name in ("with", "of", "to", "in", "for")
        for deep in preposition_objects(end, name)
    ]
    return next((end for end in ends if action_of(end)), next(iter(ends), None))


def action_of(event: Token | None) -> str | None:
    """Return the action that a word for an act tells; None for any other word."""
    if event is None:
        return None
    return _events().get(lemma_of(event)) or _events().get(event.lower_)


@cache
def words() -> dict[str, Any]:
    """Return the words of `blame.yaml`."""
    return load_yaml("blame.yaml")


@cache
def _events() -> dict[str, str]:
    return {word: action for action, listed_words in words()["events"].items() for word in listed_words}


def asked() -> Iterator[tuple[Iterable[str], list[Iterable[str]]]]:
    """Yield, for the gate, words that can set off a rule with what must stand beside them, a word of each list."""
    told = words()
    accusing, done = told["accusing"], told["having_done"]
    acts = _events().keys() - POINTING_ACTS
    lemmas = {*accusing["claimed"], *accusing["assessed"]}
    yield told["claiming"]["verbs"], [told["claiming"]["objects"]]
    yield lemmas - {*accusing["needs_event"]}, []
    yield ["hold"], [["responsible", "accountable"]]
    yield lemmas & {*accusing["needs_event"]}, [acts]
    yield told["killers"], []
    for lemma, preposition in told["laying"].items():
        yield [lemma], [acts, [preposition]]
    yield told["trying"]["trials"], [acts]
    yield told["confessing"], [acts]
    yield (
        told["signing"]["verbs"],
        [told["signing"]["signs"], [*told["signing"]["attackers"], *told["signing"]["scenes"]]],
    )
    for listed_words in (*done.values(), told["works"], told["authors"], told["shares"], told["committing"]):
        yield listed_words, [acts]


@cache
def triggers() -> frozenset[str]:
    """Return the lemmas that can set off a rule."""
    told = words()
    lists = [told["claiming"]["verbs"], told["accusing"]["claimed"], told["accusing"]["assessed"], told["laying"]]
    lists += [told["trying"]["verbs"], told["signing"]["verbs"], told["confessing"]]
    lists += [*told["having_done"].values(), told["works"], told["authors"], told["shares"], told["committing"]]
    return frozenset(word for listed_words in lists for word in listed_words)
