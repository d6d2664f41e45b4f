"""What an archive holds, asked of it as any program would: names that requests are made with."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

_PASSAGES = 60
"""Names of passages that are drawn from: enough to meet all kinds."""


def names_in(client: FlaskClient) -> dict[str, list[str]]:
    """Give names by the part of a path that they stand in."""
    documents = client.get("/api/v1/documents").get_json()["documents"]
    versions = [version for document in documents for version in document["versions"]]
    return {
        "document": [document["id"] for document in documents],
        "version": [version["version"] for version in versions],
        "passage": _passages(client, documents),
        "batch": _batches(client) or ["b" * 22],
    }


def form_token(client: FlaskClient) -> str:
    """Give the token of our own forms."""
    return re.findall('name="csrf_token" value="([^"]+)"', client.get("/add").text)[0]


def _batches(client: FlaskClient) -> list[str]:
    return re.findall(r'href="/add/([\w-]+)"', client.get("/add").text)


def _passages(client: FlaskClient, documents: list[dict[str, str]]) -> list[str]:
    words = "a OR the OR of OR de OR la OR en OR alert"
    found = [
        hit["passage"]
        for document in documents
        for hit in client.get(
            "/api/v1/search", query_string={"q": words, "document": document["id"], "limit": "5"}
        ).get_json()["hits"]
    ]
    return found[:_PASSAGES] or ["0" * 13]
