"""Words of a report become places, sides and voices, or stay open and say so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_syria import THEATRE

from whoholds.actors import Actor, Register, Tie
from whoholds.model import Because, Claim, Mention, PlaceMention, Report, When, distance_km
from whoholds.resolve import assemble, resolve
from whoholds.theatres import load_theatre

BECAUSE = Because("test", "test")


def spot(text, words, kind=Mention, stands_for="", **more):
    start = text.find(words)
    return kind(words, start, start + len(words), stands_for, **more)


def judged(text, *, actor=None, target=None, place=None, voices=(), theatre=THEATRE):
    """Resolve one claim over a text; parts are words of it, or mentions."""
    parts = {"actor": (actor, Mention), "target": (target, Mention), "place": (place, PlaceMention)}
    mentions = {
        role: spot(text, words, kind) if isinstance(words, str) else words for role, (words, kind) in parts.items()
    }
    report = Report(text=text, published="2024-12-07")
    claim = Claim(
        report=report.id, quote=text, start=0, end=len(text), action="takes", stance="asserted",
        because=BECAUSE, said_by=tuple(spot(text, voice) for voice in voices), **mentions,
    )  # fmt: skip
    return claim, {j.role: j for j in resolve([claim], {}, report, theatre)}


def value(judgements, role):
    return judgements[role].value


class TestPlaces:
    def test_a_town_goes_before_its_region(self):
        _, found = judged("HTS took Homs on Friday.", actor="HTS", place="Homs")
        assert value(found, "place") == "homs"
        assert found["place"].runner_up == "homs-region"

    def test_a_word_for_the_kind_decides(self):
        _, found = judged("HTS took most of Homs province.", actor="HTS", place="Homs province")
        assert value(found, "place") == "homs-region"

    @pytest.mark.parametrize(
        ("words", "place"),
        [
            ("Khartoum airport", "khartoum-airport"),
            ("Jebel Aulia air base", "jebel-aulia-base"),
            ("Jebel Aulia dam", "jebel-aulia-dam"),
            ("Khartoum", "khartoum"),
            ("Khartoum city", "khartoum"),
        ],
    )
    def test_an_airport_that_is_called_so_goes_before_its_great_town(self, words, place):
        _, found = judged(f"The RSF took {words}.", place=words, theatre=load_theatre("sudan"))
        assert value(found, "place") == place

    def test_what_a_mention_stands_for_is_looked_up(self):
        mention = PlaceMention("the city", 30, 38, "Tadmur", 2)
        _, found = judged("In Tadmur rebels took hold of the city.", place=mention)
        assert value(found, "place") == "palmyra"

    def test_words_without_a_known_place_stay_open(self):
        _, found = judged("Rebels took the last village.", place=PlaceMention("the last village", 13, 29, None))
        assert value(found, "place") is None
        assert "did not find" in found["place"].reason

    def test_a_name_nobody_knows_stays_open(self):
        _, found = judged("Rebels took Zorbalan.", place="Zorbalan")
        assert value(found, "place") is None

    def test_the_capital_of_a_country_is_found(self):
        _, found = judged("Rebels near the capital of Syria.", place="the capital of Syria")
        assert value(found, "place") == "damascus"

    def test_the_capital_of_a_country_without_one_in_the_theatre_stays_open(self):
        _, found = judged("Rebels near the capital of Peru.", place="the capital of Peru")
        assert value(found, "place") is None

    def test_the_region_beside_a_name_decides_between_namesakes(self):
        _, found = judged("HTS took Kafr Zita, Raqqa.", place="Kafr Zita")
        assert value(found, "place") == "kafr-two"

    def test_the_nearer_namesake_is_meant_where_the_report_names_its_neighbour(self):
        text = "Fighting went on in Hama. Rebels took Kafr Zita."
        report = Report(text=text)
        common = {"report": report.id, "start": 0, "end": 4, "stance": "asserted", "because": BECAUSE}
        claims = [
            Claim(quote="a", action="contests", place=spot(text, "Hama", PlaceMention), **common),
            Claim(quote="b", action="takes", place=spot(text, "Kafr Zita", PlaceMention), **common),
        ]
        places = [j.value for j in resolve(claims, {}, report, THEATRE) if j.role == "place"]
        assert places == ["hama", "kafr-one"]

    def test_namesakes_that_nothing_tells_apart_stay_open(self):
        _, found = judged("Rebels took Kafr Zita.", place="Kafr Zita")
        assert value(found, "place") is None
        assert found["place"].runner_up in {"kafr-one", "kafr-two"}


class TestActors:
    @pytest.mark.parametrize(
        ("words", "place", "actor"),
        [
            ("rebels from another faction", "Palmyra", "syrian-free-army"),
            ("rebels", "Idlib", "hts"),
            ("rebels", "Daraa", "southern-operations-room"),
            ("rebels", "Raqqa", None),
            ("the southern alliance", "Damascus", "southern-operations-room"),
            ("government forces", "Homs", "syrian-government"),
            ("troops", "Homs", "syrian-government"),
            ("the regime", "Raqqa", "syrian-government"),
            ("the Russian air force", "Idlib", "russia"),
            ("bakers", "Idlib", None),
        ],
    )
    def test_plain_words_mean_who_acts_there(self, words, place, actor):
        _, found = judged(f"On Friday {words} moved in {place}.", actor=words, place=place)
        assert value(found, "actor") == actor

    def test_another_faction_is_not_the_one_named_before(self):
        text = "Hayat Tahrir al-Sham is near Homs. Another faction of rebels is near Damascus."
        _, found = judged(text, actor="Another faction of rebels", place="Damascus")
        assert value(found, "actor") == "southern-operations-room"

    def test_the_enemy_of_the_other_party_is_likelier(self):
        _, found = judged("The army fought rebels in Idlib.", actor="The army", target="rebels", place="Idlib")
        assert (value(found, "actor"), value(found, "target")) == ("syrian-government", "hts")

    def test_an_actor_of_another_time_is_passed_over(self):
        _, found = judged("IS took Raqqa.", actor="IS", place="Raqqa")
        assert value(found, "actor") == "islamic-state"

    def test_a_pronoun_without_its_noun_stays_open(self):
        text = "They took Idlib."
        _, found = judged(text, actor=Mention("They", 0, 4, None), place="Idlib")
        assert value(found, "actor") is None

    def test_the_same_words_mean_the_same_where_one_claim_alone_is_unsure(self):
        text = "The southern alliance broke its word. The southern alliance is in Daraa."
        report = Report(text=text, published="2024-12-07")
        common = {"report": report.id, "start": 0, "end": 4, "stance": "asserted", "because": BECAUSE}
        alliance = Mention("The southern alliance", 38, 59)
        claims = [
            Claim(quote="a", action="agrees", actor=Mention("The southern alliance", 0, 21), **common),
            Claim(quote="b", action="holds", actor=alliance, place=spot(text, "Daraa", PlaceMention), **common),
        ]
        actors = [j.value for j in resolve(claims, {}, report, THEATRE) if j.role == "actor"]
        assert actors == ["southern-operations-room"] * 2

    def test_a_larger_actor_is_meant_where_only_its_members_together_are_sure(self):
        register = Register(
            (
                Actor(id="uprising", name="Uprising", generic=("rebels",)),
                Actor(id="one", name="One", generic=("rebels",), part_of=(Tie("uprising"),)),
                Actor(id="two", name="Two", generic=("rebels",), part_of=(Tie("uprising"),)),
            )
        )
        theatre = replace(THEATRE, register=register)
        _, found = judged("On Friday rebels moved in Idlib.", actor="rebels", place="Idlib", theatre=theatre)
        assert value(found, "actor") == "uprising"
        assert "not clear" in found["actor"].reason

    def test_an_army_stands_for_its_side(self):
        army = Actor(id="army", name="Guard Corps", kind="army", part_of=(Tie("syrian-government"),))
        theatre = replace(THEATRE, register=Register((*THEATRE.register, army)))
        _, found = judged("The Guard Corps left Homs.", actor="The Guard Corps", place="Homs", theatre=theatre)
        assert value(found, "actor") == "syrian-government"


class TestVoices:
    def test_the_publication_is_the_outlet_named_last(self):
        text = "Reuters wrote of Idlib. It was quiet, the publication said."
        _, found = judged(text, place="Idlib", voices=["the publication"])
        assert value(found, "voice:0") == "reuters"

    def test_the_publication_is_nobody_where_none_is_named(self):
        _, found = judged("Idlib was quiet, the publication said.", place="Idlib", voices=["the publication"])
        assert value(found, "voice:0") is None

    @pytest.mark.parametrize(
        ("voice", "expected"),
        [
            ("the Turkish agency Anadolu", "anadolu"),
            ("Reuters", "reuters"),
            ("https://www.reuters.com/world/1", "reuters"),
            ("a Syrian military officer", "syrian-government"),
            ("Islamists from Hayat Tahrir al-Sham", "hts"),
            ("a shopkeeper", None),
        ],
    )
    def test_a_voice_is_an_outlet_or_a_side(self, voice, expected):
        _, found = judged(f"{voice} said that Idlib was quiet.", place="Idlib", voices=[voice])
        assert value(found, "voice:0") == expected


def test_the_condition_is_judged_with_its_own_roles_and_put_back():
    text = "If HTS takes Homs, Damascus is cut from Latakia."
    report = Report(text=text)
    inner = Claim(report=report.id, quote="HTS takes Homs", start=3, end=17, action="takes",
                  stance="hypothetical", because=BECAUSE,
                  actor=spot(text, "HTS"), place=spot(text, "Homs", PlaceMention))  # fmt: skip
    claim = Claim(report=report.id, quote="Damascus is cut", start=19, end=34, action="splits",
                  stance="hypothetical", because=BECAUSE, place=spot(text, "Damascus", PlaceMention),
                  origin=spot(text, "Latakia", PlaceMention, relation="from"), condition=inner)  # fmt: skip
    start = datetime(2024, 12, 7, tzinfo=UTC)
    times = {f"{claim.id}.if": When(start, start + timedelta(days=1), "day")}
    found = resolve([claim], times, report, THEATRE)
    assert {j.role: j.value for j in found}["if.place"] == "homs"
    whole = assemble(claim, found, THEATRE, times).to_json()
    assert (whole["place"]["id"], whole["from"]["id"]) == ("damascus", "latakia")
    assert (whole["if"]["actor"]["id"], whole["if"]["place"]["id"]) == ("hts", "homs")
    assert whole["if"]["when"]["start"] == "2024-12-07"


def test_a_told_distance_widens_the_pin():
    mention = PlaceMention("Homs", 0, 4, relation="north", distance_km=15)
    claim, found = judged("Homs", place=mention)
    pin = assemble(claim, list(found.values()), THEATRE).place
    assert (pin.id, pin.relation) == ("homs", "north")
    assert 15 < pin.precision_km < 30


def test_what_lies_between_two_places_is_half_the_way_from_either():
    homs, hama = (PlaceMention(name, 0, 4, relation="between") for name in ("Homs", "Hama"))
    claim, _ = judged("Homs and Hama", place=homs)
    claim = replace(claim, origin=hama, id="")
    found = resolve([claim], {}, Report(text="Homs and Hama"), THEATRE)
    whole = assemble(claim, found, THEATRE)
    half_km = distance_km(whole.place.lat, whole.place.lon, whole.origin.lat, whole.origin.lon) / 2
    assert half_km < whole.place.precision_km < half_km + 10
    alone = assemble(replace(claim, origin=None, id=claim.id), found, THEATRE)
    assert alone.place.precision_km != whole.place.precision_km


def test_every_judgement_tells_method_and_reason():
    text = "Rebels took Kafr Zita, HTS said."
    _, found = judged(text, actor="Rebels", place="Kafr Zita", voices=["HTS"])
    assert set(found) == {"actor", "place", "voice:0"}
    assert all(j.method and j.reason for j in found.values())


class TestWhoseArmy:
    """Plain words for a state mean that of the country where the report plays, never a guest's."""

    WORLD = load_theatre("world")

    def judged(self, text, words):
        return judged(text, actor=words, theatre=self.WORLD)[1]

    def test_the_army_is_that_of_the_report_s_towns(self):
        text = (
            "Turkish troops shelled the road from Hama to Homs. Turkish and Russian jets flew. The army fled Idlib."
        )
        assert value(self.judged(text, "The army"), "actor") == "syrian-government"

    def test_the_side_named_tells_the_country_where_towns_do_not(self):
        text = "Al-Shabaab came, al-Shabaab struck. The US military and US drones watched. Government forces left."
        assert value(self.judged(text, "Government forces"), "actor") == "somalia"

    def test_pro_government_fighters_are_the_state_s(self):
        text = "Pro-government fighters entered Hodeidah. The Houthis still held Sanaa and Mokha."
        assert value(self.judged(text, "Pro-government fighters"), "actor") == "yemen"
