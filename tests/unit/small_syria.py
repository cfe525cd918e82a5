"""A small theatre for tests: a few towns of Syria and its sides, typed by hand."""

from datetime import date

from whoholds.actors import Actor, Register, Tie
from whoholds.terrain import Gazetteer, Place
from whoholds.theatres import Outlet, Theatre


def place(place_id, name, *, at, admin1="", **more):
    lat, lon = at
    row = {"kind": "city", "country": "SY", "population": 50_000, **more}
    return Place(id=place_id, name=name, lat=lat, lon=lon, admin1=admin1, **row)


PLACES = (
    place("damascus", "Damascus", at=(33.51, 36.29), admin1="Damascus", kind="capital", population=1_569_000),
    place("homs", "Homs", at=(34.73, 36.71), admin1="Homs", population=775_000),
    place("homs-region", "Homs", at=(34.5, 37.5), admin1="Homs", kind="region", population=0),
    place("hama", "Hama", at=(35.13, 36.75), admin1="Hama", population=460_000),
    place("aleppo", "Aleppo", at=(36.20, 37.16), admin1="Aleppo", population=1_600_000),
    place("idlib", "Idlib", at=(35.93, 36.63), admin1="Idlib"),
    place("palmyra", "Palmyra", at=(34.55, 38.27), admin1="Homs", kind="town", other_names=("Tadmur",)),
    place("daraa", "Daraa", at=(32.62, 36.10), admin1="Daraa", other_names=("Deraa",)),
    place("as-suwayda", "Suwayda", at=(32.71, 36.57), admin1="As-Suwayda", other_names=("As-Suwayda",)),
    place("quneitra", "Quneitra", at=(33.13, 35.82), admin1="Quneitra", kind="town"),
    place("latakia", "Latakia", at=(35.53, 35.79), admin1="Latakia"),
    place("raqqa", "Raqqa", at=(35.95, 39.01), admin1="Raqqa"),
    place("al-tanf", "al-Tanf", at=(33.51, 38.62), admin1="Homs", kind="base", population=0),
    place("kafr-one", "Kafr Zita", at=(35.37, 36.60), admin1="Hama", kind="village", population=0),
    place("kafr-two", "Kafr Zita", at=(35.40, 36.90), admin1="Raqqa", kind="village", population=0),
    place("jordan", "Jordan", at=(31.0, 36.0), kind="country", country="JO"),
    place("syria", "Syria", at=(35.0, 38.0), kind="country"),
)

ACTORS = (
    Actor(
        id="syrian-government", name="Syrian government", kind="state", country="SY", is_side=True,
        names={"en": ("Syrian Arab Army", "SAA")}, adjectives=("Syrian",), people=("Bashar Assad", "Assad"),
        capitals=("Damascus",), generic=("government army", "government forces", "the regime", "the government"),
        allied_with=(Tie("russia"), Tie("iran")),
        hostile_to=(Tie("hts"), Tie("southern-operations-room"), Tie("syrian-free-army"), Tie("islamic-state")),
    ),
    Actor(
        id="hts", name="Hayat Tahrir al-Sham", names={"en": ("HTS",)}, generic=("rebels", "faction", "rebel units"),
        operates_in=("Idlib", "Aleppo", "Hama", "homs"), is_side=True,
    ),
    Actor(
        id="southern-operations-room", name="Southern Operations Room", is_side=True,
        generic=("rebels", "faction", "rebel units", "alliance"),
        operates_in=("Daraa", "As-Suwayda", "Quneitra", "damascus"),
    ),
    Actor(
        id="syrian-free-army", name="Syrian Free Army", generic=("rebels", "faction", "rebel units"), is_side=True,
        operates_in=("al-tanf", "palmyra"),
    ),
    Actor(id="islamic-state", name="Islamic State", names={"en": ("IS", "ISIS")}, is_side=True),
    Actor(id="russia", name="Russia", kind="state", adjectives=("Russian",), capitals=("Moscow",), country="RU"),
    Actor(id="iran", name="Iran", kind="state", adjectives=("Iranian",), capitals=("Tehran",), country="IR"),
    Actor(id="old-front", name="Old Front", names={"en": ("IS",)}, until=2001),
)  # fmt: skip

OUTLETS = {
    "reuters": Outlet(id="reuters", name="Reuters", domain="reuters.com", kind="agency", grade="A"),
    "anadolu": Outlet(id="anadolu", name="Anadolu Agency", names=("Anadolu", "AA"), domain="aa.com.tr"),
    "unian": Outlet(id="unian", name="UNIAN", domain="unian.info"),
}

THEATRE = Theatre(
    id="small-syria", title="Small Syria", countries=("SY",), since=date(2024, 11, 26),
    capitals={"syrian-government": "damascus"}, sides=tuple(a.id for a in ACTORS if a.is_side),
    gazetteer=Gazetteer(PLACES), register=Register(ACTORS), outlets=OUTLETS,
)  # fmt: skip
