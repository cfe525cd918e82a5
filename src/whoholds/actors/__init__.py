"""The sides: who they are and who sided with whom."""

from whoholds.actors.register import Actor, Register, Tie

__all__ = ["Actor", "Register", "Tie"]
