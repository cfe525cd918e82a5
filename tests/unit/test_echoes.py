"""Claims that are one voice share a key; copies of a text are found; independent voices stay apart."""

from dataclasses import replace

from whoholds.model import Because, Claim, Party, ResolvedClaim, Where
from whoholds.resolve import echo_key, twins_of

STORY = (
    "Fighters took the northern quarters of the town on Friday after two days of shelling, a spokesman said, "
    "while the army held the bridge and the road to the south. Families left in cars and on foot, and the market "
    "was shut. The governor asked for calm and said that the power station was still in the hands of his troops."
)


def resolved(report="r1", voice="reuters", place="homs", action="takes", actor="hts"):
    because = Because("test", "test")
    claim = Claim(report=report, quote="q", start=0, end=1, action=action, stance="claimed", because=because)
    return ResolvedClaim(
        claim=claim, actor=Party(actor, actor), place=Where(text=place, id=place),
        said_by=(Party("voice", voice), Party("paper", "unian")),
    )  # fmt: skip


def test_one_first_voice_in_two_papers_is_one():
    other = replace(resolved("r2"), said_by=(Party("Reuters", "reuters"), Party("another paper", None)))
    assert echo_key(resolved(), "2024-12-07") == echo_key(other, "2024-12-07")


def test_another_voice_place_actor_day_or_action_is_another():
    key = echo_key(resolved(), "2024-12-07")
    others = [
        echo_key(resolved(voice="afp"), "2024-12-07"),
        echo_key(resolved(place="hama"), "2024-12-07"),
        echo_key(resolved(actor="sna"), "2024-12-07"),
        echo_key(resolved(action="withdraws"), "2024-12-07"),
        echo_key(resolved(), "2024-12-08"),
    ]
    assert key not in others
    assert len(set(others)) == len(others)


def test_unknown_voices_stay_apart_unless_their_reports_are_copies():
    one, two = resolved("r1", voice=None), resolved("r2", voice=None)
    assert echo_key(one) != echo_key(two)
    assert echo_key(one, twins={"r2": "r1"}) == echo_key(two, twins={"r2": "r1"})


def test_near_copies_are_twins_and_other_texts_are_not():
    copy = f"(Agency) {STORY} More soon."
    other = "The harvest was good this year, said the ministry of agriculture, and prices of bread fell by a tenth."
    assert twins_of({"a": STORY, "b": copy, "c": other, "d": ""}) == {"b": "a"}


def test_a_denial_is_no_echo_of_what_it_denies():
    said = resolved()
    denied = replace(said, claim=replace(said.claim, stance="denied", id=""))
    assert echo_key(said, "2024-12-07") != echo_key(denied, "2024-12-07")
