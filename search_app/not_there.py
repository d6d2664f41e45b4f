"""What was looked for and is not there: a document, its language, edition or page, an image or copy of a page."""

from __future__ import annotations

from http import HTTPStatus

from flask import request
from flask_babel import gettext

from archive import DocumentNotFound, OriginalMissing, PageNotFound, SuggestionNotFound, VersionNotFound
from search_app.errors import (
    EditionNotFound,
    LanguageNotFound,
    NowhereMarked,
    OnlyOneEdition,
    PageNotCopied,
    PageNotDrawn,
)
from search_app.explained import Problem, short, to_search
from search_app.frame import links, parts
from search_app.words import language_name


def no_such_page(error: PageNotFound) -> Problem:
    """Say that a document has no page of such a number."""
    document_id, language = _document_asked(error.version_id)
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such page"),
        gettext(
            "There is no page “%(name)s”: the pages are 1 to %(count)s.",
            name=error.page_number,
            count=error.page_count,
        ),
        links().page(document_id, language, max(error.page_count, 1)),
        gettext("Go to the last page"),
    )


def no_such_language(error: LanguageNotFound) -> Problem:
    """Say in which languages a document can be read."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Not in this language"),
        gettext(
            "This document has no version in “%(language)s”. It can be read in: %(names)s.",
            language=short(language_name(error.language)),
            names=", ".join(language_name(language) for language in error.languages),
        ),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


def no_such_edition(error: EditionNotFound) -> Problem:
    """Say that a document has no edition of such a number."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such edition"),
        gettext("This document has no edition %(edition)s in this language.", edition=error.edition),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


def only_one_edition(error: OnlyOneEdition) -> Problem:
    """Say that there is nothing to compare with."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Only one edition"),
        gettext("This document has one edition in this language so far: there is none to compare it with."),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


def no_image(error: PageNotDrawn) -> Problem:
    """Say that a page cannot be drawn."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No image of this page"),
        gettext(
            "Page %(number)s cannot be drawn. What was read of it stands in its text.", number=error.page_number
        ),
        links().original(error.version_id, error.page_number),
        gettext("Original PDF at this page"),
    )


def no_copy(error: PageNotCopied) -> Problem:
    """Say that a page cannot be copied by itself."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No copy of this page"),
        gettext(
            "Page %(number)s cannot be copied by itself. It stands in the original.", number=error.page_number
        ),
        links().original(error.version_id, error.page_number),
        gettext("Original PDF at this page"),
    )


def nowhere_marked(error: NowhereMarked) -> Problem:
    """Say that the words of a link stand on no page any more."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No copy of this page"),
        gettext("These words stand on no page any more; their link says what they read."),
        links().passage(error.passage_id),
        gettext("Open the link"),
    )


def file_missing(_error: OriginalMissing) -> Problem:
    """Say that a PDF is not where it was kept."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext("The file is missing"),
        gettext(
            "The PDF is not where it was kept, so its pages cannot be shown; their text can still be read. "
            "Adding the same PDF again brings it back."
        ),
        *to_search(),
    )


def no_such_suggestion(error: SuggestionNotFound) -> Problem:
    """Say that nothing is left to decide."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Nothing to decide"),
        gettext(
            "Suggestion %(number)s was decided already, or one of its files is gone.", number=short(error.name)
        ),
        links().shelf(),
        gettext("See all documents"),
    )


def no_such_document(error: DocumentNotFound | VersionNotFound) -> Problem:
    """Say that nothing has such a name."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("No such document"),
        gettext("Nothing in this archive has the name “%(name)s”.", name=short(error.name)),
        links().shelf(),
        gettext("See all documents"),
    )


def _document_asked(version_id: str) -> tuple[str, str]:
    """Give the document and language of the address; where it names a version, those of that."""
    asked = request.view_args or {}
    if "document" in asked:
        return str(asked["document"]), str(asked["language"])
    version = parts().archive.catalogue.get_version(version_id)
    return version.document_id, version.language
