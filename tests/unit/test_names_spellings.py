"""Spellings from many wars find their place in the world, and names that are no such place find none."""

import pytest

from whoholds.model import Because, Claim, PlaceMention, Report
from whoholds.resolve import resolve
from whoholds.theatres.world import load_world

SPELLINGS = """
Syria: Homs=homs, Hims=homs, Palmyra=tadmur, Tadmur=tadmur, Daraa=dara, Deraa=dara, Dar'a=dara,
  Suweida=suwayda, As-Suwayda=suwayda, Sweida=suwayda, Quneitra=qunaytirah, Latakia=latakia,
  Tartus=tartus, Tartous=tartus, Aleppo=aleppo, Hama=hamah, Idlib=idlib, Deir ez-Zor=deir-ez-zor,
  Deir Ezzor=deir-ez-zor, Raqqa=raqqa, Manbij=manbij, Afrin=afrin, Qamishli=qamishli,
  Salamiyah=salamiyah, Salamiya=salamiyah, Khan Shaykhun=shaykhun, Khan Sheikhoun=shaykhun, Maarat
  al-Numan=numan, Saraqib=saraqib, Abu Kamal=kamal, Albukamal=kamal
Ukraine: Bakhmut=bakhmut, Artemivsk=bakhmut, Kherson=kherson, Mariupol=mariupol, Kharkiv=kharkiv,
  Kharkov=kharkiv, Kramatorsk=kramatorsk, Sievierodonetsk=donetsk, Severodonetsk=donetsk,
  Lysychansk=lysychansk, Izium=izyum, Izyum=izyum, Melitopol=melitopol, Enerhodar=enerhodar,
  Kupiansk=kupyansk, Kupyansk=kupyansk, Vuhledar=vuhledar, Ugledar=vuhledar
Sudan: El Fasher=el-fasher, Al-Fashir=el-fasher, Omdurman=omdurman, Nyala=nyala, El Obeid=obeid,
  Al-Ubayyid=obeid, Wad Madani=medani, Wad Medani=medani, Port Sudan=port-sudan, El Geneina=geneina,
  Kadugli=kadugli
Ethiopia: Mekelle=mekele, Mek'ele=mekele, Adigrat=adigrat, Axum=aksum, Aksum=aksum,
  Lalibela=lalibela, Dessie=dessie, Kombolcha=kombolcha, Adwa=adwa, Weldiya=weldiya
Somalia: Mogadishu=mogadishu, Kismayo=kismayo, Kismaayo=kismayo, Baidoa=baidoa, Baydhabo=baidoa,
  Beledweyne=weyne, Merca=marka, Marka=marka, Jowhar=jawhar
Myanmar: Lashio=lashio, Myawaddy=myawaddy, Myitkyina=myitkyina, Sittwe=sittwe, Loikaw=loikaw,
  Bhamo=bhamo
Iraq: Mosul=mosul, Fallujah=fallujah, Falluja=fallujah, Ramadi=ramadi, Tikrit=tikrit, Kirkuk=kirkuk,
  Erbil=erbil, Arbil=erbil, Tal Afar=afar, Basra=basra, Samarra=samarra
Afghanistan: Kunduz=kunduz, Kandahar=kandahar, Qandahar=kandahar, Herat=herat, Jalalabad=jalalabad,
  Ghazni=ghazni, Lashkar Gah=lashkar, Mazar-i-Sharif=mazar
"""

CODES = {
    "Syria": "SY", "Ukraine": "UA", "Sudan": "SD", "Ethiopia": "ET", "Somalia": "SO", "Myanmar": "MM",
    "Iraq": "IQ", "Afghanistan": "AF",
}  # fmt: skip

NOT_PLACES = [
    ("Syria", "Zorbalan"),
    ("Syria", "Sarmadovka"),
    ("Syria", "Springfield"),
    ("Syria", "Santa Rosa"),
    ("Ukraine", "Bakhmutabad"),
    ("Ukraine", "Homsk"),
    ("Ukraine", "San Pedro"),
    ("Sudan", "Fasherville"),
    ("Sudan", "Greenville"),
    ("Ethiopia", "Mekelsk"),
    ("Ethiopia", "Lincoln Heights"),
    ("Somalia", "Kismayovka"),
    ("Somalia", "Cedar Falls"),
    ("Myanmar", "Lashiograd"),
    ("Myanmar", "Villanueva"),
    ("Iraq", "Mosulabad Heights"),
    ("Iraq", "Oak Park"),
    ("Afghanistan", "Kunduzov"),
    ("Afghanistan", "Monterrico"),
]


def rows():
    for line in SPELLINGS.replace("\n  ", " ").strip().splitlines():
        country, pairs = line.split(": ", 1)
        for pair in pairs.split(","):
            if pair.strip():
                name, expected = pair.strip().rsplit("=", 1)
                yield country, name, expected


def resolved(country, name):
    text = f"Fighting went on in {country} on Friday. Troops left {name} in the night, people in {country} said."
    report = Report(text=text)
    start = text.index(f" {name} ") + 1
    place = PlaceMention(name, start, start + len(name))
    claim = Claim(report=report.id, quote=text, start=0, end=len(text), action="withdraws", stance="asserted",
                  because=Because("test", "left"), place=place)  # fmt: skip
    (found,) = [j for j in resolve([claim], {}, report, load_world()) if j.role == "place"]
    return found


@pytest.mark.parametrize(("country", "name", "expected"), list(rows()))
def test_a_spelling_finds_its_place(country, name, expected):
    place_id = resolved(country, name).value
    assert place_id
    place = load_world().gazetteer[place_id]
    assert place.country == CODES[country]
    assert expected in place_id


@pytest.mark.parametrize(("country", "name"), NOT_PLACES)
def test_a_name_of_nowhere_near_stays_open(country, name):
    found = resolved(country, name)
    assert found.value is None, found.reason
