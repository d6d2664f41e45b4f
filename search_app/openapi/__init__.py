"""The description of the interface for programs.

`shapes` are the pieces of schemas, `objects` and `further_objects` what is given, `asked` the parameters,
`answered` the answers; `operations` ties them to views, `receiving` does for what is sent in, and `document` makes
the description of an application's routes.
"""

from search_app.openapi.document import describe, object_of, path_of

__all__ = ["describe", "object_of", "path_of"]
