"""What a time expression is: the words, their TIMEX3 value, and the interval they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whoholds.model.when import When

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """Words of time in a text, with what they mean.

    Attributes:
        start: offset of the first character in the text.
        end: offset after the last; `text` of the report between the two is `text`.
        text: the words.
        type: DATE, TIME, DURATION or SET, as TIMEX3 has them.
        value: TIMEX3 value ("2024-12-06TNI", "P3D", "PRESENT_REF"); what nothing tells is written X.
        when: the interval in the theatre's zone; None where the words name no stretch that can be placed.
        rule: name of the grammar rule that read the words.
        mod: TIMEX3 modifier (START, MID, END, BEFORE, AFTER, APPROX ...), empty where there is none.
        is_anchor: True where a narrative may go on from here: a full date, or one reached from a full date.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    when: When | None
    rule: str
    mod: str = ""
    is_anchor: bool = False
