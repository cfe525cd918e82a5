"""One statement found in a report, word for word, and the same with what its words were judged to mean."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from whoholds.model.vocabulary import Polarity, Stance
from whoholds.model.when import When
from whoholds.model.where import Where


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in a report that name or stand for something.

    Attributes:
        text: the words ("the city", "rebels from another faction").
        start: offset of the words in the report; -1 where nobody wrote them (the outlet, a known office).
        end: offset after them.
        stands_for: the words that the reader found behind them ("Palmyra" for "the city"); empty where
            the words speak for themselves, None where they need something that could not be found.
        stands_for_start: offset of those words; -1 where there are none.
    """

    text: str
    start: int = -1
    end: int = -1
    stands_for: str | None = ""
    stands_for_start: int = -1

    @property
    def name(self) -> str:
        """The words to look up: what the mention stands for, else its own."""
        return self.stands_for or self.text


@dataclass(frozen=True, slots=True)
class PlaceMention(Mention):
    """Words for a place, with how the claim relates to it.

    Attributes:
        relation: a relation of the vocabulary.
        distance_km: "15 km north of": 15; None where no distance is told.
        extent: how much of the place is meant: "piece" for a building, street or ground in it, "some" for some of
            the places of a region, "most" for nearly all of it, "much" for the greater part; empty for the place as
            worded.
    """

    relation: str = "in"
    distance_km: float | None = None
    extent: str = ""


@dataclass(frozen=True, slots=True)
class Because:
    """The rule of the reader that made a claim, and the words that set it off."""

    rule: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who did what, to what, where, when, in what stance, said by whom: as worded.

    Attributes:
        report: id of the report.
        quote: the report's text between `start` and `end`, exactly.
        start: offset of the quote in the report's text, in characters.
        end: offset after it.
        action: an action of the vocabulary.
        stance: a stance of the vocabulary.
        because: rule and trigger.
        actor: who acts.
        target: whom or what it is done to, where that is no place.
        place: where.
        origin: the other end of a movement or route ("from Damascus").
        when: words of time; their reading is a judgement.
        polarity: "no" where the statement is negated without being a denial ("no longer has a route").
        condition: what it depends on ("taking Homs would ..."), itself a claim.
        said_by: voices, first to last; the publisher is last.
        denies: id of the claim that this one denies, where the report holds both.
        confidence: the reader's own, 0 to 1.
    """

    report: str
    quote: str
    start: int
    end: int
    action: str
    stance: Stance
    because: Because
    actor: Mention | None = None
    target: Mention | None = None
    place: PlaceMention | None = None
    origin: PlaceMention | None = None
    when: Mention | None = None
    polarity: Polarity = "yes"
    condition: Claim | None = None
    said_by: tuple[Mention, ...] = ()
    denies: str | None = None
    confidence: float = 1.0
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self._hash())

    def _hash(self) -> str:
        content = [
            self.report, self.start, self.end, self.action, self.stance, self.polarity,
            *(_words(m) for m in (self.actor, self.target, self.place, self.origin, self.when)),
            [_words(voice) for voice in self.said_by],
            self.condition.id if self.condition else None,
            self.because.rule, self.because.trigger,
        ]  # fmt: skip
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return f"c_{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _words(mention: Mention | None) -> list[Any] | None:
    if mention is None:
        return None
    relation = mention.relation if isinstance(mention, PlaceMention) else ""
    return [mention.text, mention.start, relation]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or voice: the words, and the register's id where one is sure.

    Attributes:
        text: the words.
        id: id in the register; None where nobody known is surely meant.
        name: the register's name for it, else the words that plain ones stand for; empty where neither is told.
    """

    text: str
    id: str | None = None
    name: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return text and id, and the name where there is one."""
        line: dict[str, Any] = {"text": self.text, "id": self.id}
        return {**line, "name": self.name} if self.name else line


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedClaim:
    """A claim with what its words were judged to mean, as the contract prints it.

    Attributes:
        claim: the claim as worded.
        actor: the side, where named.
        target: the side or thing acted on, where named.
        place: the pin with relation and precision, where a place is named.
        origin: the other end of a route or movement.
        when: the interval, where the claim or its narrative tells one.
        said_by: voices, first to last.
        condition: the resolved condition, where there is one.
    """

    claim: Claim
    actor: Party | None = None
    target: Party | None = None
    place: Where | None = None
    origin: Where | None = None
    when: When | None = None
    said_by: tuple[Party, ...] = ()
    condition: ResolvedClaim | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the claim as the contract writes it."""
        line = {"id": self.claim.id, "report": self.claim.report, **self.body()}
        if self.claim.denies:
            line["denies"] = self.claim.denies
        return line

    def body(self) -> dict[str, Any]:
        """Return the claim without id and report, the form in which conditions stand inside claims."""
        claim = self.claim
        body: dict[str, Any] = {
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "action": claim.action,
            "actor": self.actor.to_json() if self.actor else None,
            "target": self.target.to_json() if self.target else None,
            "place": self.place.to_json() if self.place else None,
            "when": self.when.to_json() if self.when else None,
            "stance": claim.stance,
            "said_by": [voice.to_json() for voice in self.said_by],
            "because": {"rule": claim.because.rule, "trigger": claim.because.trigger},
            "confidence": round(claim.confidence, 3),
        }
        if claim.polarity == "no":
            body["polarity"] = "no"
        if self.origin:
            body["from"] = self.origin.to_json()
        if self.condition:
            body["if"] = self.condition.body()
        return body
