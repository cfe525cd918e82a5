"""Frames found in a parsed text: trigger, actor, target and places, before stance, voice and time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whoholds.reading.lexicon import irregular
from whoholds.reading.paths import Paths, relation_word
from whoholds.reading.phrases import SIDES, PlacePhrase, PlaceReader
from whoholds.reading.stance import is_compared
from whoholds.reading.syntax import direct_object, is_passive, lemma_of, preposition_objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Span, Token
    from spacy.vocab import Vocab

    from whoholds.reading.lexicon import Frame, Lexicon
    from whoholds.reading.names import Namer

NEARBY = ("on", "near", "in", "outside", "around", "at", "between", *SIDES)
TOGETHER = ("along with", "together with", "besides")
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found at a trigger.

    Attributes:
        frame: the entry of the lexicon.
        trigger: the word that set it off.
        words: the trigger's words, as printed ("taken control").
        actor: head of who acts.
        target: head of whom it is done to.
        places: the places, one claim each.
        origins: the other ends of routes and movements.
    """

    frame: Frame
    trigger: Token
    words: str
    actor: Token | None = None
    target: Token | None = None
    places: tuple[PlacePhrase, ...] = ()
    origins: tuple[PlacePhrase, ...] = ()
    partner: Token | None = None


class FrameMatcher:
    """Finds the frames of a lexicon in parsed sentences.

    Args:
        lexicon: the frames.
        namer: the theatre's names.
    """

    def __init__(self, lexicon: Lexicon, namer: Namer) -> None:
        self._lexicon = lexicon
        self._namer = namer
        self._paths = Paths(namer, lexicon)
        self._places = PlaceReader(namer, lexicon)
        self._known: tuple[frozenset[int], frozenset[int]] | None = None

    def match(self, sentence: Span) -> list[Match]:
        """Return the frames of a sentence in the order of their triggers; a word sets off one at most.

        The cost is linear in the sentence's tokens.
        """
        found: list[Match] = []
        taken: set[int] = set()
        for token in self._triggers(sentence):
            match = next(self._at(token), None)
            if match is None or is_compared(match.trigger):
                continue
            found.append(match)
            if match.partner is not None:
                taken.add(match.partner.i)
        return [m for m in found if m.trigger.i not in taken]

    def _triggers(self, sentence: Span) -> list[Token]:
        """The words that may set off a frame, picked by number: most words need never become a token."""
        forms, lemmas = self._numbers(sentence.doc.vocab)
        return [token for token in sentence if token.lower in forms or token.lemma in lemmas]

    def _numbers(self, vocab: Vocab) -> tuple[frozenset[int], frozenset[int]]:
        """The lexicon's words as spaCy's numbers: as printed, and as lemmas."""
        if self._known is None:
            words = {word for _, word in self._lexicon.by_lemma}
            forms = words | {form for form, lemma in irregular().items() if lemma in words}
            lemmas = words | {word.capitalize() for word in words}
            number = vocab.strings.add
            self._known = frozenset(map(number, forms)), frozenset(map(number, lemmas))
        return self._known

    def _at(self, token: Token) -> Iterator[Match]:
        for pos in _positions(token):
            lemma = _headword(token, pos)
            for frame in self._lexicon.by_lemma.get((pos, lemma), ()):
                words = self._words(token, frame, pos)
                if words is None or not self._fits(token, frame, pos):
                    continue
                match = self._fill(token, frame, words)
                if match is not None:
                    yield match

    def _words(self, token: Token, frame: Frame, pos: str) -> str | None:
        """The trigger's words if the entry's particle is there; None where the entry does not apply."""
        lemma = _headword(token, pos)
        entries = [w for w in frame.words[pos] if w.split()[0] == lemma]  # type: ignore[index]
        for entry in sorted(entries, key=len, reverse=True):
            first, _, rest = entry.partition(" ")
            if not rest and any(c.dep_ == "prt" for c in token.children) and pos == "verb":
                return None  # "took up a post" is another verb
            if not rest:
                return str(token.text)
            following = [c for c in token.children if c.i > token.i and c.lower_ == rest.split()[0]]
            if first and following:
                return f"{token.text} {rest}"
        return None

    def _fits(self, token: Token, frame: Frame, pos: str) -> bool:
        if pos == "adjective":
            heads = self._paths.follow(token, "head")
            is_about = not frame.object or self._any_of_kind(heads, frame.object)
            return is_about and (not frame.of or self._any_of_kind(preposition_objects(token, "of"), frame.of))
        checks = (
            not frame.under or (token.dep_ == "pobj" and token.head.lower_ in frame.under),
            not frame.modifiers or any(lemma_of(c) in frame.modifiers for c in token.lefts),
            not frame.infinitive or any(c.lemma_ in frame.infinitive for c in token.children),
            not frame.of or self._any_of_kind(preposition_objects(token, "of"), frame.of),
            not frame.quiet or not _under_words(token, frame.quiet),
            not frame.verbs_above or _under_words(token, frame.verbs_above),
            not frame.is_passive or is_passive(token),
            not frame.is_plain or not any(c.dep_ in {"oprd", "xcomp", "ccomp", "acomp"} for c in token.children),
            not frame.is_main or token.dep_ not in {"relcl", "acl"},
            not frame.is_negated or _is_negated(token, frame.marks),
            self._has_prep(token, frame),
            not self._is_barred(token, frame, pos),
        )
        if not all(checks):
            return False
        if pos == "noun":
            return True
        thing = direct_object(token)
        if thing is not None and frame.object_if and not self._argument_fits(thing, frame.object_if):
            return False
        return self._argument_fits(thing, frame.object) and self._subject_fits(token, frame.subject)

    def _has_prep(self, token: Token, frame: Frame) -> bool:
        if not frame.prep or token.lemma_ in frame.is_prep_optional:
            return True
        for name, heads in frame.prep.items():
            ends = preposition_objects(token, name)
            holder = direct_object(token)
            if holder is not None:
                ends += preposition_objects(holder, name)
            if any("<any>" in heads or lemma_of(h) in heads for h in ends):
                return True
        return False

    def _is_barred(self, token: Token, frame: Frame, pos: str) -> bool:
        if not frame.bar:
            return False
        ends = preposition_objects(token, "of") if pos == "noun" else []
        ends += [c for c in token.lefts if c.dep_ in {"compound", "amod"}] if pos == "noun" else []
        if pos == "verb" and (thing := direct_object(token)) is not None:
            ends.append(thing)
        return any(self._is_a(end, frame.bar) and not self._names_place(end) for end in ends)

    def _names_place(self, head: Token) -> bool:
        return self._namer.is_name(head) and self._namer.place(self._namer.text(head)) is not None

    def _argument_fits(self, head: Token | None, wanted: frozenset[str]) -> bool:
        if not wanted:
            return True
        if head is None:
            return False
        counted = (
            preposition_objects(head, "of") if head.pos_ in {"NUM", "PRON", "ADJ"} or self._is_portion(head) else []
        )
        return any(self._is_a(h, wanted) for h in (head, *head.conjuncts, *counted))

    def _is_portion(self, head: Token) -> bool:
        return self._lexicon.of_kind(lemma_of(head), "portion")

    def _subject_fits(self, token: Token, wanted: frozenset[str]) -> bool:
        if not wanted:
            return True
        who = subject(token)
        if who is None:
            return "<force>" in wanted or "<not-people>" in wanted
        return self._is_a(who, wanted)

    def _any_of_kind(self, heads: Iterable[Token], wanted: frozenset[str]) -> bool:
        return any(self._is_a(head, wanted) for head in heads)

    def _is_a(self, head: Token, wanted: frozenset[str]) -> bool:
        lemma = lemma_of(head)
        if lemma in wanted:
            return True
        return any(self._is_kind(head, lemma, kind[1:-1]) for kind in wanted if kind.startswith("<"))

    def _is_kind(self, head: Token, lemma: str, kind: str) -> bool:
        lexicon = self._lexicon
        match kind:
            case "any":
                return True
            case "fighters":
                return not lexicon.of_kind(lemma, "civilians") and not lexicon.of_kind(lemma, "weapon")
            case "not-people":
                return not lexicon.of_kind(lemma, "civilians")
            case "force":
                return self._can_act(head, lemma)
            case "actor":
                return self._paths.is_actor(head) or (self._can_act(head, lemma) and head.pos_ == "PROPN")
            case "country":
                place = self._namer.place(self._namer.text(head)) if self._namer.is_name(head) else None
                return place is not None and place.kind == "country"
            case _:
                return lexicon.of_kind(lemma, kind)

    def _can_act(self, head: Token, lemma: str) -> bool:
        if head.lower_ == "it":  # "the army said it had left"
            return head.head.dep_ == "ccomp"
        if head.pos_ == "PRON":
            return head.lower_ not in {"it", "there", "i", "you", "everyone", "someone"}
        if lemma == "man":  # "armed men", "our men"
            return any(c.lower_ == "armed" or c.dep_ == "poss" for c in head.lefts)
        if self._lexicon.of_kind(lemma, "weapon"):
            return bool(self._paths.follow(head, "modifier") or self._paths.follow(head, "poss"))
        return self._lexicon.of_kind(lemma, "force") or head.pos_ == "PROPN" or self._namer.is_name(head)

    def _fill(self, token: Token, frame: Frame, words: str) -> Match | None:
        actor = self._first(token, frame.paths.get("actor", ()), self._is_party)
        target = self._first(token, frame.paths.get("target", ()), self._is_target)
        places = self._all_places(token, frame, "place")
        origins = self._all_places(token, frame, "origin")
        if actor is not None and target == actor:
            target = None
        filled = {
            "actor": actor is not None,
            "target": target is not None,
            "place": bool(places),
            "origin": bool(origins),
        }
        needed = set(frame.needs) - ({"place"} if frame.has_focus and _is_told(token, actor) else set())
        if not all(filled[role] for role in needed):
            return None
        if frame.needs_any and not any(filled[role] for role in frame.needs_any):
            return None
        partner = self._partner(token, frame)
        if partner is not None:
            words = f"{words} {partner.text}"
        return Match(frame, token, words, actor, target, tuple(places), tuple(origins), partner)

    def _partner(self, token: Token, frame: Frame) -> Token | None:
        """The noun that the verb takes its meaning from, which then tells no claim of its own."""
        thing = direct_object(token) if frame.object else None
        if thing is None or token.pos_ != "VERB":
            return None
        return thing if thing.lemma_.lower() in frame.object or "<attack>" in frame.object else None

    def _is_party(self, head: Token) -> bool:
        lemma = lemma_of(head)
        if lemma in self._lexicon.place_kind and not self._lexicon.of_kind(lemma, "force"):
            return False
        is_nationality = head.pos_ == "ADJ" and head.text[:1].isupper() and head.i != head.sent.start
        return self._can_act(head, lemma) or is_nationality or head.lower_ in {"it", "its"}

    def _is_target(self, head: Token) -> bool:
        lemma = lemma_of(head)
        return (
            self._lexicon.of_kind(lemma, "force")
            or self._paths.is_actor(head)
            or self._lexicon.of_kind(lemma, "people")
        )

    def _first(self, token: Token, paths: Iterable[str], is_fit: Callable[[Token], bool]) -> Token | None:
        return next((head for path in paths for head in self._paths.follow(token, path) if is_fit(head)), None)

    def _all_places(self, token: Token, frame: Frame, role: str) -> list[PlacePhrase]:
        for path in frame.paths.get(role, ()):
            found = [
                phrase
                for head in self._paths.follow(token, path)
                for phrase in self._places.read(head, self._relation(head, path, frame))
            ]
            kept = [p for p in found if self._is_kept(token, frame, p)]
            if kept and role == "place":
                beside = self._beside(token, frame, kept[0].relation)
                listed = [] if _among(token) else kept
                return [self._narrowed(token, p) for p in listed] + beside
            if kept:
                return kept[:1]
        return []

    def _is_kept(self, token: Token, frame: Frame, phrase: PlacePhrase) -> bool:
        if not frame.takes_bare and token.dep_ == "acl" and not phrase.name:
            return False
        if not frame.is_sure or phrase.is_plain or (phrase.is_definite and not phrase.name):
            return True
        # A name that no gazetteer knows is still a place where a force is told to take, hold or leave it.
        is_acronym = phrase.name[1:2].isupper() or phrase.name.isupper()
        return bool(phrase.name) and not is_acronym and self._is_force(token, frame)

    def _is_force(self, token: Token, frame: Frame) -> bool:
        who = self._first(token, frame.paths.get("actor", ()), self._is_party)
        return who is not None and (self._paths.is_actor(who) or self._lexicon.of_kind(lemma_of(who), "force"))

    def _narrowed(self, token: Token, phrase: PlacePhrase) -> PlacePhrase:
        """Give the nameless "last village on its outskirts" the place that it lies at."""
        is_road = phrase.noun_kind == "road" and not phrase.is_known
        if (phrase.name and not is_road) or not phrase.noun_kind or phrase.noun_kind == "country":
            return phrase
        holders = [token, phrase.head] if is_road else [token]
        for holder in holders:
            for name in NEARBY:
                for head in preposition_objects(holder, name):
                    inner = self._nearby(head, name)
                    if inner is not None:
                        return replace(inner, start=min(inner.start, phrase.start), end=max(inner.end, phrase.end))
        return phrase

    def _nearby(self, head: Token, name: str) -> PlacePhrase | None:
        told = name.split(maxsplit=1)[0] if name in SIDES else self._lexicon.prepositions.get(name, "in")
        found = self._places.read(head, "part" if told == "in" else told)
        return next((p for p in found if p.name or (p.is_definite and head.pos_ == "NOUN")), None)

    def _beside(self, token: Token, frame: Frame, relation: str) -> list[PlacePhrase]:
        """Read what is taken beside: "the city along with the settlements"."""
        heads = [h for name in TOGETHER for h in preposition_objects(token, name)] + _among(token)
        carried = direct_object(token) if frame.object else None
        if carried is not None:  # the parser hangs the second place on "control", not on the first place
            heads += [c for c in carried.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
        return [p for head in heads for p in self._places.read(head, relation) if p.is_plain]

    def _relation(self, head: Token, path: str, frame: Frame) -> str:
        if frame.relation:
            return frame.relation
        if path.rpartition(".")[2] in {"subject", "object", "poss", "head", "modifier"}:
            return "in"
        word = relation_word(head)
        return self._lexicon.prepositions.get(word, "in")


def _headword(token: Token, pos: str) -> str:
    """The form under which the lexicon has a word: participles as printed, all else by lemma."""
    as_printed = pos == "adjective" or (pos == "noun" and token.tag_ == "VBG")
    return str(token.lower_) if as_printed else lemma_of(token)


def _positions(token: Token) -> tuple[str, ...]:
    if token.pos_ == "VERB" and token.dep_ == "amod":
        return ("adjective",)  # "the captured town" describes; "the besieged town" tells
    if token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "conj"}:
        return ("noun", "verb")
    if token.pos_ == "VERB":
        return ("adjective", "verb") if token.tag_ in {"VBN", "VBD"} else ("verb",)
    if token.pos_ == "PROPN" and token.i != token.sent.start and token.text[:1].isupper():
        return ()  # "the First Battle of Grozny" is a name, and names tell nothing
    if token.pos_ in {"NOUN", "PROPN"}:
        return ("noun", "verb") if token.tag_ == "VBG" else ("noun",)
    if token.pos_ in {"ADJ", "ADV", "X"}:
        return ("adjective", "verb") if token.lower_.endswith("ed") else ("adjective",)
    if token.pos_ == "AUX" and token.lemma_ in {"be", "have"}:
        return ("verb",)
    return ()


