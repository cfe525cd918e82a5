"""Statements about routes: "has a way to", "no longer has", "only from", "as long as X is held"."""

from __future__ import annotations

from whoholds.consequences.checked import Checked
from whoholds.consequences.compare import beyond
from whoholds.consequences.ground import Ground
from whoholds.consequences.question import Question
from whoholds.consequences.reach import Reach, reach
from whoholds.consequences.remains import what_remains
from whoholds.consequences.wording import listed, names_of
from whoholds.model import Verdict
from whoholds.terrain import Place


def check_connection(question: Question) -> Checked:
    """Answer whether a way is there, or is not; under its condition, where it has one."""
    place = question.turning_place()
    if place is not None:
        return _under_condition(question, place)
    answer = _reach(question, question.ground)
    verdict = _verdict(question, question.ground, answer)
    return _checked(question, answer, verdict, _statement(question, answer), _because(answer, verdict))


def check_only(question: Question) -> Checked:
    """Answer whether a country is the only neighbour left: it is reached by road, and no other is."""
    own, answer = question.own(), _reach(question, question.ground)
    others = {roads: sorted(beyond(own, roads, "crossing") - {answer.target}) for roads in ("main", "all")}
    verdict: Verdict = "holds"
    if not answer.reachable or others["main"]:
        verdict = "fails"
    elif others["all"] or answer.by == "minor":
        verdict = "partly"
    if others["all"]:
        rest = f"{own.name} also reaches {listed(names_of(own, others['all']))}"
    else:
        rest = "no open crossing to another country can be reached"
    statement = f"{own.name} has a way to no country but {_target_name(question, answer)}"
    return _checked(question, answer, verdict, statement, f"{answer.text}; {rest}")


def _under_condition(question: Question, place: Place) -> Checked:
    """Answer in the picture that the condition makes; what hangs on a held place is asked without it too."""
    side = question.side()
    keeps = question.side_keeps(side)
    ground = question.given(place, side, keeps=keeps)
    answer = _reach(question, ground)
    verdict = _verdict(question, ground, answer)
    because = _because(answer, verdict)
    if keeps and question.says_yes and answer.reachable:
        verdict, because = _as_long_as(question, place, ground, answer, verdict)
    given = f"with {place.name} {'held' if keeps else 'lost'}"
    holder = question.picture.holder(place.id)
    is_so = holder is not None and question.ground.are_friends(side, holder) == keeps
    number = question.ground.network.number[place.id]
    note = "" if is_so else f"; {place.name} is {question.own().why_not(number)} now"
    statement = f"{given}, {_statement(question, answer)}"
    return _checked(question, answer, verdict, statement, f"{given}, {because}{note}", place.id)


def _as_long_as(
    question: Question, place: Place, held: Ground, now: Reach, verdict: Verdict
) -> tuple[Verdict, str]:
    """Return verdict and reason of "there is a way as long as X is held": losing X has to cut the main roads."""
    lost = question.given(place, question.side(), keeps=False)
    then = _reach(question, lost)
    without = f"without {place.name}"
    if not then.reachable:
        return verdict, f"{now.text}; {without} there is none: {then.text}"
    if then.by == now.by:
        return "partly", f"{now.text}; but it does not hang on {place.name}: {without} {then.text}"
    return verdict, f"{now.text}; {without} no main road leads there: {_left(held, lost, then)}"


def _left(held: Ground, lost: Ground, then: Reach) -> str:
    """Return the minor way that is left, beside the main way before."""
    before, after = held.of(then.side), lost.of(then.side)
    spots = [after.network.number[name] for name in then.route]
    ends = [n for n in spots if n in after.members]
    remains = what_remains(before, after, ends[0], ends[-1], before.members - after.members)
    return remains.text if remains else then.text


def _reach(question: Question, ground: Ground) -> Reach:
    """Ask for the way that the statement speaks of."""
    target, start = question.ends()
    return reach(question.theatre, ground.picture, question.side(), target, start, ground=ground)


def _verdict(question: Question, ground: Ground, answer: Reach) -> Verdict:
    """Return the verdict: main roads decide, minor ones make it half true, doubtful ground leaves it open."""
    if answer.reachable and answer.by == "minor":
        return "partly"
    if answer.reachable:
        return "holds" if question.says_yes else "fails"
    doubtful = Ground(question.theatre, ground.picture, ground="any", sway_km=ground.sway_km)
    is_start_known = answer.start is None or ground.picture.standing(answer.start).state != "unknown"
    if not is_start_known or _reach(question, doubtful).reachable:
        return "undecided"
    return "fails" if question.says_yes else "holds"


def _because(answer: Reach, verdict: Verdict) -> str:
    if verdict == "undecided":
        return f"it hangs on contested or unknown ground: {answer.text}"
    return f"no main road leads there; {answer.text}" if answer.by == "minor" else answer.text


def _statement(question: Question, answer: Reach) -> str:
    says = "has a" if question.says_yes else "has no"
    return f"{question.own().name} {says} way to {_target_name(question, answer)}"


def _target_name(question: Question, answer: Reach) -> str:
    place = question.theatre.gazetteer.get(answer.target)
    return place.name if place else question.theatre.register[answer.target].name


def _checked(
    question: Question, answer: Reach, verdict: Verdict, statement: str, because: str, *first: str
) -> Checked:
    places = (*first, *(answer.route if answer.reachable else answer.blocked_by))
    p = answer.p if question.says_yes else 1 - answer.p
    return question.answer(verdict, statement, because, p=p, side=answer.side, target=answer.target, places=places)
