"""Who may change what the archive holds: curators, and forms of our own that they send.

Rule: a view that changes something calls `require_own_form()`, or `require_program()` below /api/, before it reads
what was sent. Another site can have a browser send a form, but it cannot make it say that the form was ours (Fetch
Metadata Request Headers; RFC 6454, 7), and it does not know the token that stands in ours.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import request

from archive import Action, Actor, Deed, Way
from search_app.addresses import base_url, is_for_others, is_loopback
from search_app.asking import Proof, are_there_accounts, asker
from search_app.errors import EditingRefused, FormRefused, SignInNeeded
from search_app.form_tokens import has_form_token


def may_edit() -> bool:
    """Tell whether whoever asks may add, edit and remove."""
    return asker().is_curator


def who() -> str:
    """Give the name under which the log has whoever asks."""
    return asker().name or "nobody"


def require_editing() -> None:
    """Let through who may change things. Raises: SignInNeeded where signing in may help, else EditingRefused."""
    if may_edit():
        return
    if asker().proof is Proof.NOTHING and are_there_accounts():
        raise SignInNeeded
    raise EditingRefused(is_known=asker().proof is not Proof.NOTHING)


def require_own_form() -> None:
    """Let through what a curator sends from one of our own pages, and no other site's.

    A token of a program is no form: those are for addresses below /api/. Raises: as above; FormRefused.
    """
    require_editing()
    require_our_page()


def require_our_page() -> None:
    """Let through what one of our own pages sends, whoever reads it. Raises: FormRefused."""
    if asker().proof is Proof.TOKEN or not _comes_from_here() or not has_form_token():
        raise FormRefused


def require_program() -> None:
    """Let through a curator's program with its token, and our own pages. Raises: as `require_own_form`.

    For addresses below /api/ that change something. No cookie is enough there: a page that asks by script says the
    token of its form in the header X-CSRF-Token.
    """
    require_editing()
    if asker().proof is not Proof.TOKEN:
        require_our_page()


def actor() -> Actor:
    """Say for the log who asks, by which way and from where."""
    way = Way.API if asker().proof is Proof.TOKEN else Way.WEB
    return Actor(who(), way, request.remote_addr)


def deed(action: Action, about: str | None, document_id: str | None = None, **details: Any) -> Deed:
    """Say for the log what whoever asks does."""
    return Deed(actor(), action, about, document_id, details)


def comes_from_elsewhere() -> bool:
    """Tell whether a browser says that another site sends this."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    return site not in (None, "same-origin") or (origin is not None and origin not in own_origins())


def _comes_from_here() -> bool:
    is_said = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    return is_said and not comes_from_elsewhere()


def own_origins() -> set[str]:
    """Give the origins that are ours: the one for others where it is set, else the one asked.

    A name that somebody else has lead here (DNS rebinding) is asked without our cookies, and is no name of the
    machine; where our own name is known, it is not taken for ours either.
    """
    asked, set_ = request.host_url.rstrip("/"), urlsplit(base_url() or "")
    ours = {f"{set_.scheme}://{set_.netloc}"} if set_.netloc else set()
    is_ours = not is_for_others(base_url()) or is_loopback(urlsplit(asked).hostname)
    return ours | {asked} if is_ours else ours
