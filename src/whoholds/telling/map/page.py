"""The map as one self-contained HTML file: pan, zoom, and the quotes behind every mark."""

from __future__ import annotations

from typing import Any

from whoholds.telling.dates import credit_lines, date_line, short_title
from whoholds.telling.evidence import by_place, cite, known_to, one_voice_each
from whoholds.telling.map import sheet
from whoholds.telling.map.drawing import TEMPLATES, ground_colour, pin_says
from whoholds.telling.map.marks import shape_path
from whoholds.telling.map.scene import Pin, Scene, compose_scene
from whoholds.telling.map.shade import shade_size
from whoholds.telling.map.style import word
from whoholds.telling.markup import policy, script_safe, templates_in
from whoholds.telling.material import BriefInput
from whoholds.telling.typeface import LETTERS, font_css
from whoholds.telling.wording import chance_text

ZOOMS = (0.5, 0.7, 1, 1.5, 2, 3, 4, 8)
MOST_QUOTES = 3


def page_text(source: BriefInput) -> str:
    """Return the page: it loads nothing, and runs no script but its own.

    Every word of a report is data inside it, put on the page as text by its script; the policy in its head
    forbids any other script, style, frame, form or address.
    """
    theatre = source.theatre
    findings, disputes = source.consequences, source.disputes
    scene = compose_scene(theatre, source.picture, sheet.beside(findings, disputes), zooms=ZOOMS)
    heading = source.title or word("title").format(theatre=short_title(theatre))
    told, legend = sheet.told(theatre, findings, disputes), sheet.legend(scene)
    thanks = credit_lines(theatre)
    places = _data(scene, source)
    names = sorted(pin.place.name for pin in scene.pins)
    css = font_css([heading, *names, *thanks, LETTERS]) + _file("map.css") + _file("page.css")
    script = _file("page.js")
    return templates_in(TEMPLATES).get_template("page.html.j2").render(
        scene=scene, title=heading, when=date_line(theatre, source.picture), css=css, script=script,
        policy=policy(css, script), shade=ground_colour(scene), shade_size=shade_size, shape_path=shape_path,
        chance_text=chance_text,
        says=pin_says, told=told, legend=legend, names=names, credits=thanks, hint=word("hint"),
        first_mix=next(iter(scene.mixes), ""), first=_first(scene), data=script_safe(places),
        scale_note=word("keys"), by_name=sorted(scene.pins, key=lambda pin: pin.place.name),
    )  # fmt: skip


def _file(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _first(scene: Scene) -> str:
    # The one mark that the Tab key reaches; arrow keys go on from there.
    best = max(scene.pins, key=lambda pin: (pin.radius, pin.place.population, pin.place.id), default=None)
    return best.place.id if best else ""


def _data(scene: Scene, source: BriefInput) -> dict[str, Any]:
    claims = by_place(known_to(source.picture, source.evidence))
    rows = {row.place: row for row in source.theatre.baseline}
    content = {}
    for pin in scene.pins:
        chosen = one_voice_each(claims.get(pin.place.id, ()), MOST_QUOTES)
        quotes = [cite(item, source.reports, source.theatre.time_zone) for item in chosen]
        row = rows.get(pin.place.id)
        basis = word("baseline").format(day=row.since, source=row.source) if row else word("no_claims")
        content[pin.place.id] = {
            "name": pin.place.name,
            "says": _says(pin),
            "basis": basis,
            "quotes": [{"quote": c.quote, "said_by": c.chain, "day": c.day, "url": c.url} for c in quotes],
        }
    return content


def _says(pin: Pin) -> str:
    text = pin_says(pin).removeprefix(f"{pin.place.name}: ")
    return f"{text[:1].upper()}{text[1:]}."
