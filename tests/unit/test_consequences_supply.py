"""Encirclement and supply: since when, how much longer, which pieces; and what of it is news."""

from dataclasses import replace

from small_country import LINKS, PLACES, country, day
from whoholds.consequences import Ground, compare, findings, news, pairs, pieces
from whoholds.consequences.detours import detours
from whoholds.model import Finding, LinkStanding
from whoholds.terrain import Gazetteer, Link, Place


def told(picture, since=None):
    """The picture with every place spoken of, and some with the day since when."""
    days = since or {}
    places = {name: replace(standing, claims=2, since=days.get(name)) for name, standing in picture.places.items()}
    return replace(picture, places=places)


def only(found, kind, side="crown"):
    (finding,) = [one for one in found if (one.kind, one.side) == (kind, side)]
    return finding


def test_a_pocket_is_encircled_since_the_last_of_its_ring_fell():
    picture = told(day(resten="rebels", talla="rebels"), {"resten": "2031-03-02", "talla": "2031-03-05"})
    pocket = only(findings(country(), picture), "encircled")
    assert pocket.data["since"] == "2031-03-05"
    assert pocket.text.endswith(", since 2031-03-05")


def test_a_ring_that_does_not_tell_since_when_leaves_it_open():
    picture = told(day(resten="rebels", talla="rebels"), {"resten": "2031-03-02"})
    pocket = only(findings(country(), picture), "encircled")
    assert pocket.data["since"] is None
    assert "since" not in pocket.text


LONG = [link for link in LINKS if {link.start, link.end} != {"kusa", "talla"}]
LONG.append(Link(start="kusa", end="talla", km=400))


def test_a_way_that_the_ground_makes_much_longer_is_a_detour_past_what_bars_it():
    theatre = country(links=tuple(LONG))
    own = Ground(theatre, told(day(mirna="rebels"))).of("crown")
    (detour,) = detours(own)
    selk = own.network.number["selk"]
    assert detour.goal == selk
    assert (detour.km, detour.direct_km) == (80 + 62 + 400 + 71 + 85, 80 + 80 + 95 + 85)
    finding = only(findings(theatre, told(day(mirna="rebels"))), "detour")
    assert finding.places == ("selk", "mirna")
    assert finding.data["factor"] == 2.05
    assert "698 km, 2.1 times the 340 km by the roads alone, past Mirna (held by the Rebels)" in finding.text


def test_a_way_is_no_detour_where_nobody_has_spoken_of_what_bars_it():
    own = Ground(country(links=tuple(LONG)), day(mirna="rebels")).of("crown")
    assert detours(own) == []


def test_a_way_of_like_length_is_no_detour():
    assert detours(Ground(country(), told(day(mirna="rebels"))).of("crown")) == []


def test_what_a_fall_makes_longer_is_told_beside_the_way_before():
    theatre = country(links=tuple(LONG))
    detour = only(compare(theatre, day(), day(mirna="rebels")), "detour")
    assert detour.data["direct_km"] == 340
    assert "698 km, 2.1 times the 340 km before" in detour.text


def test_pieces_tell_what_they_are_and_whether_a_way_leads_out():
    picture = day(resten="rebels", talla="rebels", mirna="rebels")
    found = {piece.places[0]: piece for piece in pieces(country(), picture, "crown", roads="all")}
    assert {first: piece.kind for first, piece in found.items()} == {
        "orle": "main", "selk": "part", "kusa": "isolated",
    }  # fmt: skip
    assert found["orle"].has_way_out
    assert found["selk"].shores == ("middle-sea", "patria")
    assert not found["kusa"].has_way_out


def test_a_small_group_of_places_is_a_pocket():
    villages = [Place(id=f"v{n}", name=f"V{n}", kind="village", lat=33, lon=36, country="AR") for n in range(30)]
    roads = [Link(start="orle", end=village.id, km=9) for village in villages]
    theatre = country(gazetteer=Gazetteer([*PLACES, *villages]), links=(*LINKS, *roads))
    picture = day(resten="rebels", tavo="rebels", **{village.id: "crown" for village in villages})
    found = {piece.places[0]: piece for piece in pieces(theatre, picture, "crown", roads="all")}
    assert (found["kusa"].kind, found["mirna"].kind) == ("pocket", "isolated")
    assert found["kusa"].to_json()["kind"] == "pocket"


def test_two_ways_to_the_ports_hang_on_pairs():
    found = pairs(country(), day(), "crown", roads="all")
    both = {frozenset(pair.places): pair for pair in found}
    assert ("port", "selk") in both[frozenset(("mirna", "kusa"))].cuts
    assert frozenset(("mirna", "resten")) not in both
    assert both[frozenset(("mirna", "kusa"))].population == 120_000 + 400_000 + 10_000


