"""Which attribution stands inside the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.attribution.draft import Draft

LOOK_MAX = 8
"""How many open contents are looked at around one cue; deeper nesting is a parsing error."""


def nest(drafts: Sequence[Draft]) -> list[int | None]:
    """Return for every draft the number of the innermost one whose content holds its cue.

    A container is always longer than what it contains, so chains end. Cost: sorting.
    """
    number = {id(draft): i for i, draft in enumerate(drafts)}
    opened: list[int] = []
    inside: list[int | None] = [None] * len(drafts)
    by_start = sorted((d.pieces[0][0], -d.pieces[-1][1], i) for i, d in enumerate(drafts))
    cues = sorted((d.cue_at[0], i) for i, d in enumerate(drafts))
    next_open = 0
    for at, i in cues:
        while next_open < len(by_start) and by_start[next_open][0] <= at:
            opened.append(by_start[next_open][2])
            next_open += 1
        while opened and drafts[opened[-1]].pieces[-1][1] <= at:
            opened.pop()
        inside[i] = _innermost(drafts, opened, at, i)
    relayed = {
        number[id(draft.outer)]: i
        for i, draft in enumerate(drafts)
        if draft.outer is not None and draft.cue.kind == "cites" and id(draft.outer) in number
    }
    for i, draft in enumerate(drafts):
        above = inside[i]
        if draft.outer is not None:
            inside[i] = number.get(id(draft.outer), above)
        elif above in relayed and i not in relayed:
            inside[i] = relayed[above]  # "X said ..., Reuters reported, citing Y": X speaks through Y
    return inside


def _innermost(drafts: Sequence[Draft], opened: Sequence[int], at: int, i: int) -> int | None:
    best: int | None = None
    for j in opened[-LOOK_MAX:]:
        holds = j != i and any(start <= at < end for start, end in drafts[j].pieces)
        if not holds or drafts[j].length <= drafts[i].length or drafts[j].outer is not None:
            continue
        if best is None or drafts[j].length < drafts[best].length:
            best = j
    return best
