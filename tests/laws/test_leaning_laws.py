"""Laws of places that lean on each other: by road and by how they lie, one alone is what it is among all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wars import evidence, moment, theatre_of
from whoholds.control import Control, picture

WIDTH = 5
PLACES = [f"p{n}" for n in range(3 * WIDTH)]


def _war():
    """Three rows of villages, the first column another side's; one village lies nowhere, one has no baseline."""
    spots = [
        {"id": id_, "lat": 10 + 0.09 * (n // WIDTH), "lon": 20 + 0.09 * (n % WIDTH)} if n != 8 else {"id": id_}
        for n, id_ in enumerate(PLACES)
    ]
    links = [
        {"start": f"p{n}", "end": f"p{m}", "km": 10 + n % 4}
        for n in range(len(PLACES))
        for m in ([n + 1] * ((n + 1) % WIDTH > 0) + [n + WIDTH] * (n + WIDTH < len(PLACES)))
        if n % 6 != 5
    ]
    baseline = {id_: "blues" if n % WIDTH == 0 else "reds" for n, id_ in enumerate(PLACES) if n != 12}
    region = {"id": "vale", "kind": "region", "name": "Vale"}
    sides = {"reds": {"hostile_to": ["blues"]}, "blues": {"hostile_to": ["reds"]}}
    return {
        "sides": sides, "outlets": {"wire": {"grade": "A"}}, "links": links, "baseline": baseline,
        "places": [region, *({"admin1": "Vale", **spot} for spot in spots)],
    }  # fmt: skip


THEATRE = theatre_of(_war())
ON = moment("2031-03-30")
ROWS = st.fixed_dictionaries(
    {
        "told": st.integers(2, 28).map(lambda day: f"2031-03-{day:02d}T12:00"),
        "action": st.sampled_from(["takes", "takes", "holds", "withdraws", "contests"]),
        "actor": st.sampled_from(["reds", "blues", "blues"]),
        "place": st.sampled_from([*PLACES, "vale"]),
        "by": st.just(["wire"]),
    }
)
WARS = st.lists(ROWS, max_size=7).map(lambda told: [evidence(f"r{n}", **row) for n, row in enumerate(told)])
laws = settings(max_examples=500, deadline=None)


@laws
@given(WARS)
def test_claims_one_by_one_give_the_picture_of_all_at_once_to_the_bit(claims):
    control = Control(THEATRE)
    for claim in claims:
        control.add([claim])
        control.picture(ON)
    assert control.picture(ON) == picture(THEATRE, claims, ON)


@laws
@given(WARS, st.sampled_from(PLACES))
def test_a_place_alone_is_what_it_is_among_all_to_the_bit(claims, place):
    control = Control(THEATRE, claims)
    assert control.standing(place, ON) == picture(THEATRE, claims, ON).standing(place)


@laws
@given(WARS)
def test_who_is_named_is_left_to_what_is_said(claims):
    """No place of which somebody says who has it is inferred."""
    found = picture(THEATRE, claims, ON).places
    named = {claim.claim.place.id for claim in claims if claim.claim.claim.action in {"takes", "holds"}}
    assert not [id_ for id_ in named & found.keys() if found[id_].inferred]
