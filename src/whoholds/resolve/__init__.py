"""What words mean: places, sides, voices, and which claims are one voice."""

from whoholds.resolve.denials import OwnDenial, own_denials, take_back_denied
from whoholds.resolve.echoes import echo_key, twins_of
from whoholds.resolve.resolve import assemble, resolve
from whoholds.resolve.toponyms import Toponym, resolve_mentions

__all__ = [
    "OwnDenial",
    "Toponym",
    "assemble",
    "echo_key",
    "own_denials",
    "resolve",
    "resolve_mentions",
    "take_back_denied",
    "twins_of",
]
