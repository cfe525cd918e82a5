from __future__ import annotations

import random
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from simulated import War, million, simulate  # noqa: E402 - found by the line above
from simulated_country import Setting  # noqa: E402
from simulated_voices import grade  # noqa: E402

SMALL = Setting(places=40, days=60, claims_a_day=10.0)


@pytest.fixture(scope="module")
def wars() -> list[War]:
    return [simulate(seed, SMALL) for seed in range(4)]


def test_the_same_seed_gives_the_same_war_and_another_seed_another(wars):
    again = simulate(1, SMALL)
    assert again.evidence == wars[1].evidence
    assert [told.evidence.claim.claim.id for told in again.told] == [
        t.evidence.claim.claim.id for t in wars[1].told
    ]
    assert again.truth.holders == wars[1].truth.holders
    assert again.theatre.baseline == wars[1].theatre.baseline
    assert again.hidden == wars[1].hidden
    assert wars[1].truth.holders != wars[2].truth.holders


def test_hands_change_at_fronts_only_but_for_leaps(wars):
    for war in wars:
        held = war.truth.holders
        for change in war.truth.changes:
            near = {
                held[other][day] for other in war.land.near[change.place] for day in (change.day - 1, change.day)
            }
            assert change.is_leap or change.now in near
            assert change.now in war.land.enemies[change.was]
    changes = [change for war in wars for change in war.truth.changes]
    assert len(changes) > 20
    assert sum(change.is_leap for change in changes) < len(changes) / 5


def test_days_without_a_change_go_on_as_before(wars):
    for war in wars:
        told = {(change.place, change.day) for change in war.truth.changes}
        moved = {
            (place, day)
            for place, days in war.truth.holders.items()
            for day in range(1, len(days))
            if days[day] != days[day - 1]
        }
        assert moved <= told


def test_copies_follow_what_they_copy_and_say_the_same(wars):
    copies = 0
    for war in wars:
        voices = {voice.id: voice for voice in war.voices}
        for told in war.told:
            if told.copy_of is None:
                assert voices[told.voice].loud > 0
                continue
            copies += 1
            first = war.told[told.copy_of]
            copier = voices[told.evidence.outlet]
            assert first.voice in copier.copies
            assert told.evidence.published > first.evidence.published
            assert told.saying == first.saying
            assert told.voice == (first.voice if copier.says_so else copier.id)
    assert copies > 50


def test_a_third_of_the_voices_copy_or_lie(wars):
    for war in wars:
        bad = sum(bool(voice.copies) or voice.id == "liar" for voice in war.voices)
        assert abs(bad / len(war.voices) - 1 / 3) < 0.05


def test_right_claims_are_true_of_their_day_and_wrong_ones_are_not(wars):
    for war in wars:
        for told in war.told:
            saying = told.saying
            if saying.action in {"takes", "holds"}:
                has_it = war.truth.holders[saying.place][saying.day] == saying.actor
                assert has_it == (saying.is_right != saying.is_denied)


def test_voices_are_right_about_as_often_as_is_written_of_them():
    right, claims = Counter(), Counter()
    wanted = {}
    for seed in range(10, 16):
        for told in simulate(seed, SMALL).told:
            claims[told.voice] += 1
            right[told.voice] += told.saying.is_right
        wanted |= {voice.id: voice.right for voice in simulate(seed, SMALL).voices if not voice.side}
    for voice in ("agency", "channel", "gazette", "liar"):
        assert abs(right[voice] / claims[voice] - wanted[voice]) < 0.1


def test_a_party_that_owns_up_is_nearly_always_right(wars):
    shares = {}
    for is_own in (True, False):
        said = [
            told.saying
            for war in wars
            for told in war.told
            for voice in war.voices
            if voice.side and voice.id == told.voice and (voice.side == told.saying.favours) == is_own
        ]
        shares[is_own] = sum(saying.is_right for saying in said) / len(said)
    assert shares[True] < 0.85 < shares[False]


def test_grades_are_mostly_about_right():
    chance = random.Random(0)
    given = Counter(grade(0.92, chance) for _ in range(500))
    assert given.most_common(1)[0][0] == "B"
    assert given["B"] > 250
    assert set(given) <= set("ABCD")


def test_the_large_stream_is_lazy_skewed_and_has_unique_ids():
    theatre, stream = million(claims=4_000, places=400, days=100)
    assert len(theatre.gazetteer) == 400
    assert len(theatre.links) > 400
    head = list(islice(stream, 10))
    claims = head + list(stream)
    assert len(claims) == 4_000
    assert len({item.claim.claim.id for item in claims}) == 4_000
    by_place = Counter(item.claim.place.id for item in claims)
    assert sum(count for _, count in by_place.most_common(40)) > 0.3 * len(claims)
    assert 0.02 < sum(bool(item.echo) for item in claims) / len(claims) < 0.1
    assert 0.15 < sum(item.claim.when is None for item in claims) / len(claims) < 0.25
    ids = {item.claim.claim.id for item in claims}
    assert all(item.echo in ids for item in claims if item.echo)
    assert [item.published for item in claims] == sorted(item.published for item in claims)
