"""What templates are compiled to: all that is shown is made harmless and escaped in one step.

Jinja would do so in two, and copy what is markup already in each; a page of hits shows some thousand things. Where
another release of it asks for them by other names than here, it goes its own way, which comes to the same.
"""

from __future__ import annotations

from typing import Any

from flask.templating import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr

from search_app.rendering import shown


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


class Templates(Environment):
    """Compiles and keeps the templates of an application."""

    code_generator_class = _Showing
    shown = staticmethod(shown)


def _is_escaped(frame: Frame) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
