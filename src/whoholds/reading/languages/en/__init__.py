"""English: frames, nouns, stance, attribution and time, as data."""
