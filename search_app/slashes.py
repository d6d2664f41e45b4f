"""A slash that an address lacks: it leads to the address that has one, and says no host.

Rule: nothing else is put right. Two slashes where one belongs are another address, and there is nothing at it: led
on from there, readers could be led astray (“//host/…” is another host).
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, request


def init_slashes(app: Flask) -> None:
    """Lead on where a slash is missing, and nowhere else."""
    app.url_map.merge_slashes = False
    app.after_request(_lead_by_path)


def _lead_by_path(response: Response) -> Response:
    """Say a way within this site by its path: the host that was asked for may be anybody's invention."""
    if response.status_code == HTTPStatus.PERMANENT_REDIRECT:
        response.headers["Location"] = (response.location or "/").removeprefix(request.host_url.rstrip("/"))
        response.set_data("")
    return response
