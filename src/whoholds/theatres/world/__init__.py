"""The world as a theatre."""

from whoholds.theatres.world.loading import load_world

__all__ = ["load_world"]
