"""A small invented theatre with its picture and claims, for the tests of telling."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from whoholds.actors import Actor, Register
from whoholds.model import (
    Because,
    Claim,
    Evidence,
    Finding,
    LinkStanding,
    Mention,
    Party,
    Picture,
    PlaceMention,
    Report,
    ResolvedClaim,
    Standing,
    When,
    Where,
)
from whoholds.terrain import Gazetteer, Link, Place
from whoholds.theatres import BaselineRow, Theatre

HOSTILE = '<script>alert("x")</script> & <b onload=alert(1)>*bold* [link](javascript:alert(2)) ]]>'
ZONE = ZoneInfo("Asia/Damascus")
ON = datetime(2030, 5, 7, 23, 59, 59, tzinfo=ZONE)


def spot(id_: str, name: str, kind: str, lat: float, lon: float, admin1: str, **more: object) -> Place:
    return Place(id=id_, name=name, kind=kind, lat=lat, lon=lon, admin1=admin1, country="XA", **more)


HELD_AT_FIRST = {"alm": "reds", "bree": "reds", "cove": "reds", "edge": "reds", "gap": "blues"}
PLACES = (
    Place(
        id="alm", name="Alm", kind="capital", lat=34.0, lon=36.0, admin1="South", country="XA", population=900_000
    ),
    Place(
        id="bree", name="Bree", kind="city", lat=34.6, lon=36.4, admin1="North", country="XA", population=300_000
    ),
    Place(id="cove", name="Cove", kind="port", lat=34.4, lon=35.4, admin1="North", country="XA", population=50_000),
    Place(id="dun", name="Dun & Sons <i>", kind="town", lat=34.3, lon=36.9, admin1="North", country="XA"),
    Place(
        id="edge", name="Edge", kind="crossing", lat=33.6, lon=36.5, admin1="South", country="XA", to_country="XB"
    ),
    Place(id="farm", name="Farm", kind="village", lat=34.1, lon=36.1, admin1="South", country="XA"),
    Place(id="gap", name="Gap", kind="crossing", lat=34.9, lon=36.7, admin1="North", country="XA", to_country="XB"),
    Place(id="xland", name="Xland", kind="country", lat=33.0, lon=37.0, country="XB"),
    Place(id="open-sea", name="Open Sea", kind="water", lat=34.4, lon=34.0),
)
LINKS = (
    Link(start="alm", end="bree", km=75, road="R1", grade="main", source="by hand"),
    Link(start="bree", end="dun", km=60, road="R2", grade="main", source="by hand"),
    Link(start="alm", end="farm", km=14, source="by hand"),
    Link(start="bree", end="cove", km=95, source="by hand"),
    Link(start="edge", end="xland", km=1, kind="crossing"),
    Link(start="gap", end="xland", km=1, kind="crossing", is_shut=True, since=date(2029, 1, 1)),
    Link(start="cove", end="open-sea", km=20, kind="sea"),
)


def outline(*corners: tuple[float, float], **properties: str) -> dict:
    ring = [list(corner) for corner in (*corners, corners[0])]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def theatre() -> Theatre:
    return Theatre(
        id="invented",
        title="Invented",
        countries=("XA",),
        time_zone=ZONE,
        capitals={"reds": "alm"},
        sides=("reds", "blues"),
        gazetteer=Gazetteer(PLACES),
        links=LINKS,
        register=Register(
            [
                Actor(id="reds", name="the Reds", is_side=True, colour="#b2182b"),
                Actor(id="blues", name="the Blues", is_side=True, colour="#2166ac"),
            ]
        ),
        baseline=tuple(
            BaselineRow(id_, holder, date(2030, 5, 1), "a hand-made row")
            for id_, holder in {
                "alm": "reds",
                "bree": "reds",
                "cove": "reds",
                "edge": "reds",
                "gap": "blues",
            }.items()
        ),
        border={
            "type": "FeatureCollection",
            "features": [
                outline(
                    (35.3, 33.5),
                    (37.2, 33.5),
                    (37.2, 34.6),
                    (36.8, 34.6),
                    (36.8, 35.0),
                    (35.3, 35.0),
                    country="XA",
                    name="Invented",
                ),
                outline((36.8, 34.6), (40, 34.6), (40, 36), (36.8, 36), country="XB", name="Xland"),
            ],
        },
        licence="CC BY 4.0",
        credits=("Places: <b>nobody</b> & co.",),
    )


def picture() -> Picture:
    def held(place: str, holder: str, p: float, **more: object) -> Standing:
        return Standing(place=place, state="held", holder=holder, p=p, odds={holder: p}, since="2030-05-01", **more)

    standings = [
        held("alm", "reds", 0.97, claims=2),
        held("bree", "blues", 0.8, claims=1),
        held("cove", "reds", 0.6),
        held("edge", "reds", 0.95),
        held("farm", "reds", 0.7, inferred=True),
        Standing(
            place="dun", state="contested", p=0.6, odds={"contested": 0.6, "blues": 0.3, "reds": 0.1}, claims=2
        ),
    ]
    return Picture(
        theatre="invented",
        on=ON,
        known_by=ON,
        places={standing.place: standing for standing in standings},
        links={"bree--dun--R2": LinkStanding(link="bree--dun--R2", state="cut", p=0.1)},
    )


def evidence(
    place: str = "bree", actor: str = "blues", quote: str = "The Blues took Bree", day: int = 6, number: int = 0
) -> Evidence:
    spot = next(p for p in PLACES if p.id == place)
    start, end = datetime(2030, 5, day, tzinfo=ZONE), datetime(2030, 5, day + 1, tzinfo=ZONE)
    claim = Claim(
        report=f"r{day}{number}",
        quote=quote,
        start=number,
        end=number + len(quote),
        action="takes",
        stance="claimed",
        because=Because("verb", "took"),
        actor=Mention(actor),
        place=PlaceMention(spot.name),
        said_by=(Mention("A spokesman"), Mention("The Paper")),
    )
    return Evidence(
        claim=ResolvedClaim(
            claim=claim,
            actor=Party(actor, actor),
            place=Where(spot.name, spot.id, spot.name, spot.lat, spot.lon),
            when=When(start, end, "day"),
            said_by=(Party("A spokesman"), Party("The Paper")),
        ),
        published=datetime(2030, 5, day, 12, tzinfo=UTC),
        outlet="The Paper",
        echo=f"e{day}{number}",
    )


def report(item: Evidence, url: str = "https://example.org/a?b=1&c=2") -> Report:
    claim = item.claim.claim
    return Report(id=claim.report, text=claim.quote, outlet="The Paper", url=url, published="2030-05-06")


def finding(text: str = "The Reds lost the way to Xland.", *places: str, **more: object) -> Finding:
    return Finding(kind="border-lost", text=text, places=places or ("bree",), rank=1, **more)
