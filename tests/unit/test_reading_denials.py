"""A denial is kept beside the claim that it denies, and points to it."""

import pytest

from whoholds import Extractor, Report, load_theatre


@pytest.fixture(scope="module")
def extractor():
    return Extractor(load_theatre("world"))


def claims_of(extractor, text):
    (told,) = extractor.extract_all([Report(id="r", text=text, outlet="Reuters")])
    return [resolved.claim for resolved in told.claims]


@pytest.mark.parametrize(
    ("text", "claimant", "denier"),
    [
        (
            "Sudan's army says it has recaptured the town of Kutum, but the RSF denies this.",
            "Sudan's army",
            "the RSF",
        ),
        (
            "While the Houthis claimed to have captured Marib, the government denied it.",
            "the Houthis",
            "the government",
        ),
        (
            "The army spokesman rejected the rebels' claim that they had captured Sake.",
            "the rebels'",
            "The army spokesman",
        ),
        (
            "Russia's defence ministry said its forces had taken Vuhledar. Kyiv denied the claim.",
            "Russia's defence ministry",
            "Kyiv",
        ),
        ("The rebels said they captured Sake. This was denied by the army.", "The rebels", "the army"),
        (
            "Residents said that rebels had seized Goma. The army denied that the rebels had seized Goma.",
            "Residents",
            "The army",
        ),
    ],
)
def test_a_denial_points_to_the_claim_of_the_other_voice(extractor, text, claimant, denier):
    claim, denial = claims_of(extractor, text)
    assert (claim.stance, claim.said_by[0].text, claim.denies) == ("claimed", claimant, None)
    assert (denial.stance, denial.said_by[0].text, denial.denies) == ("denied", denier, claim.id)
    assert denial.action == claim.action
    assert denial.place.name == claim.place.name
    assert all(told.said_by[-1].text == "Reuters" for told in (claim, denial))
    assert all(text[told.start : told.end] == told.quote for told in (claim, denial))


def test_a_carrier_of_the_denial_carries_the_claim_too(extractor):
    text = "Witnesses told AFP that the army had rejected the rebels' claim that they had captured Sake."
    claim, denial = claims_of(extractor, text)
    assert [voice.text for voice in claim.said_by] == ["the rebels'", "Witnesses", "AFP", "Reuters"]
    assert [voice.text for voice in denial.said_by] == ["the army", "Witnesses", "AFP", "Reuters"]


def test_a_denial_of_what_nobody_else_says_stands_alone(extractor):
    (denial,) = claims_of(extractor, "The ministry denied that the army had withdrawn from Nawa.")
    assert (denial.stance, denial.denies) == ("denied", None)


def test_who_does_not_deny_leaves_it_open(extractor):
    (claim,) = claims_of(extractor, "The junta did not deny that rebels had captured Lashio.")
    assert claim.stance == "hypothetical"
    assert claim.denies is None


def test_a_voice_does_not_deny_itself(extractor):
    text = "The army said it had captured Kutum. The army later denied that it had captured Kutum."
    assert [claim.denies for claim in claims_of(extractor, text)] == [None, None]
