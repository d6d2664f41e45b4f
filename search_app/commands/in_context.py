"""`pasaje concordance`: every place of a search in its context, one a line, aligned on what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from index import Found, Sort, find
from search_app.asked import Asked
from search_app.best_first import tell
from search_app.commands.narrowing import checked, narrowing
from search_app.commands.opening import current_index, known_across, opened, pass_settings
from search_app.commands.output import Paper, counted, json_line, one_line, page_words, print_text, say
from search_app.commands.understood import understood
from search_app.concordance import LINES_PER_PAGE, MOST_LINES, Concordance, Line, Order, concordance
from search_app.concordance_objects import concordance_lines, line_object
from search_app.limits import MAX_QUERY_LENGTH
from search_app.links import Links
from search_app.rendering import neutral
from search_app.settings import Settings

_MARK_STYLE = "bold black on yellow"
_USUAL_WIDTH = 100
"""Of a line that is no terminal's."""

_LEAST_AROUND = 12
"""Columns on either side of a word on a narrow terminal."""

_PLACE_SHARE = 4
"""The place takes a quarter of the line."""


@click.command(
    "concordance",
    epilog="""\b
Examples:
  pasaje concordance innovation
  pasaje concordance '"letter of intent"' --sort after
  pasaje concordance 'region*' --document study --limit 500
  pasaje concordance frontera --csv --output frontera.csv
""",
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@narrowing
@click.option(
    "--sort",
    "order",
    type=click.Choice([each.value for each in Order]),
    default=Order.PLACE.value,
    show_default=True,
    help="By document and page, by what follows the word, by what precedes it.",
)
@click.option(
    "--limit",
    type=click.IntRange(0, MOST_LINES),
    help=f"Lines shown. [default: {LINES_PER_PAGE}; all with --json and --csv]",
)
@click.option(
    "--across/--no-across", default=True, show_default=True, help="Look for the words in the other language too."
)
@click.option("--without", metavar="TEXT", multiple=True, help="Leave this out of what was also looked for.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
@pass_settings
def show_concordance(
    settings: Settings,
    /,
    *,
    query: Sequence[str],
    order: str,
    limit: int | None,
    across: bool,
    without: Sequence[str],
    as_json: bool,
    as_csv: bool,
    output: Path | None,
    **narrowed: Sequence[str],
) -> None:
    """Show every place of a word or phrase in its context.

    QUERY is as for “search”: what a search marks is what stands in the middle. At most 2,000 places are shown.
    """
    words = " ".join(query).strip()
    if not words or len(words) > MAX_QUERY_LENGTH:
        raise click.UsageError(f"Say what to search for, in at most {MAX_QUERY_LENGTH:,} characters.")
    if (as_json and as_csv) or (output and not as_csv):
        raise click.UsageError("Say one of --json and --csv; --output goes with --csv.")
    with opened(settings) as archive:
        filters = checked(archive, narrowed)
        engine = current_index(settings, archive)
        beside = replace(known_across(archive, without), aligned=None) if across else None

        def ask(asked: Asked) -> Found:
            offset, limit = asked.offset, asked.limit
            return find(
                archive, engine, words, filters=filters, sort=asked.sort, offset=offset, limit=limit, across=beside
            )

        made = concordance(ask, Asked(words), Order(order))
        found = tell(made.found, Sort.PLACE, lambda: ask(Asked(words, limit=0)))
    usual = MOST_LINES if as_json or as_csv else LINES_PER_PAGE
    lines = made.lines[: usual if limit is None else limit]
    links = Links(settings.links_base)
    if as_csv:
        _write_table(lines, links, output)
    elif as_json:
        for line in lines:
            json_line(line_object(line, links))
    else:
        _write(lines)
    for sentence in (*understood(found), *_told(made, len(lines))):
        say(sentence)


def _write_table(lines: Sequence[Line], links: Links, output: Path | None) -> None:
    rows = concordance_lines(lines, links)
    if output:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(rows)
        return
    for row in rows:
        print_text(row)


def _write(lines: Sequence[Line]) -> None:
    """Write lines below each other, the word of each in the same column."""
    paper = Paper()
    width = paper.width if paper.is_terminal else _USUAL_WIDTH
    longest = max((cell_len(line.word) for line in lines), default=0)
    place = width // _PLACE_SHARE
    around = max((width - place - 1 - longest) // 2, _LEAST_AROUND)
    for line in lines:
        page = f" p. {page_words(line.page_number, one_line(line.page_label))}"
        text = Text(_fitted(one_line(line.title), place - cell_len(page)) + page + " ", "dim")
        text.append(_end_of(neutral(line.before), around), "not dim")
        text.append(neutral(line.word), f"not dim {_MARK_STYLE}")
        text.append(set_cell_size(neutral(line.after), around).rstrip(), "not dim")
        paper.write(text, wrapped=False)


def _fitted(text: str, width: int) -> str:
    """Fit a text into so many columns, saying where it is cut."""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _end_of(text: str, width: int) -> str:
    """Give the last columns of a text, to the right."""
    while cell_len(text) > width:
        text = text[1:]
    return " " * (width - cell_len(text)) + text


def _told(made: Concordance, shown: int) -> Iterator[str]:
    """Say how many places there are, where a word was looked for."""
    if made.found.tree is None:
        return
    if not made.lines:
        yield _none_shown(made)
        return
    if made.found.relaxed:
        yield "No passage has all the words; these have some of them."
    passages = counted(made.passages, "passage")
    if not made.is_whole:
        found = f"{passages} of {made.found.total:,}: narrow the search to see others"
        told = f"The first {len(made.lines):,} places, in {found}"
    else:
        told = f"{counted(len(made.lines), 'place')} in {passages}"
    yield f"{told}." if shown == len(made.lines) else f"{told}; shown are the first {shown:,}."


def _none_shown(made: Concordance) -> str:
    total = made.found.total
    if not total:
        return f"Nothing was found for {made.found.parsed.text}. Try fewer words, or the other language."
    where = "" if made.is_whole else f" of the first {MOST_LINES:,}"
    answers = "answers" if total == 1 else "answer"
    return f"{counted(total, 'passage')} {answers}; in the text{where} there is no word to show."
