"""Statements about territory that falls, or would fall, into parts."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.consequences.checked import Checked
from whoholds.consequences.compare import notable_parts
from whoholds.consequences.doubt import chance_of_route
from whoholds.consequences.ground import Ground
from whoholds.consequences.pieces import Piece
from whoholds.consequences.question import Question
from whoholds.consequences.remains import what_remains
from whoholds.consequences.side import Roads
from whoholds.consequences.wording import counted, listed, piece_name, possessive
from whoholds.model import Verdict


def check_split(question: Question) -> Checked:
    """Answer whether a side's territory falls into parts: under the condition, where there is one, else now."""
    place = question.turning_place()
    side = _whose(question)
    if place is None:
        return _checked(question, side, question.ground, question.ground, "")
    before = question.given(place, side, keeps=True)
    after = question.given(place, side, keeps=False)
    return _checked(question, side, before, after, f"without {place.name}, ")


def _whose(question: Question) -> str:
    """Return whose territory it is: the side named that is not the condition's taker, else the place's holder."""
    condition, place = question.claim.condition, question.turning_place()
    taker = question.side_named(condition) if condition else None
    for target_first in (True, False):
        side = question.side_named(question.claim, target_first=target_first)
        if side is not None and (taker is None or not question.ground.are_friends(side, taker)):
            return side
    holder = question.picture.holder(place.id) if place else None
    return holder or question.side()


def _checked(question: Question, side: str, before: Ground, after: Ground, given: str) -> Checked:
    parts: dict[Roads, list[Piece]] = {
        "main": _new_parts(before, after, side, "main"),
        "all": _new_parts(before, after, side, "all"),
    }
    verdict, because = _verdict(side, before, after, parts)
    if not question.says_yes:
        turned: dict[Verdict, Verdict] = {"holds": "fails", "fails": "holds"}
        verdict = turned.get(verdict, verdict)
    place = question.turning_place()
    shown = parts["all"] if len(parts["all"]) > 1 else parts["main"]
    firsts = [piece.places[0] for piece in shown] if len(shown) > 1 else []
    p = _chance(after, side, firsts)
    name = after.of(side).name
    splits = "falls" if question.says_yes else "does not fall"
    return question.answer(
        verdict,
        f"{given}{possessive(name)} territory {splits} into parts",
        f"{given}{because}",
        p=p if question.says_yes else 1 - p,
        side=side,
        target=place.id if place else None,
        places=([place.id] if place else []) + firsts,
        pieces=[piece.to_json() for piece in shown],
    )


def _new_parts(before: Ground, after: Ground, side: str, roads: Roads) -> list[Piece]:
    """Return the notable parts of what hung together before round the side's first place."""
    own = before.of(side)
    if before is after:
        return notable_parts(own, roads, own.members)
    splits = (notable_parts(after.of(side), roads, whole) for whole in own.parts(roads))
    return max(splits, key=len, default=[])


def _verdict(side: str, before: Ground, after: Ground, parts: dict[Roads, list[Piece]]) -> tuple[Verdict, str]:
    own = after.of(side)
    if len(parts["all"]) > 1:
        return "holds", f"no road joins {_named(after, side, parts['all'])}"
    already = notable_parts(before.of(side), "main", before.of(side).members)
    if len(parts["main"]) < 2 and len(already) > 1:  # noqa: PLR2004 - two parts are a split
        return (
            "fails",
            f"it is in {counted(len(already), 'part')} already on the main roads: {_named(before, side, already)}",
        )
    if len(parts["main"]) < 2:  # noqa: PLR2004 - two parts are a split
        whole = _named(after, side, parts["main"][:1])
        return "fails", f"{possessive(own.name)} territory still hangs together by main roads around {whole}"
    on_main = parts["main"]
    text = f"on the main roads it falls into {counted(len(on_main), 'part')}: {_named(after, side, on_main)}"
    return "partly", f"{text}; {_left(before, after, side, on_main)}"


def _named(ground: Ground, side: str, parts: Sequence[Piece]) -> str:
    return listed(piece_name(ground.of(side), piece) for piece in parts)


def _left(before: Ground, after: Ground, side: str, parts: Sequence[Piece]) -> str:
    old, new = before.of(side), after.of(side)
    start, *goals = (new.network.number[piece.places[0]] for piece in parts)
    lost = old.members - new.members
    ways = (what_remains(old, new, start, goal, lost) for goal in goals)
    return "; ".join(way.text for way in ways if way) or "minor roads still join them"


def _chance(ground: Ground, side: str, firsts: Sequence[str]) -> float:
    """Return the probability that no road joins the first two parts."""
    if len(firsts) < 2:  # noqa: PLR2004 - two parts are a split
        return 0.0
    own = ground.of(side)
    start, goal = (own.network.number[name] for name in firsts[:2])
    return 1 - chance_of_route(own, start, {goal}, roads="main").p
