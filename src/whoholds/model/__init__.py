"""The nouns: report, claim, judgement, time, place, standing, finding."""

from whoholds.model.claim import Because, Claim, Mention, Party, PlaceMention, ResolvedClaim
from whoholds.model.evidence import Evidence
from whoholds.model.judgement import Judgement
from whoholds.model.report import Report
from whoholds.model.standing import Finding, LinkStanding, Picture, Standing, Step
from whoholds.model.vocabulary import Polarity, Precision, Stance, Verdict, effect_of, vocabulary
from whoholds.model.when import When, as_of, day_of, end_of, parse_moment, utc_text, wall
from whoholds.model.where import Where, distance_km

__all__ = [
    "Because",
    "Claim",
    "Evidence",
    "Finding",
    "Judgement",
    "LinkStanding",
    "Mention",
    "Party",
    "Picture",
    "PlaceMention",
    "Polarity",
    "Precision",
    "Report",
    "ResolvedClaim",
    "Stance",
    "Standing",
    "Step",
    "Verdict",
    "When",
    "Where",
    "as_of",
    "day_of",
    "distance_km",
    "effect_of",
    "end_of",
    "parse_moment",
    "utc_text",
    "vocabulary",
    "wall",
]
