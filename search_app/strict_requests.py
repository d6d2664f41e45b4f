"""Requests that two servers could read in two ways are refused.

Rule: waitress takes a body of chunks whatever length is said beside it, and goes on with the connection. A server
in front that goes by the length sees another end of the request, and another after it (RFC 9112, 6.1 and 11.2).
"""

from __future__ import annotations

from waitress.parser import HTTPRequestParser, ParsingError


class StrictParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Reads a request that says in one way where it ends."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the first line and the headers. Raises: ParsingError."""
        super().parse_header(header_plus)
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length beside Transfer-Encoding")
