"""What browsers are told not to do with our pages, and with the files that we hold.

Rule: every answer has these headers, whoever made it: pages, errors, files, answers that nothing has changed.
"""

from __future__ import annotations

from flask import Flask, Response

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

PDF_POLICY = "frame-ancestors 'none'"
"""Browsers build their PDF viewer of scripts and styles of their own, which a stricter policy stops."""

_HSTS = "max-age=31536000"
"""A year. Nothing is said of other hosts of the domain, which are not ours."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_security(app: Flask, base_url: str | None) -> None:
    """Put the headers on every answer."""
    always = _ALWAYS | ({"Strict-Transport-Security": _HSTS} if (base_url or "").startswith("https:") else {})

    def guard(response: Response) -> Response:
        is_pdf = response.mimetype == "application/pdf"
        response.headers["Content-Security-Policy"] = PDF_POLICY if is_pdf else CONTENT_POLICY
        response.headers.update(always)
        return response

    app.after_request(guard)
