"""Making packs: from gazetteers, road nets and outlines to places and links."""

from whoholds.theatres.making.branches import Branch, branches
from whoholds.theatres.making.contraction import RoadLink, contracted
from whoholds.theatres.making.grid import straight_km
from whoholds.theatres.making.net import Edge, RoadNet
from whoholds.theatres.making.zones import Spot

__all__ = ["Branch", "Edge", "RoadLink", "RoadNet", "Spot", "branches", "contracted", "straight_km"]
