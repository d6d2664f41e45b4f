// The words of a quote as a text fragment (WICG, Text Fragments), which browsers that know it mark by themselves.
// They look from the page's beginning, so as much is said as tells these words from all before.

import { length } from "./stretches.js";

const LONGEST = 300; // characters said in full; of longer quotes, and of several blocks, how they begin and end
const FEWEST = 4; // words of a beginning or an end
const MOST_AROUND = 10; // words before and behind, where the quote stands elsewhere too
const UNSEARCHED = "svg, script, style, noscript, textarea, [hidden], #selected";
const WORD_BEFORE = /[\p{L}\p{N}\p{M}]+$/u;
const WORD_BEHIND = /^[\p{L}\p{N}\p{M}]+/u;

// `stretches` as `selected` gives them. Gives ":~:text=...", or nothing where it would lead to other words.
export function fragment(stretches) {
  const page = textOfPage();
  const [first, last] = [stretches[0], stretches.at(-1)];
  const [from, to] = [page.place(first.id, first.start, false), page.place(last.id, last.end, true)];
  if (from === null || to === null) return "";
  return told(page.text, ...wholeWords(page.text, from, to));
}

// Browsers look for whole words only. The link's own count still says exactly what is quoted.
function wholeWords(text, from, to) {
  const before = WORD_BEHIND.test(text.slice(from)) ? text.slice(0, from).match(WORD_BEFORE) : null;
  const behind = WORD_BEFORE.test(text.slice(0, to)) ? text.slice(to).match(WORD_BEHIND) : null;
  return [from - (before?.[0].length ?? 0), to + (behind?.[0].length ?? 0)];
}

function told(text, from, to) {
  const quote = text.slice(from, to);
  const isShort = quote.length <= LONGEST && !quote.includes("\n");
  const lines = quote.split("\n");
  const small = text.toLowerCase();
  // First by words of the same block: those of our links differ from language to language.
  const sides = [text.slice(0, from), text.slice(to)];
  const around = [sides, [sides[0].trimEnd(), sides[1].trimStart()]].map(([one, other]) => [one.split("\n").pop(), other.split("\n")[0]]);
  for (let more = 0, [before, behind] = around[0]; more <= 2 * MOST_AROUND; more += 1) {
    if (more === MOST_AROUND) [before, behind] = around[1];
    const start = isShort ? quote : words(lines[0], FEWEST + more);
    const end = isShort ? "" : words(lines.at(-1), -FEWEST - more);
    for (const [prefix, suffix] of [[words(before, -more), ""], [words(before, -more), words(behind, more)]]) {
      const terms = { prefix, start, end, suffix };
      const found = firstMatch(small, terms);
      if (found?.[0] === from && found[1] === to) return said(terms);
    }
  }
  return "";
}

// The first words of a line or, counted from behind, the last.
function words(line, count) {
  const all = line.trim().split(" ");
  return count ? (count > 0 ? all.slice(0, count) : all.slice(count)).join(" ") : "";
}

function firstMatch(text, terms) {
  const [prefix, start, end, suffix] = ["prefix", "start", "end", "suffix"].map((each) => terms[each].toLowerCase());
  const isFollowed = (at) => text.slice(at).trimStart().startsWith(suffix);
  const ending = (from) => {
    let at = text.indexOf(end, from);
    while (at >= 0 && !isFollowed(at + end.length)) at = text.indexOf(end, at + 1);
    return at < 0 ? at : at + end.length;
  };
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    const stop = ending(at + start.length); // without an end, right there
    if (stop > at && text.slice(0, at).trimEnd().endsWith(prefix) && (end || stop === at + start.length)) return [at, stop];
  }
  return null;
}

function said({ prefix, start, end, suffix }) {
  return `:~:text=${prefix && `${encoded(prefix)}-,`}${encoded(start)}${end && `,${encoded(end)}`}${suffix && `,-${encoded(suffix)}`}`;
}

function encoded(words) {
  return encodeURIComponent(words).replaceAll("-", "%2D");
}

// All text that a browser looks through, a block a line, and where in it characters of passages stand.
function textOfPage() {
  const lines = new Map();
  let text = "";
  for (const [block, own] of blocks()) {
    let from = 0;
    for (const line of block.matches("[data-at]") ? own.split("\n") : [own]) {
      lines.set(block, [...(lines.get(block) ?? []), { from, to: from + line.length, own, at: text.length }]);
      text += `${plain(line).trimEnd()}\n`;
      from += line.length + 1;
    }
  }
  return { text, place: (id, offset, isEnd) => placed(lines, id, offset, isEnd) };
}

function placed(lines, id, offset, isEnd) {
  for (const block of document.querySelectorAll(`.sheet [data-passage="${id}"] [data-at]`)) {
    const rest = offset - Number(block.dataset.at);
    const [own] = lines.get(block) ?? [];
    if (!own || rest < Number(isEnd) || rest > length(own.own) - Number(!isEnd)) continue;
    const units = [...own.own].slice(0, rest).join("").length;
    const line = lines.get(block).find(({ from, to }) => from <= units && units <= to);
    return line.at + plain(own.own.slice(line.from, units)).length;
  }
  return null;
}

function* blocks() {
  const accept = (node) => (node.matches?.(UNSEARCHED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
  let [block, text] = [null, ""];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const own = blockOf(node.parentElement);
    if (own !== block && block) yield [block, text];
    text = own === block ? text + node.data : node.data;
    block = own;
  }
  if (block) yield [block, text];
}

function blockOf(element) {
  return getComputedStyle(element).display === "inline" ? blockOf(element.parentElement) : element;
}

function plain(text) {
  return text.replace(/\s+/g, " ").trimStart();
}