def _is_told(token: Token, actor: Token | None) -> bool:
    """Whether an event without a place may be lent one: somebody is told to act, and nothing bars it.

    "Since the fighting began" tells nothing of a place; a comparison tells nothing at all.
    """
    return actor is not None and not any(c.lower_ in {"alongside", "against"} for c in token.children)


def _among(token: Token) -> list[Token]:
    """The members of "five villages, among them X": what the parser hangs "among them" on, wherever that is."""
    return [
        word.head
        for word in token.sent
        if word.lower_ == "among"
        and word.i > token.i
        and word.head.pos_ == "PROPN"
        and any(c.lower_ in {"them", "which"} for c in word.children)
    ]


def _under_words(token: Token, words: frozenset[str]) -> bool:
    above = token.head
    if token.dep_ == "pobj":
        above = above.head
    return lemma_of(above) in words


def _is_negated(token: Token, marks: frozenset[str]) -> bool:
    """Whether a verb is negated with one of the marks ("no longer")."""
    words = [c for c in token.children if c.dep_ in {"neg", "advmod"}]
    near = {c.lower_ for c in words} | {c.nbor(-1).lower_ for c in words if c.i}
    return bool(near & NEGATIONS) and (not marks or bool(near & marks))


__all__ = ["FrameMatcher", "Match"]
