"""Who speaks: outlets and speakers of the theatre, else the side that a voice belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from whoholds.actors.phrase import phrase_key
from whoholds.model import Judgement, Mention
from whoholds.resolve.actors import Cast, Scene, judge_actor
from whoholds.resolve.context import Context
from whoholds.resolve.weights import settings
from whoholds.theatres import Outlet

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


def outlet_of(words: str, outlets: Mapping[str, Outlet]) -> str | None:
    """Return the id of the outlet that words name: an id, a name, or a web address."""
    if words in outlets:
        return words
    domain = domain_of(words)
    if domain:
        return next((o.id for o in outlets.values() if o.domain and _is_under(domain, o.domain)), None)
    key = phrase_key(words)
    names = _INDEX.names(outlets)
    return names.get(key) or _inside(key, names)


def domain_of(words: str) -> str:
    """Return the host of a web address or bare domain, without "www."; empty where the words are none."""
    host = urlsplit(words).hostname if "://" in words else words.strip()
    if not host or not _DOMAIN.fullmatch(host):
        return ""
    return host.lower().removeprefix("www.")


def _is_under(domain: str, parent: str) -> bool:
    return domain == parent or domain.endswith(f".{parent}")


class _Index:
    """The names of a theatre's outlets, made once for as long as the same theatre is asked about."""

    def __init__(self) -> None:
        self._made: tuple[Mapping[str, Outlet], dict[tuple[str, ...], str]] = ({}, {})

    def names(self, outlets: Mapping[str, Outlet]) -> dict[tuple[str, ...], str]:
        """Return the ids of outlets by the keys of their names."""
        whose, names = self._made
        if whose is not outlets:
            names = {phrase_key(name): o.id for o in outlets.values() for name in (o.name, *o.names)}
            self._made = (outlets, names)
        return names


_INDEX = _Index()


def _inside(key: tuple[str, ...], names: Mapping[tuple[str, ...], str]) -> str | None:
    """Return the outlet with the longest name inside the words ("the Turkish agency Anadolu")."""
    runs = ((size, key[i : i + size]) for size in range(len(key), 0, -1) for i in range(len(key) - size + 1))
    return next((names[run] for _, run in runs if run in names), None)


def _named_before(words: str, mention: Mention, context: Context) -> str | None:
    """Return the outlet that "the publication" and its like mean: the last one named before it."""
    key = phrase_key(words)
    if len(key) != 1 or key[0] not in settings("plain")["outlet"].split():
        return None
    before = context.report.text[: max(mention.start, 0)]
    names = [(before.rfind(name), o.id) for o in context.theatre.outlets.values() for name in (o.name, *o.names)]
    at, outlet = max(names, default=(-1, ""))
    return outlet if at >= 0 else None


def judge_voice(role: str, mention: Mention, scene: Scene, context: Context, cast: Cast) -> Judgement:
    """Return the decision who a voice is: an outlet, or the actor that it speaks for."""
    words = mention.name if mention.stands_for is not None else mention.text
    outlet = outlet_of(words, context.theatre.outlets) or _named_before(words, mention, context)
    if outlet is not None:
        return Judgement(
            claim=scene.claim.id, role=role, value=outlet, method="outlets", score=1.0,
            reason=f"\u201c{words}\u201d is {context.theatre.outlets[outlet].name}",
        )  # fmt: skip
    return judge_actor(role, mention, scene, context, cast)