def finding(kind, *places, side="crown", **data):
    return Finding(kind=kind, text="", side=side, places=places, rank=1, data=data)


def test_what_was_said_before_is_no_news():
    then = [finding("split", "orle", "selk", roads="main"), finding("encircled", "kusa", "talla")]
    now = [
        finding("split", "orle", "selk", roads="main"),
        finding("split", "orle", "selk", roads="all"),
        finding("encircled", "talla"),
        finding("encircled", "resten"),
        finding("encircled", "talla", side="rebels"),
    ]
    assert news(now, then) == [False, True, False, True, True]


def test_a_border_that_another_crossing_bars_now_is_no_news():
    then = [finding("border-closed", "northland", "northgate")]
    assert news([finding("border-closed", "northland", "selk")], then) == [False]
    assert news([finding("border-closed", "eastland")], then) == [True]


def test_a_siege_that_is_lifted_is_told_as_relief_with_what_opened_the_way():
    besieged, free = day(resten="rebels", talla="rebels", mirna="rebels"), day(talla="rebels", mirna="rebels")
    relieved = only(compare(country(), besieged, free), "relieved")
    assert relieved.places == ("kusa",)
    way = "the Crown in Kusa now has a way to Orle by minor roads, through Resten"
    assert relieved.text == f"No longer encircled: {way} (20,000 people)"
    assert set(only(compare(country(), free, besieged), "encircled").places) == {"kusa"}, "the mirror of it"


def test_a_siege_is_lifted_by_a_way_to_others_who_have_a_way_out():
    relieved = only(compare(country(), day(resten="rebels", talla="rebels"), day(resten="rebels")), "relieved")
    assert relieved.places == ("kusa",)
    assert "a way to Mirna by minor roads, through Talla" in relieved.text


def test_what_had_a_way_out_of_its_own_is_joined_and_not_relieved():
    found = compare(country(), day(mirna="rebels", talla="rebels"), day(mirna="rebels"))
    assert "relieved" not in {finding.kind for finding in found}
    joined = only(found, "joined")
    assert {"selk", "tavo"} <= set(joined.places)
    assert "a way to Orle by minor roads, through Talla" in joined.text


def cut(*links):
    return {link: LinkStanding(link=link, state="cut", p=0) for link in links}


def test_a_pocket_whose_crossing_opens_is_relieved():
    before = day(mirna="rebels", talla="rebels")
    before = before.with_links(cut("middle-sea--selk", "middle-sea--tavo", "patria--selk"))
    gate = LinkStanding(link="northgate--northland", state="open", p=1)
    relieved = only(compare(country(), before, before.with_links({gate.link: gate})), "relieved")
    assert relieved.text.endswith("now have a way over a border or a sea (520,000 people)")


def test_nothing_is_relieved_by_a_place_that_joins_nothing_new():
    kinds = {finding.kind for finding in compare(country(), day(talla="rebels"), day())}
    assert not {"relieved", "joined"} & kinds


def lowland(people):
    """The country with villages on the highway, and a town whose main road leads to Mirna, a minor one to Kusa."""
    lowfield = Place(id="lowfield", name="Lowfield", lat=34.6, lon=36.6, population=people, country="AR")
    villages = [Place(id=f"v{n}", name=f"V{n}", kind="village", lat=33, lon=36, country="AR") for n in range(9)]
    links = [Link(start="orle", end=village.id, km=9, grade="main") for village in villages]
    links += [Link(start="mirna", end="lowfield", km=30, grade="main"), Link(start="kusa", end="lowfield", km=25)]
    held_too = {place.id: "crown" for place in (lowfield, *villages)}
    gazetteer = Gazetteer([*PLACES, lowfield, *villages])
    return country(gazetteer=gazetteer, links=(*LINKS, *links)), day(**held_too)


def test_a_town_whose_only_main_road_is_lost_is_told_with_the_minor_way_left():
    theatre, before = lowland(people=15_000)
    lost = only(compare(theatre, before, before.with_links(cut("lowfield--mirna"))), "main-road-lost")
    assert lost.places == ("lowfield",)
    assert lost.text.startswith(
        "No main road of the Crown joins Lowfield to Orle any more (15,000 people); a minor"
    )
    assert lost.data["remains"][0]["route"] == ["orle", "resten", "kusa", "lowfield"]


def test_of_a_village_that_loses_its_main_road_nothing_is_told():
    theatre, before = lowland(people=9_000)
    found = compare(theatre, before, before.with_links(cut("lowfield--mirna")))
    assert "main-road-lost" not in {finding.kind for finding in found}


def test_what_is_a_split_or_cut_off_is_not_told_as_a_main_road_lost():
    split, cut_off = day(mirna="rebels"), day(resten="rebels", talla="rebels")
    for after in (split, cut_off):
        assert "main-road-lost" not in {finding.kind for finding in compare(country(), day(), after)}
