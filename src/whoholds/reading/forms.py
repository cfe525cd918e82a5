"""The forms under which a word of the lexicon stands in a text."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from whoholds.reading.engine import engine
from whoholds.reading.lexicon import irregular

VOWELS = frozenset("aeiou")


@cache
def forms_of(lemma: str) -> frozenset[str]:
    """Return every form that a lemma may have as verb or noun, and some that it has not.

    >>> sorted(forms_of("seize"))
    ['seize', 'seized', 'seizeed', 'seizees', 'seizeing', 'seizes', 'seizing']
    """
    found = {lemma, f"{lemma}s", f"{lemma}es", f"{lemma}d"}
    stems = [lemma, lemma.removesuffix("e")]
    if len(lemma) > 2 and lemma[-1] not in VOWELS and lemma[-2] in VOWELS:  # noqa: PLR2004 - "hit", "hitting"
        stems.append(lemma + lemma[-1])
    found |= {stem + ending for stem in stems for ending in ("ed", "ing")}
    if lemma.endswith("y"):
        found |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    if lemma.endswith("f"):
        found.add(f"{lemma[:-1]}ves")
    if lemma.endswith("man"):
        found.add(f"{lemma[:-3]}men")
    return frozenset(found | _irregular()[lemma])


@cache
def _irregular() -> defaultdict[str, set[str]]:
    """Irregular forms by lemma: ours, and those of the parser's lemmatizer."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in irregular().items():
        forms[lemma].add(form)
    for rule in engine().rules:
        lookups = getattr(rule, "lookups", None)
        exceptions = lookups.get_table("lemma_exc") if lookups is not None else {}
        for kind in ("verb", "noun"):
            for form, lemmas in exceptions.get(kind, {}).items():
                for lemma in lemmas:
                    forms[lemma].add(form)
    return forms
