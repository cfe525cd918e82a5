"""Claims that are one voice: the key under which they count once."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from whoholds.model import ResolvedClaim, effect_of


def echo_key(claim: ResolvedClaim, published_on: str = "", twins: Mapping[str, str] | None = None) -> str:
    """Return the key of the bundle that a claim belongs to.

    Two claims share a key where the same first voice says the same of the same place for the same day, or
    where their reports are near-copies of one text (`twins`) and say it. A claim whose first voice is not
    known is alone, but for such copies. A denial is no echo of what it denies.

    Args:
        claim: the resolved claim.
        published_on: ISO day of its report, for claims that tell no time.
        twins: for reports that are near-copies, the id of the first of them (see `twins_of`).
    """
    first = claim.said_by[0] if claim.said_by else None
    report = (twins or {}).get(claim.claim.report, claim.claim.report)
    voice = first.id if first and first.id else f"report {report}"
    day = claim.when.start.date().isoformat() if claim.when else published_on
    place = (claim.place.id or claim.place.text) if claim.place else ""
    actor = claim.actor.id or claim.actor.text if claim.actor else ""
    is_denied = "denied" if claim.claim.stance == "denied" else ""
    said = (effect_of(claim.claim.action), claim.claim.polarity, is_denied, place, actor, day)
    return sha256("\x1f".join((voice, *said)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def twins_of(texts: Mapping[str, str], share: float = 0.8) -> dict[str, str]:
    """Return, for each report that is a near-copy of an earlier one, the id of the first such report.

    Texts are compared by MinHash of runs of five words: two are near-copies where about `share` of their
    runs are the same. Cost grows with the number of texts times the length of a signature.

    Args:
        texts: text by report id, oldest first.
        share: Jaccard similarity from which on two texts are one.
    """
    first_by_band: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    signatures: dict[str, tuple[int, ...]] = {}
    twins: dict[str, str] = {}
    for report, text in texts.items():
        signature = _signature(text)
        if not signature:
            continue
        bands = [(i, signature[i : i + _BAND]) for i in range(0, len(signature), _BAND)]
        near = dict.fromkeys(other for band in bands for other in first_by_band.get(band, ()))
        twin = next((other for other in near if _likeness(signature, signatures[other]) >= share), None)
        if twin is not None:
            twins[report] = twin
            continue
        signatures[report] = signature
        for band in bands:
            first_by_band.setdefault(band, []).append(report)
    return twins


_HASHES, _BAND, _RUN = 64, 4, 5
_PRIME = (1 << 61) - 1


def _signature(text: str) -> tuple[int, ...]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))} if words else set()
    hashes = [int.from_bytes(sha256(run.encode("utf-8", "surrogatepass")).digest()[:8], "big") for run in runs]
    if not hashes:
        return ()
    return tuple(min((h * (2 * i + 3) + i * 0x9E3779B97F4A7C15) % _PRIME for h in hashes) for i in range(_HASHES))


def _likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / _HASHES
