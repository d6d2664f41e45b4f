"""What browsers are told not to do with our pages."""

from __future__ import annotations

from flask import Flask, Response

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

PDF_POLICY = "frame-ancestors 'none'"
"""Browsers build their PDF viewer of scripts and styles of their own, which a stricter policy stops."""


def init_security(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_guard)


def _guard(response: Response) -> Response:
    is_pdf = response.mimetype == "application/pdf"
    response.headers["Content-Security-Policy"] = PDF_POLICY if is_pdf else CONTENT_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    return response
