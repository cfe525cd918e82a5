"""Text in capitals is read under a twin in the usual case, and told in its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds import Extractor, Report, load_theatre
from whoholds.reading.asides import wire_head, without_asides
from whoholds.reading.casing import Caser


@pytest.fixture(scope="module")
def caser() -> Caser:
    return Caser(load_theatre("world"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_theatre("world"))


CASED = (
    (
        "A CAR BOMB WENT OFF IN MEDELLIN; TEN OF THE GANG CALLED THE VIPERS DIED.  PEDRO VARGAS SAW THE VIPERS.",
        "A car bomb went off in Medellin; ten of the gang called the Vipers died.  Pedro Vargas saw the Vipers.",
    ),
    (
        "THREE GUERRILLAS OF THE ZELDAN PEOPLE'S LIBERATION FRONT [ZPLF] BURNED A BUS NEAR SANTA ROSA ON MONDAY.",
        "Three guerrillas of the Zeldan People's Liberation Front [ZPLF] burned a bus near Santa Rosa on Monday.",
    ),
    (
        "THE PRESIDENT MAY LEAVE PERU ON 4 MAY, COL. QUIROGA SAID.  HE ADDED THAT U.S. TROOPS WERE NOT THERE.",
        "The president may leave Peru on 4 May, Col. Quiroga said.  He added that U.S. troops were not there.",
    ),
    (
        "ULTRARIGHTISTS MACHINEGUNNED THE HOUSE OF CARLOS ARRIAGA, THE COLOMBIAN POLICE REPORTED THIS MORNING.",
        "Ultrarightists machinegunned the house of Carlos Arriaga, the Colombian police reported this morning.",
    ),
)


@pytest.mark.parametrize(("shouted", "usual"), CASED)
def test_names_keep_their_capitals_and_plain_words_lose_them(caser: Caser, shouted: str, usual: str):
    assert caser.twin(shouted) == usual


def test_text_in_the_usual_case_stays_as_it_is(caser: Caser):
    text = "REBELS TAKE TOWN\n\nRebels of the FMLN took a town near San Miguel, the army said on Monday."
    assert caser.twin(text) == text


def test_only_the_paragraphs_in_capitals_are_changed(caser: Caser):
    shouted, usual = CASED[0]
    assert caser.twin(f"The army was silent.\n\n{shouted}\n") == f"The army was silent.\n\n{usual}\n"


@given(st.text(alphabet="ABCDEİßÉǅΣ [].'-\n19", max_size=200))
def test_a_twin_is_as_long_as_its_text(caser: Caser, text: str):
    assert len(caser.twin(text)) == len(text)
    assert (
        len(caser.twin(f"{text} THE ARMY OF İZMİR ATTACKED THE GARRISON OF STRASSE AND LEFT AGAIN."))
        == len(text) + 67
    )


def test_claims_carry_the_words_of_the_text(extractor: Extractor):
    text = (
        "LA PAZ, 3 MAY 90 (RADIO CRUZ) -- [REPORT] [LUIS PRADO] [TEXT] TWO JUDGES WERE KIDNAPPED ON TUESDAY BY "
        "MEMBERS OF THE ZARCO LIBERATION FRONT [ZLF] IN COCHABAMBA DEPARTMENT.\n"
    )
    claims = extractor.extract(Report(text=text, published="1990-05-03")).claims
    told = [claim.to_json() for claim in claims]
    assert [(c["action"], c["stance"]) for c in told] == [("abducts", "asserted")]
    assert told[0]["quote"] == text[told[0]["start"] : told[0]["end"]]
    assert told[0]["actor"]["text"] == "THE ZARCO LIBERATION FRONT"
    assert told[0]["when"]["text"] == "TUESDAY"


def test_places_and_times_of_a_shouted_text_are_annotated(extractor: Extractor):
    text = "GUERRILLAS ATTACKED THE GARRISON OF COCHABAMBA ON TUESDAY, THE BOLIVIAN ARMY REPORTED FROM LA PAZ."
    mentions = list(extractor.annotate(Report(text=text, published="1990-05-03")))
    named = {(m["kind"], m["text"]) for m in mentions if m["kind"] in {"place", "time"}}
    assert named >= {("place", "COCHABAMBA"), ("place", "LA PAZ"), ("time", "TUESDAY")}


def test_a_report_begins_behind_the_head_that_a_monitoring_service_gives_it():
    text = "QUITO, 3 MAY 90 (VOZ) -- [EXCERPTS] POLICE SAID"
    assert text[wire_head(text) :] == "POLICE SAID"
    assert wire_head("Police said that [the text] was forged.") == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The men [words indistinct] left.", "The men left."),
        ("The Hill Front [HF] left.", "The Hill Front left."),
        ("The HF [Hill Liberation Front] left.", "The HF left."),
        ("The [Salvadoran] president left.", "The Salvadoran president left."),
        ("It  began [as received] there", "It began there"),
    ],
)
def test_editors_notes_are_no_part_of_a_sentence(text: str, kept: str):
    assert "".join(text[start:end] for start, end in without_asides(text, 0, len(text))) == kept
