"""Sentences of war reports and histories whose places, times and doers took more than one word to read."""

from __future__ import annotations

import pytest

from support.cases import extractor
from whoholds.model import Report, ResolvedClaim
from whoholds.reading.sharing import of_one


def claims(text: str, outlet: str = "Wire", published: str = "2015-05-04") -> list[ResolvedClaim]:
    return list(extractor("syria").extract(Report(text=text, outlet=outlet, published=published)).claims)


def history(text: str) -> list[ResolvedClaim]:
    return claims(text, "Wikipedia", "2020-07-15")


def places(found: list[ResolvedClaim], action: str) -> list[str | None]:
    return [claim.place.id for claim in found if claim.claim.action == action and claim.place]


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("Rebels captured 95% of Idlib Governorate.", "most"),
        ("Rebels control almost all of Idlib province.", "most"),
        ("Rebels captured the entirety of Idlib province.", "most"),
        ("Rebels hold 75 per cent of Idlib province.", "much"),
        ("Rebels controlled 40 per cent of Idlib province.", ""),
        ("Rebels captured two villages in Idlib province.", "some"),
        ("Rebels captured a village in Idlib province.", "some"),
        ("The army no longer held any towns in Idlib Governorate.", ""),
        ("The army captured many areas in the city of Homs.", "piece"),
        ("The army captured Palmyra's citadel.", "piece"),
        ("The army captured the town of Palmyra.", ""),
        ("The army withdrew most of its helicopters from Palmyra.", "some"),
        ("The army was redeploying forces from Palmyra to Homs.", "some"),
        ("The army withdrew its troops from Palmyra.", ""),
        ("The army withdrew its forces and equipment from Palmyra.", ""),
    ],
)
def test_how_much_of_a_place_is_meant(text: str, extent: str):
    told = [claim.claim.place.extent for claim in claims(text) if claim.claim.place]
    assert told == [extent]


def test_the_airport_of_a_town_is_a_piece_of_it():
    found = claims("The army attacked Palmyra and captured the air base.")
    (taken,) = (claim for claim in found if claim.claim.action == "takes" and claim.claim.place)
    assert places(found, "takes") == ["palmyra"]
    assert taken.claim.place.extent == "piece"


def test_a_nearby_town_that_is_named_is_itself_meant():
    found = claims("Rebels captured the nearby town of Palmyra.")
    assert [claim.place.relation for claim in found if claim.place] == ["in"]


def test_each_of_two_towns_has_its_own_holder():
    found = claims("The road runs between rebel-held Idlib and government-controlled Aleppo.")
    held = [claim for claim in found if claim.claim.action == "holds"]
    assert [claim.claim.actor.text for claim in held if claim.claim.actor] == ["rebel", "government"]
    assert places(held, "holds") == ["idlib", "aleppo"]


def test_a_region_behind_a_town_tells_only_where_it_lies():
    text = "Rebels captured Nawa, Daraa Governorate and Palmyra, Homs Governorate on Sunday."
    assert "homs-province" not in places(claims(text), "takes")
    assert "palmyra" in places(claims(text), "takes")


def test_a_clause_behind_a_town_in_a_region_is_told_of_the_town():
    found = history("In May 2015 fighters entered Palmyra, a town in Homs Governorate which rebels had captured.")
    assert places(found, "takes") == ["palmyra"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The militia had focused on taking Palmyra.", "planned"),
        ("The operation was aimed at capturing Palmyra.", "planned"),
        ("Palmyra is in danger of being captured by insurgents.", "hypothetical"),
        ("The army officially annexed Palmyra.", "claimed"),
        ("The army annexed Palmyra.", "asserted"),
        ("The army announced the capture of Palmyra.", "claimed"),
    ],
)
def test_what_is_aimed_at_feared_or_proclaimed_has_not_happened_by_that(text: str, stance: str):
    assert [claim.claim.stance for claim in claims(text)] == [stance]


def test_who_left_is_not_named_by_the_town_that_they_left():
    found = history("The retreat of rebel forces from Aleppo began on 3 May 2015.")
    assert [claim.claim.actor.text for claim in found if claim.claim.actor] == ["rebel forces"]


def test_what_was_said_long_ago_counts_from_then():
    found = history("On 7 March 2015, the governor stated that rebels had captured Palmyra.")
    assert [str(c.when.start.date()) for c in found if c.when] == ["2015-03-07"]


def test_what_is_said_next_was_said_the_same_day():
    text = "The army said on 13 March 2015 that it had taken Nawa. The rebels said that they had captured Palmyra."
    assert [str(c.when.start.date()) for c in history(text) if c.when] == ["2015-03-13"] * 2


def test_what_was_said_yesterday_has_no_time_of_its_own_in_the_news():
    found = claims("The governor said on Sunday that rebels had captured Palmyra.")
    assert [c.when for c in found] == [None]


def test_a_day_as_a_heading_dates_the_paragraphs_below_it():
    text = "3 May 2015\nRebels shelled Nawa.\n\nThe army left Palmyra.\n\nAftermath\nThe army captured Homs."
    told = {c.place.id: c.when and str(c.when.start.date()) for c in history(text) if c.place}
    assert told == {"nawa": "2015-05-03", "palmyra": "2015-05-03", "homs": None}


def test_days_without_a_year_that_run_past_the_dateline_lie_in_the_year_before():
    text = "On 7 June the rebels took Nawa. On 10 September the army captured Palmyra."
    assert {c.when.start.year for c in history(text) if c.when} == {2019}


def test_yesterday_in_an_old_speech_is_old():
    text = "The siege ended on 5 May 2015. The mayor said: \u201cYesterday the rebels entered Palmyra.\u201d"
    told = [str(c.when.start.date()) for c in history(text) if c.claim.action == "enters" and c.when]
    assert told == ["2015-05-04"]


def test_a_liberation_is_not_lent_the_one_who_took_the_town_before():
    text = "The militants took control of Palmyra on 3 May 2015. The liberation of Palmyra came on 2 June 2016."
    assert [c.claim.actor and c.claim.actor.text for c in history(text)] == ["The militants", None]


def test_a_retreat_from_a_front_is_none_from_the_town_told_before():
    text = "Rebels captured Nawa on 3 May 2015. In June 2015 the army had retreated from the southern front."
    assert places(history(text), "withdraws") == []


def test_a_flag_is_raised_by_a_noun_too():
    found = claims("The raising of the opposition flag in Palmyra by rebel fighters was shown.")
    assert places(found, "takes") == ["palmyra"]


def test_regions_that_share_a_plural_are_regions():
    found = claims("The army captured Homs, Hama and Aleppo Governorates.")
    assert places(found, "takes") == ["homs-province", "hama-province", "aleppo-province"]
    assert of_one("Aleppo Governorates") == "Aleppo governorate"
    assert of_one("Aleppo") == "Aleppo"
