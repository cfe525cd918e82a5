"""What follows from a picture: pieces, reach, choke points, suppositions, statements checked."""

from whoholds.consequences.checked import Checked
from whoholds.consequences.chokepoints import Chokepoint, chokepoints
from whoholds.consequences.compare import compare
from whoholds.consequences.findings import findings
from whoholds.consequences.ground import SWAY_KM, Choice, Ground
from whoholds.consequences.meant import joined, suppositions_of
from whoholds.consequences.news import news
from whoholds.consequences.pairs import Pair, pairs
from whoholds.consequences.pieces import Piece, pieces
from whoholds.consequences.reach import Reach, reach
from whoholds.consequences.side import Roads
from whoholds.consequences.statements import CHECKED_ACTIONS, check_statement, check_statements, is_statement
from whoholds.consequences.suppose import Supposition, echo, suppose, undo
from whoholds.consequences.words import parse_supposition

__all__ = [
    "CHECKED_ACTIONS",
    "SWAY_KM",
    "Checked",
    "Choice",
    "Chokepoint",
    "Ground",
    "Pair",
    "Piece",
    "Reach",
    "Roads",
    "Supposition",
    "check_statement",
    "check_statements",
    "chokepoints",
    "compare",
    "echo",
    "findings",
    "is_statement",
    "joined",
    "news",
    "pairs",
    "parse_supposition",
    "pieces",
    "reach",
    "suppose",
    "suppositions_of",
    "undo",
]
