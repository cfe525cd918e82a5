"""Telling people: the map and the brief, and how much of them goes out."""

from whoholds.telling.brief import BRIEF_SUFFIXES, Brief, BriefInput, compose, write_brief
from whoholds.telling.map import MAP_SUFFIXES, render_map

__all__ = ["BRIEF_SUFFIXES", "MAP_SUFFIXES", "Brief", "BriefInput", "compose", "render_map", "write_brief"]
