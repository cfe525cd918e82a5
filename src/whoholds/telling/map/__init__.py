"""The map: one picture as SVG, PNG, a page, or GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from whoholds.model import Evidence, Finding, Picture, Report
from whoholds.telling.destination import suffix_of, write_file
from whoholds.telling.discretion import Discretion, discreet
from whoholds.telling.map.drawing import png_of, svg_text
from whoholds.telling.map.geojson import geojson_text
from whoholds.telling.map.page import page_text
from whoholds.telling.material import BriefInput
from whoholds.theatres import Theatre

__all__ = ["MAP_SUFFIXES", "render_map"]

MAP_SUFFIXES = (".svg", ".png", ".html", ".geojson")


def render_map(  # noqa: PLR0913 - the parts of a map; all but three are optional and go by name
    theatre: Theatre,
    picture: Picture,
    path: str | Path,
    *,
    title: str | None = None,
    findings: Sequence[Finding] = (),
    disputes: Sequence[Finding] = (),
    evidence: Sequence[Evidence] = (),
    reports: Mapping[str, Report] | None = None,
    discretion: Discretion | None = None,
) -> None:
    """Write the map of a picture; the suffix of `path` says the form.

    After the call the file holds every place of the theatre that the map shows, drawn once, with legend,
    dates, credits and licence. The same input gives the same bytes.

    Args:
        theatre: the ground.
        picture: the standings.
        path: a file ending in .svg, .png, .html or .geojson.
        title: heading; made from the theatre's title where None.
        findings: what follows, written beside the map.
        disputes: what is disputed, written beside the map.
        evidence: claims; the page quotes up to three of them at each place.
        reports: the reports of the claims by id, for their addresses.
        discretion: what is held back; nothing where None.

    Raises:
        QuestionError: if the suffix names no form, or the picture is fresher than a delay allows.
        NotWritable: if the folder refuses the file.
    """
    form = FORMS[suffix_of(path, MAP_SUFFIXES)]
    material = BriefInput(
        theatre=theatre,
        picture=picture,
        title=title,
        consequences=findings,
        disputes=disputes,
        evidence=evidence,
        reports=reports or {},
    )
    write_file(path, form(discreet(material, discretion or Discretion())))


def _png(material: BriefInput) -> bytes:
    return png_of(svg_text(material))


FORMS: Mapping[str, Callable[[BriefInput], str | bytes]] = {
    ".svg": svg_text,
    ".png": _png,
    ".html": page_text,
    ".geojson": geojson_text,
}
