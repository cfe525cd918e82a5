"""The facts behind each mention and claim, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whoholds.model.annotated import Annotated
from whoholds.telling.annotated.content import Card, Row, spans_of, words_of
from whoholds.telling.annotated.style import word
from whoholds.theatres import Theatre

Fact = Mapping[str, Any]


def cards_of(annotated: Annotated, theatre: Theatre) -> list[Card]:
    """Return the cards of a report's mentions, then of its claims, in their order."""
    voices = _Voices(annotated)
    cards = [
        Card(mention["kind"], _title(mention), tuple(_filled(ROWS[mention["kind"]](mention, theatre, voices))))
        for mention in annotated.mentions
    ]
    claims = [Card("claim", claim["quote"], tuple(_filled(_claim(claim)))) for claim in annotated.claims]
    return cards + claims


def badge_of(claim: Fact) -> str:
    """Return what a claim says in two words: its action and its stance.

    >>> badge_of({"action": "takes", "stance": "claimed"})
    'takes · claimed'
    """
    return f"{_action(claim)} · {claim['stance']}"


def told(words: str, id_: str | None) -> str:
    """Return words with the id that they were resolved to.

    >>> told("Rebels", "hts"), told("Rebels", None)
    ('Rebels (hts)', 'Rebels (not resolved)')
    """
    return f"{words} ({id_ or word('unresolved')})"


def interval(start: str | None, end: str | None) -> str:
    """Return an interval as people are shown it; empty where there is none."""
    return f"{start} to {end}" if start and end else ""


def _filled(rows: Iterator[Row]) -> Iterator[Row]:
    return ((key, text) for key, text in rows if text)


def _title(mention: Fact) -> str:
    return words_of(mention["cue"]) if mention["kind"] == "attribution" else str(mention["text"])


class _Voices:
    """Who says the words at an offset, as far as the report hangs them on a voice."""

    def __init__(self, annotated: Annotated) -> None:
        self._contents = sorted(
            (end - start, start, end, words_of(mention["source"]))
            for mention in annotated.mentions
            if mention["kind"] == "attribution"
            for part, start, end in spans_of(mention)
            if part == "content"
        )

    def at(self, mention: Fact) -> str:
        """Return the voice of the innermost content that holds a mention; empty where none does."""
        start, end = mention["start"], mention["end"]
        held = (voice for _, first, last, voice in self._contents if first <= start and end <= last)
        return next(held, "")


def _place(mention: Fact, theatre: Theatre, voices: _Voices) -> Iterator[Row]:
    place = theatre.gazetteer.get(mention["id"]) if mention["id"] else None
    yield "id", mention["id"] or word("unresolved")
    yield "name", mention.get("name", "")
    yield "country", mention.get("country", "")
    if mention.get("lat") is not None:
        yield "pin", f"{mention['lat']:.2f}, {mention['lon']:.2f}"
    yield "meant", "" if mention.get("literal", True) else word("government")
    yield "origin", place.source if place else ""
    yield "voice", voices.at(mention)


def _actor(mention: Fact, theatre: Theatre, voices: _Voices) -> Iterator[Row]:
    actor = theatre.register.get(mention["id"]) if mention["id"] else None
    yield "id", mention["id"] or word("unresolved")
    yield "name", actor.name if actor else ""
    yield "voice", voices.at(mention)


def _time(mention: Fact, theatre: Theatre, voices: _Voices) -> Iterator[Row]:  # noqa: ARG001 (one shape for all)
    yield "value", mention["value"]
    yield "kind", mention.get("type", "")
    yield "interval", interval(mention.get("from"), mention.get("to"))
    yield "voice", voices.at(mention)


def _attribution(mention: Fact, theatre: Theatre, voices: _Voices) -> Iterator[Row]:  # noqa: ARG001 (as above)
    source, behind = words_of(mention["source"]), mention.get("stands_for", "")
    yield "source", (f"{source} ({behind})" if behind else source) or word("unnamed")
    yield "cue", words_of(mention["cue"])
    yield "content", words_of(mention["content"])
    yield "to", words_of(mention.get("to"))
    yield "stance", mention.get("stance", "")
    yield "confidence", _share(mention)


ROWS = {"place": _place, "actor": _actor, "time": _time, "attribution": _attribution}


def _claim(claim: Fact) -> Iterator[Row]:
    yield "action", _action(claim)
    yield "stance", claim["stance"]
    for key in ("actor", "target", "place", "from"):
        yield key, _party(claim.get(key))
    yield "when", _when(claim.get("when"))
    yield "condition", claim["if"]["quote"] if claim.get("if") else ""
    yield "source", word("quoted_by").join(_party(voice) for voice in claim["said_by"])
    yield "denies", claim.get("denies", "")
    yield "rule", f"{claim['because']['rule']}: “{claim['because']['trigger']}”"
    yield "confidence", _share(claim)
    yield "id", claim.get("id", "")


def _action(claim: Fact) -> str:
    action = str(claim["action"])
    return word("negated").format(action=action) if claim.get("polarity") == "no" else action


def _party(party: Fact | None) -> str:
    if party is None:
        return ""
    relation = party.get("relation", "in")
    return told(party["text"] if relation == "in" else f"{relation}: {party['text']}", party["id"])


def _when(when: Fact | None) -> str:
    if when is None:
        return ""
    span = interval(when["start"], when["end"])
    return f"{when['text']} ({span})" if when["text"] else span


def _share(fact: Fact) -> str:
    return f"{fact['confidence']:.2f}" if "confidence" in fact else ""
