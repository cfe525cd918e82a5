"""A register tells whom a mention names, and leaves plain words to their context."""

from datetime import date

import pytest

from whoholds.actors import Actor, Register, Tie
from whoholds.errors import UnknownActor

ON = date(2024, 12, 6)


@pytest.fixture(scope="module")
def register():
    return Register(
        [
            Actor(
                id="syrian-government",
                name="Syrian government",
                kind="state",
                names={"en": ("Syrian Arab Army", "SAA", "Syria")},
                adjectives=("Syrian",),
                people=("Bashar al-Assad", "Bashar Assad", "Assad"),
                capitals=("Damascus",),
                generic=("government forces", "the regime", "the army"),
                is_side=True,
                allied_with=(Tie("russia"),),
                hostile_to=(Tie("hts"),),
            ),
            Actor(
                id="hts",
                name="Hayat Tahrir al-Sham",
                names={"en": ("HTS", "Hay'at Tahrir al-Sham", "Nusra Front")},
                generic=("rebels",),
                is_side=True,
            ),
            Actor(id="sna", name="Syrian National Army", names={"en": ("SNA",)}, generic=("rebels",), is_side=True),
            Actor(id="red-bands", name="Red Bands", part_of=(Tie("hts"),)),
            Actor(
                id="islamic-state",
                name="Islamic State",
                names={"en": ("IS", "ISIS", "ISIL", "Daesh", "so-called Islamic State")},
                hostile_to=(Tie("sdf"), Tie("usa", until=date(2024, 1, 1))),
                is_side=True,
            ),
            Actor(id="sdf", name="Syrian Democratic Forces", names={"en": ("SDF", "Kurdish forces")}, is_side=True),
            Actor(
                id="usa",
                name="United States",
                kind="state",
                names={"en": ("US", "U.S.", "USA", "America")},
                adjectives=("American", "US"),
                capitals=("Washington", "Pentagon"),
            ),
            Actor(
                id="russia",
                name="Russia",
                kind="state",
                names={"en": ("Russian Federation",)},
                adjectives=("Russian",),
                people=("Vladimir Putin", "Putin"),
                capitals=("Moscow", "Kremlin"),
            ),
            Actor(id="turkey", name="Turkey", kind="state", adjectives=("Turkish",), capitals=("Ankara",)),
            Actor(id="iran", name="Iran", kind="state", adjectives=("Iranian",), capitals=("Tehran",)),
        ]
    )


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("HTS", "hts"),
        ("the Syrian army", "syrian-government"),
        ("Syrian government troops", "syrian-government"),
        ("Assad's regime", "syrian-government"),
        ("Bashar Assad's government", "syrian-government"),
        ("Bashar al-Assad\u2019s forces", "syrian-government"),
        ("the government in Damascus", "syrian-government"),
        ("a Syrian military officer", "syrian-government"),
        ("Russian warplanes", "russia"),
        ("the Kremlin", "russia"),
        ("Russia's defence ministry", "russia"),
        ("Turkish forces", "turkey"),
        ("HTS-led rebels", "hts"),
        ("Islamists from Hayat Tahrir al-Sham", "hts"),
        ("forces of Hayat Tahrir al-Sham", "hts"),
        ("fighters with the Nusra Front", "hts"),
        ("a spokesman for the SDF", "sdf"),
        ("US-backed Syrian Democratic Forces", "sdf"),
        ("Kurdish forces", "sdf"),
        ("IS militants", "islamic-state"),
        ("Isis", "islamic-state"),
        ("the so-called Islamic State", "islamic-state"),
        ("US forces in Syria", "usa"),
        ("Pentagon spokesman", "usa"),
        ("U.S. troops", "usa"),
        ("the Russian-backed Syrian army", "syrian-government"),
        ("Turkish-backed SNA fighters", "sna"),
    ],
)
def test_a_mention_names_its_actor(register, words, actor):
    found = register.matches(words)
    assert found
    assert found[0][0] == actor


@pytest.mark.parametrize(
    "words",
    [
        "rebels",
        "Syrian rebels",
        "Syrian refugees",
        "Turkish-backed rebels",
        "Iran-backed militias",
        "anti-Assad fighters",
        "pro-Iranian militias",
        "rebels backed by Turkey",
        "fighters opposed to Assad",
        "is",
        "us",
        "the town",
        "",
        "'s",
        "Assadullah",
    ],
)
def test_what_names_nobody_stays_open(register, words):
    assert register.matches(words) == []


def test_plain_words_are_offered_with_all_they_may_mean(register):
    assert register.generic("the rebels") == ["hts", "sna"]
    assert register.generic("the Regime") == ["syrian-government"]
    assert register.generic("bakers") == []


def test_find_takes_ids_and_names_and_offers_the_nearest(register):
    assert register.find("hts").id == "hts"
    assert register.find("Hay'at Tahrir al-Sham").id == "hts"
    with pytest.raises(UnknownActor, match="hts"):
        register.find("Hayat Tahrir")


def test_sides_friends_and_enemies(register):
    assert register.side_of("red-bands", ON) == "hts"
    assert register.are_friends("syrian-government", "russia", ON)
    assert not register.are_friends("syrian-government", "hts", ON)
    assert register.are_enemies("red-bands", "syrian-government", ON)
    assert not register.are_enemies("usa", "islamic-state", ON)
    assert register.are_enemies("usa", "islamic-state", date(2023, 5, 1))


def test_spellings_name_their_actor(register):
    assert ("Daesh", "islamic-state") in set(register.spellings())
    assert ("Moscow", "russia") in set(register.spellings())
