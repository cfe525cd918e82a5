"""Who says what in sentences written for the project: `attribution_cases.yaml` tells what must be found."""

from pathlib import Path

import pytest
import yaml

from whoholds import load_theatre
from whoholds.reading.attribution import Attribution, find_attributions, voices_at
from whoholds.reading.names import Namer
from whoholds.reading.parse import parse

CASES = yaml.safe_load(Path(__file__).with_name("attribution_cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def namer():
    return Namer(load_theatre("world"))


def told(attribution: Attribution) -> dict[str, object]:
    source = attribution.source
    return {
        "source": source.text if source else None,
        "stands_for": source.stands_for if source else "",
        "anonymous": source.is_anonymous if source else False,
        "cue": attribution.cue.text,
        "content": [piece.text for piece in attribution.content],
        "kind": attribution.kind,
        "stance": attribution.stance_hint,
        "to": attribution.to.text if attribution.to else None,
        "inside": attribution.inside,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_case(case, namer):
    attributions = find_attributions(parse(case["text"], namer))
    found = [told(a) for a in attributions]
    for wanted in map(_listed, case.get("finds", [])):
        assert any(wanted.items() <= one.items() for one in found), found
    for unwanted in map(_listed, case.get("not", [])):
        assert not any(unwanted.items() <= one.items() for one in found), found
    if "count" in case:
        assert len(found) == case["count"], found
    for words, names in case.get("chains", {}).items():
        start = case["text"].index(words)
        voices = voices_at(attributions, start, start + len(words))
        assert [voice.source.name if voice.source else None for voice in voices] == names, found


def _listed(wanted):
    content = wanted.get("content")
    return {**wanted, "content": [content]} if isinstance(content, str) else wanted
