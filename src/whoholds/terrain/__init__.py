"""The slow ground: places, their names, and the links between them."""

from whoholds.terrain.gazetteer import Candidate, Gazetteer
from whoholds.terrain.links import Grade, Link, LinkKind
from whoholds.terrain.places import EXTENDED, KINDS, Place

__all__ = ["EXTENDED", "KINDS", "Candidate", "Gazetteer", "Grade", "Link", "LinkKind", "Place"]
