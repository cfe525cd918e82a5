"""Telling people: the map and the brief, and how much of them goes out."""

from whoholds.telling.brief import BRIEF_SUFFIXES, Brief, compose, write_brief
from whoholds.telling.discretion import Discretion, discreet
from whoholds.telling.map import MAP_SUFFIXES, render_map
from whoholds.telling.material import BriefInput

__all__ = [
    "BRIEF_SUFFIXES",
    "MAP_SUFFIXES",
    "Brief",
    "BriefInput",
    "Discretion",
    "compose",
    "discreet",
    "render_map",
    "write_brief",
]
