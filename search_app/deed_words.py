"""What was done, in the words of a reader."""

from __future__ import annotations

from flask_babel import lazy_gettext

from archive import Action, Way

ACTIONS = {
    Action.ADD: lazy_gettext("added"),
    Action.NEW_EDITION: lazy_gettext("added as a new edition"),
    Action.REREAD: lazy_gettext("read again"),
    Action.EDIT: lazy_gettext("edited"),
    Action.RELATE: lazy_gettext("put to a document"),
    Action.REMOVE: lazy_gettext("taken out"),
    Action.PURGE: lazy_gettext("deleted for good"),
    Action.ACCOUNT_ADDED: lazy_gettext("account made"),
    Action.ACCOUNT_REMOVED: lazy_gettext("account removed"),
    Action.ROLE: lazy_gettext("role changed"),
    Action.PASSWORD: lazy_gettext("password changed"),
    Action.TOKEN_MADE: lazy_gettext("token made"),
    Action.TOKENS_REVOKED: lazy_gettext("tokens ended"),
    Action.SIGN_IN: lazy_gettext("signed in"),
    Action.SIGN_IN_FAILED: lazy_gettext("sign-in refused"),
    Action.SIGN_OUT: lazy_gettext("signed out"),
}

WAYS = {
    Way.WEB: lazy_gettext("in the browser"),
    Way.API: lazy_gettext("by a program"),
    Way.COMMAND: lazy_gettext("on the command line"),
}
