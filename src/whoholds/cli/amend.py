"""`retract`, `correct` and `history`: what is taken back, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whoholds.cli.names import place_name, side_name
from whoholds.cli.options import desk_option, example, json_option, opened
from whoholds.cli.out import console, print_json, print_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from whoholds.amends import Amends
    from whoholds.desk import Desk
    from whoholds.history import Amendment
    from whoholds.model import Evidence

SHOWN = 12
"""Claims of one report that are shown to people."""
OPEN = "none"
"""What a person writes for "nobody knows"."""

reason_option = click.option("--reason", required=True, metavar="WORDS", help="Why; kept and shown with it.")
at_option = click.option(
    "--at",
    metavar="TIME",
    help="From when on: 2024-12-08 is the start of that day. Default: now.",
)


@click.command("retract", epilog=example('whoholds retract c_0123456789abcdef --reason "the video is of 2016"'))
@click.argument("thing")
@reason_option
@at_option
@desk_option
@json_option
def retract_command(thing: str, reason: str, at: str | None, address: str, as_json: bool) -> None:
    """Take something back: it stays in the ledger, and from then on does not count.

    THING is the id of a claim or a report; CLAIM:place (or another part: actor, target, origin, when) for what the
    words of a claim are taken to mean; or judgement:NUMBER or retraction:NUMBER, as history tells them, to undo
    a correction or a retraction. With --known-by before that time everything is as it was.
    """
    desk = opened(address)
    made = desk.retract(thing, reason, desk.instant(at))
    if as_json:
        print_json({"retracted": made.kind, **_as_json(desk, made)})
        return
    what = f"{made.kind} {made.thing}"
    _say(f"Took back {what}, from {_time(desk, made.at)} on." if made.is_new else f"{what} was taken back already.")
    _tell_claims(desk, (item for item in desk.evidence if item.claim.claim.id in made.claims))
    _tell_others(made)


@click.command(
    "correct",
    epilog=example('whoholds correct c_0123456789abcdef --place Hama --reason "the Hama of the text is the city"'),
)
@click.argument("claim")
@click.option("--place", metavar="PLACE|none", help="The place that is meant.")
@click.option("--origin", metavar="PLACE|none", help="The other end of a movement or road.")
@click.option("--actor", metavar="ACTOR|none", help="Who acts.")
@click.option("--target", metavar="ACTOR|none", help="To whom it is done.")
@click.option("--when", metavar="TIME|none", help="When it was true: a day, or a time.")
@reason_option
@at_option
@desk_option
@json_option
def correct_command(
    claim: str, reason: str, at: str | None, address: str, as_json: bool, **parts: str | None
) -> None:
    """Say what the words of a claim mean; what they were taken to mean before stays in the history.

    CLAIM is the id of a claim, as why tells it. "none" says that nobody knows. With --known-by before that time
    everything is as it was. What a claim says was done cannot be corrected: take such a claim back.
    """
    desk = opened(address)
    wanted = {role: None if words == OPEN else words for role, words in parts.items() if words is not None}
    made = desk.correct(claim, wanted, reason, desk.instant(at))
    if as_json:
        print_json({"corrected": made.thing, **_as_json(desk, made)})
        return
    is_so = f"Corrected claim {claim}, from {_time(desk, made.at)} on."
    _say(is_so if made.is_new else f"claim {claim} is read like that already.")
    _tell_claims(desk, (i for i in desk.evidence if i.claim.claim.id == claim and i.is_known(None)))
    _tell_others(made)


@click.command("history", epilog=example("whoholds history", "whoholds history hama"))
@click.argument("about", required=False, metavar="[PLACE|CLAIM|REPORT]")
@desk_option
@json_option
def history_command(about: str | None, address: str, as_json: bool) -> None:
    """What was taken back or corrected: when, why, and what it said before; the oldest first.

    Also what a voice took back itself, because it later denied what it had said.
    """
    desk = opened(address)
    found = desk.history(about)
    if as_json:
        print_lines(amendment.to_json() for amendment in found)
        return
    for amendment in found:
        _say(_sentence(desk, amendment))
        _tell_claims(desk, amendment.claims)
    if not found:
        _say("Nothing was taken back or corrected.")


def _as_json(desk: Desk, made: Amends) -> dict[str, object]:
    from whoholds.model import wall

    return {
        "thing": made.thing,
        "at": wall(made.at.astimezone(desk.theatre.time_zone)),
        "is_new": made.is_new,
        "claims": list(made.claims),
        "still_told_by": list(made.still_told_by),
    }


def _time(desk: Desk, moment: datetime) -> str:
    return f"{moment.astimezone(desk.theatre.time_zone):%Y-%m-%d %H:%M}"


def _say(line: str) -> None:
    console().print(line, markup=False)


def _sentence(desk: Desk, amendment: Amendment) -> str:
    thing = f"{amendment.of} {amendment.thing}"
    did = {
        "retraction": f"{thing} taken back",
        "correction": f"{thing} corrected",
        "denial": f"{thing} denied by its own voice ({amendment.id})",
    }[amendment.kind]
    if amendment.role:
        names = (_name(desk, amendment.role, value) for value in (amendment.before, amendment.after))
        did += f", {amendment.role}: {' → '.join(names)}"
    undone = " [undone later]" if amendment.is_undone else ""
    number = "" if amendment.kind == "denial" else f" ({amendment.id})"
    return f"{_time(desk, amendment.at)} {did}{number}{undone}: {amendment.reason}"


def _name(desk: Desk, role: str, value: str | None) -> str:
    if value is None:
        return "nobody knows"
    return place_name(desk.theatre, value) if role in {"place", "origin"} else side_name(desk.theatre, value)


def _tell_claims(desk: Desk, claims: Iterable[Evidence]) -> None:
    listed = list({item.claim.claim.id: item for item in claims}.values())
    for item in listed[:SHOWN]:
        claim = item.claim
        voices = " ← ".join(voice.name or voice.text for voice in claim.said_by)
        place = place_name(desk.theatre, claim.place.id) if claim.place and claim.place.id else "no sure place"
        _say(f"  {claim.claim.id} “{' '.join(claim.claim.quote.split())}” ({place}; {voices})")
    if len(listed) > SHOWN:
        _say(f"  and {len(listed) - SHOWN} more")


def _tell_others(made: Amends) -> None:
    if made.still_told_by:
        _say(f"The same voice is quoted with the same elsewhere, and that counts: {', '.join(made.still_told_by)}")
