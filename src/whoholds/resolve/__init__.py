"""What words mean: places, sides, voices, and which claims are one voice."""

from whoholds.resolve.echoes import echo_key, twins_of
from whoholds.resolve.resolve import assemble, resolve
from whoholds.resolve.toponyms import Toponym, resolve_mentions

__all__ = ["Toponym", "assemble", "echo_key", "resolve", "resolve_mentions", "twins_of"]
