"""`pasaje lexicon`: what stands for a word in the other language, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from index.crosslingual import About, LexiconEntry, Translation
from search_app import learned
from search_app.commands.opening import current_lexicon, opened, pass_settings, writing
from search_app.commands.output import MARGIN, Paper, counted, json_line, one_line, say
from search_app.lexicon_objects import Looked, about_object, look_up, sides, translation_objects
from search_app.limits import LEXICON_LANGUAGES, MAX_QUERY_LENGTH, MAX_TRANSLATIONS
from search_app.links import Links
from search_app.settings import Settings


@click.command(
    "lexicon",
    epilog="""\b
Examples:
  pasaje lexicon environment
  pasaje lexicon cambio climatico
  pasaje lexicon red --language es --json | jq -r .to.text
  pasaje lexicon
  pasaje lexicon --rebuild

The percentage is about how likely a translation is right while nothing is known of what is meant. “Seen” counts
sentences of the archive that stand side by side in both languages; “in the glossary” is what comes with Pasaje.
""",
)
@click.argument("words", nargs=-1, metavar="[WORD [WORD2]]")
@click.option("--language", type=click.Choice(LEXICON_LANGUAGES), help="Of the word. [default: both]")
@click.option(
    "--limit",
    type=click.IntRange(1, MAX_TRANSLATIONS),
    default=MAX_TRANSLATIONS,
    show_default=True,
    help="Translations shown in each direction.",
)
@click.option("--rebuild", is_flag=True, help="Learn it again first from all that is aligned.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a translation.")
@pass_settings
def lexicon(
    settings: Settings, *, words: Sequence[str], language: str | None, limit: int, rebuild: bool, as_json: bool
) -> None:
    """Tell what stands for a word or a term in the other language.

    It is learned from the documents that the archive has in both languages, beside a glossary that comes with
    Pasaje. Endings and accents do not count. Without a word it tells what the lexicon was made of.
    """
    word = " ".join(words).strip()
    if len(word) > MAX_QUERY_LENGTH:
        raise click.UsageError(f"Say a word or a term, in at most {MAX_QUERY_LENGTH:,} characters.")
    with opened(settings) as archive:
        if rebuild:
            with writing(archive, "learning the lexicon"):
                learned.make_lexicon(archive)
        kept, about = current_lexicon(archive)
        if not word:
            _tell(about, as_json=as_json)
            return
        looked = look_up(archive, kept, word, [language] if language else LEXICON_LANGUAGES, limit)
    links = Links(settings.links_base)
    if as_json:
        for each in translation_objects(looked, links):
            json_line(each)
    else:
        paper = Paper()
        for entry in looked.entries:
            _write(paper, entry, looked, links)
    if not looked.entries:
        say(unknown(looked))


def unknown(looked: Looked) -> str:
    """Say that a word is not known, and which are spelled nearly like it."""
    near = ", ".join(f"“{each}”" for each in looked.near)
    return f"Nothing stands for “{one_line(looked.word)[:100]}”." + (
        f" Spelled nearly so: {near}." if near else ""
    )


def _tell(about: About, *, as_json: bool) -> None:
    if as_json:
        json_line(about_object(about) or {})
        return
    learned = f"{counted(about.passages, 'pair')} of passages in {counted(about.bitexts, 'document')}"
    say(
        f"{counted(about.entries, 'word')} and terms of both languages, learned from {learned} and taken from the "
        f"glossary, on {about.made_at[:16].replace('T', ' at ')} UTC."
    )


def _write(paper: Paper, entry: LexiconEntry, looked: Looked, links: Links) -> None:
    seen = f", seen {_times(entry.seen)}" if entry.seen else ""
    paper.write(f"{one_line(entry.text)} ({entry.language}{seen})", style="bold")
    for each in entry.translations:
        paper.write(f"{one_line(each.text)} · {each.score:.0%} · {_origin(each)}", indent=MARGIN)
        for example in looked.examples(each):
            one, other = sides(example, entry.language)
            title = looked.versions[one[0]].title
            addresses = " = ".join(links.passage(passage_id) for _, passage_id in (one, other))
            paper.write(f"{one_line(title)}: {addresses}", indent=2 * MARGIN, style="dim", wrapped=False)


def _origin(translation: Translation) -> str:
    seen = [f"seen together {_times(translation.together)}"] * bool(translation.together)
    return ", ".join([*seen, *["in the glossary"] * translation.is_written_down])


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
