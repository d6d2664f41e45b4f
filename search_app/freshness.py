"""Pages that a browser has kept: where nothing has changed of what they are made of, they are not made again.

Rule: a page is made of its address, who reads it, the language of the interface, the address of the archive, this
program, the catalogue, the index, the lexicon and what passages mean. What else a view looks at, it must name.

The tag is weak (RFC 9110, 8.8.1): it tells what a page says and not each of its bytes, for an object tells how
long it took, and a form has another token each time. An answer that nothing has changed has the media type of the
page, though it is not sent: by that, others add what the page would have been sent with (15.4.5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from flask import Response, g, make_response, request

from search_app.asking import asker
from search_app.frame import absolute_links, interface, parts
from search_app.program import program_state
from search_app.wiring import INDEX_STAMP

View = Callable[..., str | Response]

_HASH_LENGTH = 20
_HTML, _JSON = "text/html", "application/json"


def kept(view: View) -> Callable[..., Response]:
    """Have a page made only where a browser's copy is no longer good; it may search, and read the archive."""

    @wraps(view)
    def conditional(**names: object) -> Response:
        return unless_kept(lambda: view(**names))

    return conditional


def kept_object(view: View) -> Callable[..., Response]:
    """Do the same for what is one for all who may read it: to look up who asks costs as much as a small object."""
    return kept_file(_JSON)(view)


def kept_file(media_type: str) -> Callable[[View], Callable[..., Response]]:
    """Do the same for what is one for all and no JSON."""

    def keep(view: View) -> Callable[..., Response]:
        @wraps(view)
        def conditional(**names: object) -> Response:
            return _unless_kept(lambda: view(**names), media_type)

        return conditional

    return keep


def unless_kept(make: Callable[[], str | Response], *seen: object, media_type: str = _HTML) -> Response:
    """Say that a browser's copy is still good (RFC 9110, 15.4.5), or make the page.

    `seen` is what else the page is made of, in forms that `repr` tells apart.
    """
    return _unless_kept(make, media_type, asker(), *seen)


def _unless_kept(make: Callable[[], str | Response], media_type: str, *seen: object) -> Response:
    state = _state()
    if state is None:
        return make_response(make())
    made_of = (state, request.full_path, absolute_links().base, interface(), g.get("carried"), seen)
    tag = hashlib.sha256(repr(made_of).encode()).hexdigest()[:_HASH_LENGTH]
    # Compared weakly (RFC 9110, 13.1.2). A star names no copy.
    is_good = tag in request.if_none_match.as_set(include_weak=True)
    answer = Response(status=304, mimetype=media_type) if is_good else make_response(make())
    answer.set_etag(tag, weak=True)
    answer.cache_control.private = True
    answer.cache_control.no_cache = True  # kept, and asked for again each time
    return answer


def _state() -> tuple[object, ...] | None:
    """Tell this state of all that pages are made of from others; nothing where the catalogue cannot be told."""
    archive, means = parts().archive.state(beside=INDEX_STAMP), parts().meanings
    return None if archive is None else (archive, parts().lexicon[1], means and means.state, program_state())
