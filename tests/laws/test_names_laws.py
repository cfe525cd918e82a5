"""Folding a name twice is folding it once; articles and marks change nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.terrain.names import bare, fold

CORES = st.sampled_from(["Raqqa", "Suwayda", "Shaddadi", "Zabadani", "Tanf", "Nasiriyah", "Dimas", "Bab", "Qusayr"])
ASSIMILATED = {"S": "as", "Z": "az", "D": "ad", "R": "ar", "T": "at", "N": "an"}


@given(st.text(max_size=40))
@settings(max_examples=400)
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="aeiouyhwqkdtzslnr' -", max_size=24))
@settings(max_examples=400)
def test_folding_twice_is_folding_once_on_likely_letters(name):
    assert fold(fold(name)) == fold(name)


@given(CORES, st.sampled_from(["-", " ", "\u2011"]), st.booleans())
def test_variants_of_the_article_are_one(core, joint, is_capital):
    article = "ash" if core.startswith("Sh") else ASSIMILATED.get(core[0], "al")
    article = article.capitalize() if is_capital else article
    assert fold(f"{article}{joint}{core}") == fold(f"al-{core}") == fold(f"El {core}")
    assert bare(f"{article}{joint}{core}") == bare(core)


@given(CORES, st.sampled_from(["'", "\u2019", "\u2018", "\u02bf", "\u02be", "`"]), st.integers(1, 4))
def test_marks_of_ayn_and_hamza_change_nothing(core, mark, at):
    assert fold(core[:at] + mark + core[at:]) == fold(core)
