"""What words mean: places, sides, voices, and which claims are one voice."""

from whoholds.resolve.echoes import echo_key, twins_of
from whoholds.resolve.resolve import assemble, resolve

__all__ = ["assemble", "echo_key", "resolve", "twins_of"]
