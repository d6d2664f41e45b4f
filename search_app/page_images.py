"""Images of pages: made once by a child that can be killed, kept beside the archive, sent with a long life."""

from __future__ import annotations

import threading
from contextlib import suppress
from itertools import takewhile

from flask import Blueprint, Response, request

from archive import Archive, OriginalMissing, Page, PageNotFound, Version
from ingest.errors import DrawingStopped
from ingest.page_sizes import pixels_a_point
from search_app.attempts import attempt, is_given_up
from search_app.errors import BadParameter, PageNotDrawn
from search_app.frame import parts
from search_app.links import IMAGES
from search_app.parts import Parts
from search_app.rates import DRAWING, spend

blueprint = Blueprint("page_images", __name__, url_prefix="/versions/<version>/pages")

DENSITIES = ("1", "2")
"""Device pixels to a CSS pixel that images are made for."""

_THUMBNAIL = 0.22
"""The density of small images: a letter page is 187 pixels wide, enough for 100 points on a sharp screen."""

_KEPT_SECONDS = 365 * 24 * 3600
"""A version is known by the hash of its bytes: made in one way, its pages never look different."""

_MEDIA_TYPES = {b"\x89PNG": "image/png", b"RIFF": "image/webp", b"\xff\xd8\xff\xe0": "image/jpeg"}


@blueprint.get("/<page:number>/image")
def image(version: str, number: int) -> Response:
    """Send the image of a page, drawn if it has not been before."""
    density, known = asked_density(), _version_with(version, number)
    answer = _answer(known, number, density)
    _draw_ahead(parts(), known, number, density)
    return answer


@blueprint.get("/<page:number>/thumbnail")
def thumbnail(version: str, number: int) -> Response:
    """Send a small image of a page."""
    return _answer(_version_with(version, number), number, _THUMBNAIL)


def _version_with(version_id: str, number: int) -> Version:
    archive = parts().archive
    version = archive.catalogue.get_version(version_id)
    if not 1 <= number <= version.page_count:
        raise PageNotFound(version.id, number, version.page_count)
    return version


def _answer(version: Version, number: int, density: float) -> Response:
    data = image_of(parts(), version, number, density)
    answer = Response(data, mimetype=_MEDIA_TYPES.get(data[:4], "application/octet-stream"))
    answer.cache_control.private = True
    if request.args.get("v") == IMAGES:
        answer.cache_control.immutable = True
        answer.cache_control.max_age = _KEPT_SECONDS
    else:  # an address that does not say how it is made leads to other images once they are made otherwise
        answer.cache_control.no_cache = True
    answer.set_etag(f"{version.original_sha256}-{_name(number, density)}")
    answer.make_conditional(request)
    return answer


def asked_density() -> int:
    """Read how many device pixels to a CSS pixel are asked for. Raises: BadParameter."""
    density = request.args.get("density", DENSITIES[0])
    if density not in DENSITIES:
        raise BadParameter("density", density, " or ".join(DENSITIES))
    return int(density)


def densities_of(archive: Archive, version: Version, number: int) -> tuple[int, ...]:
    """Give the densities in which a page can be shown: what could not be drawn small is not tried large."""
    sha256, densities = version.original_sha256, map(int, DENSITIES)
    return tuple(takewhile(lambda each: not is_given_up(archive.derived, sha256, _name(number, each)), densities))


def pixels(page: Page, density: int) -> int:
    """Give how wide the image of a page is."""
    return round(page.width_points * pixels_a_point(page.width_points, page.height_points, density))


def image_of(its_parts: Parts, version: Version, number: int, density: float) -> bytes:
    """Give the image of a page as it is kept, or draw it and keep it.

    Raises: PageNotDrawn, at once for a page that could not be drawn before; OriginalMissing; DrawingStopped.
    """
    data = its_parts.archive.derived.find(version.original_sha256, _name(number, density))
    if data is None:
        spend(DRAWING)
        data = _drawn(its_parts, version, number, density)
    if not data:
        raise PageNotDrawn(version.id, number)
    return data


def _draw_ahead(its_parts: Parts, version: Version, number: int, density: float) -> None:
    """Have the next page and the one before made, beside this answer, unless somebody waits for another page."""
    derived, sha256 = its_parts.archive.derived, version.original_sha256
    near = [each for each in (number + 1, number - 1) if 1 <= each <= version.page_count]
    wanted = [
        each
        for each in near
        if derived.length(sha256, _name(each, density)) is None
        and not is_given_up(derived, sha256, _name(each, density))
    ]
    if not wanted or its_parts.artist.is_busy:
        return

    def draw() -> None:
        with suppress(DrawingStopped, OriginalMissing):
            for each in wanted:
                if not its_parts.artist.is_busy:
                    _drawn(its_parts, version, each, density)

    threading.Thread(target=draw, name="pages drawn ahead", daemon=True).start()


def _drawn(its_parts: Parts, version: Version, number: int, density: float) -> bytes:
    """Draw a page and keep it; nothing where it cannot be drawn."""
    archive, sha256, name = its_parts.archive, version.original_sha256, _name(number, density)
    path = archive.originals.readable(sha256)
    data = attempt(archive.derived, sha256, name, lambda: its_parts.artist.draw(path, number, density).data)
    if data:
        with suppress(OSError):  # a full disk costs the time to draw it again
            archive.derived.put(sha256, name, data)
    return data


def _name(number: int, density: float) -> str:
    return f"{number}@{density}.{IMAGES}"
