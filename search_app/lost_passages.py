"""Links to passages that are not there: never issued, or purged; the sentences and all that is still known."""

from __future__ import annotations

from http import HTTPStatus

from flask import request
from flask_babel import gettext

from archive import PassageNotFound, PassagePurged
from search_app.citations.wording import WORDINGS
from search_app.explained import Problem, short, to_search
from search_app.frame import absolute_links, interface, links, parts
from search_app.meant import meant_by, meant_object
from search_app.purged import purged_object, what_was_purged


def no_such_passage(error: PassageNotFound) -> Problem:
    """Say that no passage ever had a name, and which may be meant."""
    meant = meant_by(parts().archive, error.name, links(), request.args)
    if meant:
        sentence = gettext(
            "No passage has the name “%(name)s”, but there are names much like it:",
            name=short(error.name),
        )
    else:
        sentence = gettext(
            "No passage has the name “%(name)s”. The link to a passage ends in 13 letters and digits; "
            "perhaps some were lost on the way.",
            name=short(error.name),
        )
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such passage"),
        sentence,
        links().search(),
        gettext("Search for its words"),
        meant=meant,
        members={"candidates": [meant_object(each, absolute_links()) for each in meant]},
    )


def purged_passage(error: PassagePurged) -> Problem:
    """Say where words stood that are no more."""
    purged = what_was_purged(parts().archive, error.issued, absolute_links(), WORDINGS[interface()])
    if purged.is_document_held:
        way = links().document(purged.issued.version.document_id), gettext("Go to the document")
    else:
        way = to_search()
    return Problem(
        HTTPStatus.GONE,
        gettext("Removed for good"),
        gettext("The words of this passage were removed from the archive for good. They stood here:"),
        *way,
        purged=purged,
        members=purged_object(purged),
    )
