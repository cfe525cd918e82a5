"""Who says a claim, first voice first, and what that makes of its stance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from whoholds.model import Mention, Stance
from whoholds.reading.attribution import Attribution, Source
from whoholds.reading.lexicon import load_yaml
from whoholds.reading.syntax import ancestors

if TYPE_CHECKING:
    from spacy.tokens import Token

OPEN_KINDS = frozenset({"agency", "newspaper", "broadcaster", "encyclopaedia", "magazine", "website"})
"""Outlets that report as fact what they report alone; state media, monitors and officials claim."""


PLAIN_OUTLETS = frozenset(
    (
        "publication",
        "newspaper",
        "agency",
        "newspapers",
        "agencies",
        "station",
        "stations",
        "newscast",
        "correspondent",
    )
)
"""Words for outlets without a name."""


SPEAKING = frozenset(
    (
        *("says", "reports", "writes", "shows", "cites", "thinks", "fears", "warns", "denies", "promises"),
        *("accuses", "quote", "according-to", "claims", "announces"),
    )
)
"""Kinds of attribution in which a voice speaks; orders, wishes and verdicts are told by the report itself."""


def _heard(source: Source, back: Callable[[int], int]) -> Mention:
    """The words for a voice, with those behind a pronoun ("Legesse Tulu" for "He")."""
    start = source.stands_for_start
    at = back(start) if start >= 0 else -1
    return Mention(source.text, back(source.start), back(source.end - 1) + 1, source.stands_for, at)


def _is_denied(attribution: Attribution) -> bool:
    return attribution.kind == "denies" and attribution.stance_hint == "denied"


def is_aside(trigger: Token) -> bool:
    """Return whether an event is told in passing: ", which has been besieged since May"."""
    clause = next((node for node in (trigger, *ancestors(trigger)) if node.dep_ == "relcl"), None)
    if clause is None:
        return False
    opener = clause.left_edge
    return opener.tag_ in {"WDT", "WP", "WP$", "WRB", "IN"} and opener.i > 0 and opener.nbor(-1).text == ","


def is_judge(words: str) -> bool:
    """Return whether a voice only judges what others will do: "analysts", "a Western diplomat"."""
    judges = _judges()
    return any(
        word.strip(",.") in judges or word.strip(",.").removesuffix("s") in judges for word in words.lower().split()
    )


@cache
def _judges() -> frozenset[str]:
    return frozenset(load_yaml("stance.yaml")["judges"])


class Voices:
    """Builds the chain of voices of a claim.

    Args:
        kinds: kinds of outlets by name, which tell an agency from a party.
        outlet: who published the report, in words; empty where unknown.
    """

    def __init__(self, kinds: Mapping[str, str], outlet: str) -> None:
        self._kinds = kinds
        self._outlet = outlet

    def chain(self, spoken: Sequence[Attribution], back: Callable[[int], int]) -> tuple[Mention, ...]:
        """Return who speaks, first voice first, the publisher last; `back` leads to the report's offsets."""
        voices: list[Mention] = []
        for attribution in spoken:
            if self._is_own(attribution):
                continue
            if attribution.source is not None:
                voices.append(_heard(attribution.source, back))
            if attribution.to is not None and self.is_outlet(attribution.to.text):
                voices.append(Mention(attribution.to.text, back(attribution.to.start), back(attribution.to.end)))
        kept = [v for i, v in enumerate(voices) if v.name not in {w.name for w in voices[:i]}]
        if self._outlet and not any(self._same(v.text) for v in kept):
            kept.append(Mention(self._outlet))
        elif self._outlet:
            kept = [v for v in kept if not self._same(v.text)] + [Mention(self._outlet)]
        return tuple(kept)

    def _is_own(self, attribution: Attribution) -> bool:
        """Whether no voice but the outlet's is heard: "we also noted", or what somebody orders, wants or asks."""
        source = attribution.source
        if attribution.kind not in SPEAKING:
            return True
        return source is not None and (source.text.lower() == "we" or self._same(source.name))

    def kind_of_outlet(self) -> str:
        """Return the kind of the publisher: agency, encyclopaedia, ...; empty where it is not known."""
        return self._kind(self._outlet) if self._outlet else ""

    def _same(self, words: str) -> bool:
        return words.lower().removeprefix("the ") == self._outlet.lower().removeprefix("the ")

    def is_outlet(self, words: str) -> bool:
        """Return whether words name a news outlet that reports as fact what it reports."""
        return self._kind(words) in OPEN_KINDS

    def _kind(self, words: str) -> str:
        plain = words.lower().removeprefix("the ").strip()
        if plain in self._kinds:
            return self._kinds[plain]
        tail = plain.split()
        for size in range(min(4, len(tail)), 0, -1):  # "the Turkish agency Anadolu", "news agency AFP"
            for part in (" ".join(tail[-size:]), " ".join(tail[:size])):
                if part in self._kinds and ({"agency", "newspaper", "news"} & set(tail) or size == len(tail)):
                    return self._kinds[part]
        return "agency" if set(tail) & PLAIN_OUTLETS and "state" not in plain else ""

    def stance(self, voices: Sequence[Attribution], own: Stance, *, is_history: bool = False) -> Stance:
        """Return a claim's stance, given its own mood and who says it.

        A party's word makes a plain fact a claim; what somebody only thinks is assessed; what is denied is denied.
        """
        spoken = [a for a in voices if not self._is_own(a)]
        hints = {a.stance_hint for a in spoken if a.kind != "warns"}
        if "denied" in hints and own in {"asserted", "background", "claimed"}:
            return "denied"
        first = next((a for a in spoken if a.source is not None), None)
        if first is not None and _is_denied(first) and own in {"planned", "hypothetical"}:
            return "denied"  # "denied reports that his troops would hand over"
        if own not in {"asserted", "background"}:
            return own
        for hint in ("planned", "hypothetical", "assessed"):
            if hint in hints:
                return hint
        if own == "background" and not is_history:
            return own
        named = [a for a in spoken if a.source is None or not self.is_outlet(a.source.name)]
        named = [a for a in named if a.source is None or not self._same(a.source.name)]
        return "claimed" if named else own
