"""What templates are compiled to: once for each language of the interface, with its words in them.

Rule: a text without variables stands in the code of its language as the template's own text does; texts with
variables are asked for when a page is made. All that is shown is made harmless and escaped in one step: Jinja
would do so in two, and copy what is markup already in each. What is called is called straight: nothing that our
templates call asks for their context, for which Jinja looks each time. Where another release of it asks for this
by other names than here, it goes its own way, which comes to the same.

What has a name with a dot is an attribute, and asked for as one: Jinja would also look for an item of that name,
by a function of its own, a thousand times for a page of hits. Items are written in brackets.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from keyword import iskeyword
from typing import Any, cast

from flask.templating import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Const, Expr, Getattr, Name, Node
from jinja2.nodes import Template as Tree
from jinja2.visitor import NodeTransformer

from search_app.interface_words import Words, chosen_words
from search_app.rendering import shown
from search_app.template_store import TemplateStore

_ASKED_FOR = ("_", "gettext")


class _Showing(CodeGenerator):
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame):
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    # Its name and its parameters are Jinja's.
    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - see above
        self.write("environment.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Saying(NodeTransformer):
    """Puts a text in a language where it is asked for by its words alone."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: Call) -> Node:  # noqa: N802 - so Jinja looks for it
        self.generic_visit(node)
        is_asked_for = isinstance(node.node, Name) and node.node.name in _ASKED_FOR
        is_alone = len(node.args) == 1 and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if not (is_asked_for and is_alone and isinstance(node.args[0], Const)):
            return node
        return Const(self._words.plain(node.args[0].value), lineno=node.lineno)


class Templates(Environment):
    """Compiles and keeps the templates of an application; of one language, those that speak it."""

    code_generator_class = _Showing
    shown = staticmethod(shown)
    call = staticmethod(cast("Callable[..., Any]", operator.call))
    words: Words | None = None

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._by_language: dict[str, Templates] = {}

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Any:  # noqa: A002 - Jinja's name
        """Give a template in the language that was chosen for this request."""
        if self.words is None:
            return self.speaking(chosen_words()).get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def speaking(self, words: Words) -> Templates:
        """Give the templates of a language."""
        known = self._by_language.get(words.locale)
        if known is None:
            known = self.overlay(bytecode_cache=TemplateStore(words.locale))
            known.words = words
            self._by_language[words.locale] = known
        return known

    def _parse(self, source: str, name: str | None, filename: str | None) -> Tree:
        tree = super()._parse(source, name, filename)
        if self.words is not None:
            _Saying(self.words).visit(tree)
        return tree


def _is_escaped(frame: Frame) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
