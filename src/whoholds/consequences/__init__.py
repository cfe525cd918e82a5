"""What follows from a picture: pieces, reach, choke points, suppositions, statements checked."""

from whoholds.consequences.chokepoints import Chokepoint, chokepoints
from whoholds.consequences.ground import SWAY_KM, Choice, Ground, Roads
from whoholds.consequences.pieces import Piece, pieces
from whoholds.consequences.reach import Reach, reach
from whoholds.consequences.suppose import Supposition, suppose, undo

__all__ = [
    "SWAY_KM",
    "Choice",
    "Chokepoint",
    "Ground",
    "Piece",
    "Reach",
    "Roads",
    "Supposition",
    "chokepoints",
    "pieces",
    "reach",
    "suppose",
    "undo",
]
