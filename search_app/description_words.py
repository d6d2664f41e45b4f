"""Names of what is known of a document, and what is said of a value that cannot be taken."""

from __future__ import annotations

from flask_babel import lazy_gettext

from archive import Field
from search_app.describing import Fault

FIELDS = {
    Field.TITLE: lazy_gettext("Title"),
    Field.AUTHORS: lazy_gettext("Authors"),
    Field.ISSUERS: lazy_gettext("Issued by"),
    Field.DATE: lazy_gettext("Date"),
    Field.PLACE: lazy_gettext("Place"),
    Field.SERIES: lazy_gettext("Series"),
    Field.NUMBER: lazy_gettext("Number"),
}

HINTS = {
    Field.AUTHORS: lazy_gettext("Persons, one a line: Surname, Given name."),
    Field.ISSUERS: lazy_gettext("Bodies, one a line, as they call themselves."),
    Field.DATE: lazy_gettext("As exact as it is known: 2013, 2013-05 or 2013-05-20."),
}

FAULTS = {
    Fault.EMPTY: lazy_gettext("A document needs a title."),
    Fault.TOO_LONG: lazy_gettext("This is longer than a citation can be."),
    Fault.TOO_MANY: lazy_gettext("These are more names than a citation can have."),
    Fault.NO_DATE: lazy_gettext("This is no date: write 2013, 2013-05 or 2013-05-20."),
}
