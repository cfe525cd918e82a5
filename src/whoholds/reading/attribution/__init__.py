"""Who says what: the voices of a text and the words that hang on each."""

from whoholds.reading.attribution.find import find_attributions
from whoholds.reading.attribution.model import Attribution, Source, Span, marked
from whoholds.reading.attribution.voices import VoiceIndex, voices_at

__all__ = ["Attribution", "Source", "Span", "VoiceIndex", "find_attributions", "marked", "voices_at"]
