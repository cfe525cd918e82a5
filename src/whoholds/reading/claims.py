"""Claims as worded, built from the frames found in a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from whoholds.model import Because, Claim, Mention, PlaceMention, Report, Stance, When
from whoholds.reading.attribution import Attribution, VoiceIndex
from whoholds.reading.blame import VIOLENCE, BlameMatcher
from whoholds.reading.clock import time_of, times_of
from whoholds.reading.conditions import above_condition, is_event_that_would
from whoholds.reading.denials import Denials, link, mend, part
from whoholds.reading.field import Ground
from whoholds.reading.frames import Match
from whoholds.reading.kept import Kept
from whoholds.reading.lending import Lender, Taking, takers
from whoholds.reading.names import Namer
from whoholds.reading.phrases import PlacePhrase, actor_words
from whoholds.reading.reference import Context, Named, listed, points_back
from whoholds.reading.repeats import once
from whoholds.reading.sharing import of_one, shared_kind
from whoholds.reading.stance import Mood, is_none, mood_of
from whoholds.reading.syntax import ancestors, clause_of, lemma_of
from whoholds.reading.times import Timex, running_time
from whoholds.reading.voice import Voices, is_aside, is_judge

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from whoholds.theatres import Theatre

OLD = timedelta(days=31)
"""What ended longer than this before the dateline is history, not the running story."""

REAL = frozenset({"asserted", "claimed", "background"})

ROUTES = frozenset({"connects", "splits"})

TOWNS = frozenset({"capital", "city", "town", "village"})

WILL = frozenset({"will", "would", "'ll"})


@dataclass(slots=True)
class Scene:
    """All that is known of a report before its claims are built; offsets are those of the parsed text."""

    report: Report
    theatre: Theatre
    doc: Doc
    kept: Kept
    published: When | None
    context: Context
    attributions: Sequence[Attribution]
    timexes: Sequence[tuple[int, Timex]]
    all_timexes: Sequence[Timex] = ()
    ground: Ground = field(default_factory=lambda: Ground(is_everywhere=True))


@dataclass(slots=True)
class _Draft:
    """A match on its way to becoming claims."""

    match: Match
    mood: Mood
    sentence: Span
    number: int = 0
    condition: _Draft | None = None
    timex: Timex | None = None
    is_used: bool = False
    claims: list[Claim] = field(default_factory=list)


class ClaimBuilder:
    """Turns frames into claims: stance, voices, time, antecedents and exact words.

    Args:
        scene: the report, parsed.
        matcher: finds the frames.
        namer: the theatre's names.
    """

    def __init__(self, scene: Scene, matcher: BlameMatcher, namer: Namer) -> None:
        self._scene = scene
        self._matcher = matcher
        self._namer = namer
        self._voices = Voices(namer.outlet_kinds, scene.report.outlet or "")
        self._spoken = VoiceIndex(scene.attributions)
        self._denials = Denials(scene.attributions)
        self._is_history = self._voices.kind_of_outlet() == "encyclopaedia"
        self._times: dict[str, When] = {}
        self._route_actor: Mention | None = None
        self._lender = Lender(namer)
        self._dated = {index for index, timex in scene.timexes if timex.when is not None}

    def build(self) -> tuple[list[Claim], dict[str, When]]:
        """Return the claims in the order of the text, and their intervals by claim id."""
        drafts: list[_Draft] = []
        for number, sentence in enumerate(self._scene.doc.sents):
            drafts += self._drafts(sentence, number)
        self._lend_takers(drafts)
        claims: list[Claim] = []
        for draft in drafts:
            if not draft.is_used:
                claims += self._claims(draft)
        kept = link(once(claims))
        ids = {key for claim in kept for key in (claim.id, f"{claim.id}.if")}
        return kept, {key: when for key, when in self._times.items() if key in ids}

    def _lend_takers(self, drafts: list[_Draft]) -> None:
        takings = [draft for draft in drafts if draft.match.frame.action == "takes" and draft.match.places]
        named = [
            Taking(d.match, self._place_name(d.match.places[0]), d.number, d.mood.stance in REAL, self._when(d))
            for d in takings
        ]
        for number, actor in takers(named).items():
            takings[number].match = replace(takings[number].match, actor=actor)

    def _place_name(self, phrase: PlacePhrase) -> str:
        named = None if phrase.name or not phrase.is_definite else self._scene.context.place_for(phrase)
        return (named.words if named is not None else phrase.name).lower()

    def _drafts(self, sentence: Span, number: int) -> list[_Draft]:
        origin = self._scene.kept.origin
        if not self._scene.ground.covers(origin(sentence.start_char), origin(sentence.end_char - 1)):
            return []
        lent = self._lender.lent(self._matcher.match(sentence))
        matches = [m if m.places or "place" not in m.frame.needs else self._matcher.instead(m) or m for m in lent]
        drafts = [_Draft(m, mood_of(m.trigger), sentence, number) for m in matches]
        for draft in drafts:
            draft.timex = time_of(draft.match.trigger, sentence, self._scene.timexes)
        drafts = [draft for draft in drafts if draft.match.places or "place" not in draft.match.frame.needs]
        for draft in drafts:
            if draft.mood.is_condition:
                self._attach_condition(draft, drafts)
        return drafts

    def _attach_condition(self, condition: _Draft, drafts: list[_Draft]) -> None:
        """A condition goes inside the claims that depend on it and tells none of its own.

        An event that would do something ("the fall of the town would ...") is one for routes and splits only.
        """
        is_event = is_event_that_would(condition.match.trigger)
        holder = above_condition(condition.match.trigger)
        if holder is None:
            return
        for draft in drafts:
            if draft is condition or draft.mood.is_condition:
                continue
            if is_event and draft.match.frame.action not in ROUTES:
                continue
            if (
                draft.match.trigger == holder
                or clause_of(draft.match.trigger) == holder
                or holder in ancestors(draft.match.trigger)
            ):
                draft.condition = condition
                condition.is_used = True

    def _claims(self, draft: _Draft) -> list[Claim]:
        match = draft.match
        places: Sequence[PlacePhrase | None] = match.places or (None,)
        drafts = [draft] * len(places)
        if len(match.places) > 1:
            heads = [place.head.i for place in match.places]
            own = times_of(heads, draft.sentence, self._scene.timexes) if heads == sorted(heads) else []
            drafts = [replace(draft, timex=timex) for timex in own] or drafts
        return [
            claim for one, place in zip(drafts, places, strict=True) for claim in self._with_denials(one, place)
        ]

    def _with_denials(self, draft: _Draft, place: PlacePhrase | None) -> Iterator[Claim]:
        """The claim at a place, and the denials of it that other voices add in the same words or elsewhere."""
        claim = self._claim(draft, place)
        yield claim
        if claim.stance not in {"asserted", "claimed", "background"}:
            return
        at = draft.match.trigger.idx
        _, deniers = part(self._spoken.at(at, at + 1))
        if deniers:
            yield self._denial(draft, claim, deniers)
        for denial in self._denials.of(at, at + 1):
            low, high = self._denial_range(denial)
            words = self._scene.report.text[low:high]
            yield self._denial(draft, replace(claim, start=low, end=high, quote=words), [denial], claim.id)

    def _denial(self, draft: _Draft, claim: Claim, deniers: Sequence[Attribution], denied: str = "") -> Claim:
        said_by = self._voices.chain(deniers, self._scene.kept.origin)
        denial = replace(claim, stance="denied", said_by=said_by, denies=denied or claim.id, id="")
        self._note_time(denial.id, draft)
        return denial

    def _denial_range(self, denial: Attribution) -> tuple[int, int]:
        """Where the report denies: from the voice to the cue, or from the cue to the voice."""
        spans = [denial.cue, *([denial.source] if denial.source is not None else [])]
        origin = self._scene.kept.origin
        return origin(min(span.start for span in spans)), origin(max(span.end for span in spans) - 1) + 1

    def _claim(self, draft: _Draft, place: PlacePhrase | None) -> Claim:
        match, scene = draft.match, self._scene
        low, high = self._range(draft, place)
        start, end = scene.kept.origin(low), scene.kept.origin(high - 1) + 1
        voices, deniers = part(self._heard(match.trigger))
        stance = self._stance(draft, voices, deniers)
        claim = Claim(
            report=scene.report.id,
            quote=scene.report.text[start:end],
            start=start,
            end=end,
            action=match.frame.action,
            stance=stance,
            because=Because(match.frame.rule, match.words),
            actor=self._actor(match, voices),
            target=self._party(match.target) if match.target is not None else None,
            place=self._place(place) if place is not None else None,
            origin=self._origin(match, place),
            when=self._time_words(draft.timex),
            polarity="no" if match.frame.polarity == "no" or self._negates(draft) else "yes",
            condition=self._condition(draft),
            said_by=self._said_by(match, voices),
            confidence=self._confidence(match, place),
        )
        self._note_time(claim.id, draft)
        if claim.condition is not None and draft.condition is not None:
            self._note_time(f"{claim.id}.if", draft.condition)
        if match.frame.action in ROUTES and claim.actor is not None:
            self._route_actor = claim.actor
        return claim

    def _heard(self, trigger: Token) -> Sequence[Attribution]:
        """Who speaks a claim; what a wish mentions aside (", which fell in May,") is no part of it."""
        voices = self._spoken.at(trigger.idx, trigger.idx + 1)
        if not voices or not is_aside(trigger):
            return voices
        return [voice for voice in voices if voice.stance_hint not in {"planned", "hypothetical", "assessed"}]

    def _negates(self, draft: _Draft) -> bool:
        if draft.match.frame.action not in ROUTES:
            return False
        thing = draft.match.partner
        return draft.mood.polarity == "no" or (thing is not None and is_none(thing))

    def _stance(self, draft: _Draft, voices: Sequence[Attribution], deniers: Sequence[Attribution]) -> Stance:
        match, mood = draft.match, draft.mood
        own: Stance = mend(mood.stance, mood.cue, voices, deniers)
        if draft.condition is not None and own != "denied":
            own = "hypothetical"
        if match.frame.stance:
            own = match.frame.stance  # type: ignore[assignment]
        elif mood.stance == "denied" and match.frame.action in ROUTES | {"supports"}:
            own = "asserted" if mood.cue in {"not", "no"} else own
        if match.frame.is_negated and own == "denied":
            own = "asserted"
        is_event = match.frame.action in VIOLENCE and not self._is_old(draft.timex)
        if own == "background" and mood.cue == "had" and (is_event or self._is_recent(draft.timex)):
            own = "asserted"
        if own == "asserted" and (self._is_history or self._is_old(draft.timex)):
            own = "background"
        if (
            own == "planned"
            and mood.cue in WILL
            and any(v.source is not None and is_judge(v.source.name) for v in voices)
        ):
            own = "assessed"  # "analysts say that Russia will take it"
        return self._voices.stance(voices, own, is_history=self._is_history)

    def _is_old(self, timex: Timex | None) -> bool:
        """Whether a claim's time ended long before the dateline; what is so "since January" has not ended."""
        published = self._scene.published
        if published is None or timex is None or timex.when is None:
            return False
        is_open = self._scene.report.text[: timex.start].rstrip().lower().endswith("since")
        return not is_open and timex.when.end < published.start - OLD

    def _is_recent(self, timex: Timex | None) -> bool:
        """Whether words of time put a pluperfect ("by nightfall they had taken") into the running story."""
        return (
            self._scene.published is not None
            and timex is not None
            and timex.when is not None
            and not self._is_old(timex)
        )

    def _condition(self, draft: _Draft) -> Claim | None:
        if draft.condition is None:
            return None
        inner = draft.condition
        place = inner.match.places[0] if inner.match.places else None
        inner.condition = None
        claim = self._claim(inner, place)
        return replace(claim, polarity=inner.mood.polarity, stance="hypothetical", id="")

    def _range(self, draft: _Draft, place: PlacePhrase | None) -> tuple[int, int]:
        """The stretch of the parsed text from the first to the last word of the claim, within its sentence."""
        match = draft.match
        tokens = [t for t in (match.trigger, match.actor, match.target, match.partner) if t is not None]
        tokens = [t for t in tokens if draft.sentence.start <= t.i < draft.sentence.end]
        lows = [actor_words(t)[0] if t == match.actor else t.idx for t in tokens]
        highs = [t.idx + len(t) for t in tokens]
        for phrase in (place, place.other if place is not None else None, *match.origins):
            if phrase is not None and draft.sentence.start <= phrase.head.i < draft.sentence.end:
                lows.append(phrase.start)
                highs.append(phrase.end)
        return max(min(lows), draft.sentence.start_char), min(max(highs), draft.sentence.end_char)

    def _actor(self, match: Match, voices: Sequence[Attribution]) -> Mention | None:
        actor = match.actor
        if actor is not None and any(t.lower_ in listed("speaker") for t in (actor, *actor.lefts)):
            return self._speaker(self._party(actor), voices)
        if actor is not None and actor.i not in self._dated:
            return self._party(actor, [place.head for place in match.places])
        return self._route_actor if match.frame.action in ROUTES else None

    def _said_by(self, match: Match, voices: Sequence[Attribution]) -> tuple[Mention, ...]:
        """Who says a claim; whoever "claims control" unquoted says it of itself."""
        said = self._voices.chain(voices, self._scene.kept.origin)
        is_own = match.frame.stance == "claimed" and match.frame.action not in VIOLENCE
        if not is_own or match.actor is None or any(voice.start >= 0 for voice in said):
            return said
        return (self._party(match.actor), *said)

    def _speaker(self, mention: Mention, voices: Sequence[Attribution]) -> Mention:
        """A "we" with the voice that says it."""
        said = self._voices.chain(voices[:1], self._scene.kept.origin)
        if not said or said[0].start < 0:
            return mention
        at = said[0].stands_for_start if said[0].stands_for else said[0].start
        return replace(mention, stands_for=said[0].name.split(",")[0], stands_for_start=at)

    def _party(self, head: Token, places: Sequence[Token] = ()) -> Mention:
        scene = self._scene
        low, high = actor_words(head, places)
        stands_for: str | None = ""
        at = -1
        named = scene.context.actor_for(head)
        if named is not None or points_back(head):
            stands_for, at = self._pointed(named)
        start = scene.kept.origin(low)
        end = scene.kept.origin(high - 1) + 1
        return Mention(scene.report.text[start:end], start, end, stands_for, at)

    def _place(self, phrase: PlacePhrase) -> PlaceMention:
        scene = self._scene
        start, end = scene.kept.origin(phrase.start), scene.kept.origin(phrase.end - 1) + 1
        words = scene.report.text[start:end]
        stands_for, at = self._behind(phrase, words)
        extent = phrase.extent or ("piece" if self._is_in_town(phrase) else "")
        return PlaceMention(words, start, end, stands_for, at, phrase.relation, phrase.distance_km, extent)

    def _is_in_town(self, phrase: PlacePhrase) -> bool:
        """Whether "the airport" points back to the town that it lies in, which is more than it."""
        if phrase.name or phrase.noun_kind != "site" or not phrase.is_definite:
            return False
        named = self._scene.context.place_for(phrase)
        return named is not None and named.place is not None and named.place.kind in TOWNS

    def _origin(self, match: Match, place: PlacePhrase | None) -> PlaceMention | None:
        """Where a movement starts, else the other end of the road or gap that the place is told by."""
        other = match.origins[0] if match.origins else place.other if place is not None else None
        return self._place(other) if other is not None else None

    def _behind(self, phrase: PlacePhrase, words: str) -> tuple[str | None, int]:
        if phrase.name:
            if lemma_of(phrase.head) == "capital" and (capital := self._capital(phrase.name)):
                return capital, -1
            kind = shared_kind(self._scene.report.text, self._scene.kept.origin(phrase.end - 1) + 1)
            name = f"{phrase.name} {kind}" if kind else of_one(phrase.name)
            return ("" if name == words else name), -1
        context = self._scene.context
        return self._pointed(context.place_for(phrase) if phrase.is_definite else context.place_beside(phrase.head))

    def _pointed(self, named: Named | None) -> tuple[str | None, int]:
        """The name behind words, and where it stands; nowhere where only the report as a whole tells it."""
        if named is None:
            return None, -1
        return named.words, self._scene.kept.origin(named.start) if named.start >= 0 else -1

    def _capital(self, name: str) -> str:
        known = self._namer.place(name)
        return self._namer.capital_of(known.country) if known is not None and known.kind == "country" else ""

    def _time_words(self, timex: Timex | None) -> Mention | None:
        return Mention(timex.text, timex.start, timex.end) if timex is not None else None

    def _note_time(self, key: str, draft: _Draft) -> None:
        when = self._when(draft)
        if when is not None:
            self._times[key] = when

    def _when(self, draft: _Draft) -> When | None:
        """When a claim's event took place: by its own words, by whoever tells it, or by the telling so far."""
        return draft.timex.when if draft.timex is not None else self._told_on(draft) or self._running(draft)

    def _told_on(self, draft: _Draft) -> When | None:
        """The day long past on which a voice said that something had happened: it was true by then.

        What was said about the dateline needs none: it is as old as the report.
        """
        if draft.mood.stance not in REAL:
            return None
        at = draft.match.trigger.idx
        for voice in self._spoken.at(at, at + 1):
            cue = next((t for t in draft.sentence if t.idx == voice.cue.start), None)
            timex = time_of(cue, draft.sentence, self._scene.timexes) if cue is not None else None
            if timex is not None and self._is_old(timex):
                return timex.when
        return None

    def _running(self, draft: _Draft) -> When | None:
        """The day that the telling has reached, where the claim's own sentence tells none."""
        if draft.mood.stance not in {"asserted", "claimed", "background"}:
            return None
        scene = self._scene
        at = scene.kept.origin(draft.sentence.start_char)
        old = scene.published.start - OLD if scene.published is not None else None
        return running_time(scene.all_timexes, at, scene.report.text, old)

    def _confidence(self, match: Match, place: PlacePhrase | None) -> float:
        trust = match.frame.confidence
        if place is not None and place.is_lent:
            trust *= 0.75
        if place is not None and not place.is_known:
            trust *= 0.9 if place.name or place.is_definite else 0.75
        return trust * (0.9 if match.actor is None else 1.0)
