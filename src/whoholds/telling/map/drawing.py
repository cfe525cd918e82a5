"""The map as SVG, and as PNG made from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import resvg_py

from whoholds.model import Finding
from whoholds.telling.dates import credit_lines, date_line, short_title
from whoholds.telling.map import sheet
from whoholds.telling.map.marks import shape_path
from whoholds.telling.map.scene import Pin, Scene, compose_scene
from whoholds.telling.map.shade import shade_size, shade_uri
from whoholds.telling.map.style import style, word
from whoholds.telling.markup import templates_in
from whoholds.telling.material import BriefInput
from whoholds.telling.typeface import FAMILY, font_css, font_files, wrap
from whoholds.telling.wording import chance_text
from whoholds.theatres import Theatre

TEMPLATES = Path(__file__).with_name("templates")
HEADER_PX = 66.0
CREDIT_SIZE = 11.0
PNG_ZOOM = 2.0


def svg_text(source: BriefInput) -> str:
    """Return the sheet as SVG: map, legend, what follows, credits; the typeface is in it."""
    theatre, picture = source.theatre, source.picture
    findings, disputes = source.consequences, source.disputes
    scene = compose_scene(theatre, picture, sheet.beside(findings, disputes), zooms=(1,))
    heading = source.title or word("title").format(theatre=short_title(theatre))
    layout = _layout(scene, theatre, findings, disputes)
    when = date_line(theatre, picture)
    texts = _texts(scene, layout, heading, when)
    css = font_css(texts) + (TEMPLATES / "map.css").read_text("utf-8")
    drawn = {
        "scene": scene, "shade": ground_colour(scene), "shade_size": shade_size, "shape_path": shape_path,
        "says": pin_says, "labels": scene.labels[1], "scale": sheet.scale(scene), "north": word("north"),
        "first_mix": next(iter(scene.mixes), ""), "size_of": sheet.size_of, "line_height": sheet.LINE,
    }  # fmt: skip
    template = templates_in(TEMPLATES).get_template("map.svg.j2")
    return template.render(title=heading, when=when, css=css, **drawn, **layout)


def _layout(
    scene: Scene, theatre: Theatre, findings: Sequence[Finding], disputes: Sequence[Finding]
) -> dict[str, Any]:
    sizes = style()["sheet"]
    margin, column = sizes["margin"], sizes["column_width"]
    top = margin + HEADER_PX
    rows, end = sheet.laid_out([*sheet.legend(scene), *sheet.told(theatre, findings, disputes)], column, 0)
    width = margin * 2 + scene.project.width + sizes["gap"] + column
    lines = [line for text in credit_lines(theatre) for line in wrap(text, width - 2 * margin, CREDIT_SIZE)]
    credits_y = top + max(scene.project.height, end) + 24
    return {
        "margin": margin, "top": top, "rows": rows, "column_width": column,
        "column_x": margin + scene.project.width + sizes["gap"], "width": width,
        "credits": lines, "credits_y": round(credits_y, 1), "height": round(credits_y + 15 * len(lines) + 8),
    }  # fmt: skip


def _texts(scene: Scene, layout: dict[str, Any], *more: str) -> list[str]:
    names = [label.text for label in (*scene.labels[1], *scene.shields)]
    rows = [line for row in layout["rows"] for line in (*row.text, row.count)]
    return [
        *names,
        *rows,
        *layout["credits"],
        *(c.name.upper() for c in scene.countries),
        *more,
        word("north"),
        "km",
    ]


def ground_colour(scene: Scene) -> str:
    """Return the picture of the soft ground colour as a data address."""
    spots = [(pin, pin.mark.colour if pin.mark else "") for pin in scene.pins]
    project = scene.project
    return shade_uri(spots, project.width, project.height, project.px_per_km)


def pin_says(pin: Pin) -> str:
    """Return a place's standing in one line, for the pointer and for screen readers."""
    standing, name = pin.standing, pin.place.name
    if pin.mark is None:
        return f"{name}: {standing.state}"
    since = f", since {standing.since}" if standing.since else ""
    inferred = ", inferred from its neighbours" if standing.inferred else ""
    return f"{name}: held by {pin.mark.name}, {chance_text(standing.p)}{since}{inferred}"


def png_of(svg: str) -> bytes:
    """Return the drawing as PNG at twice its size, in the typeface that comes with the program."""
    image: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=PNG_ZOOM,
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(image)
