// A quote as a text fragment (WICG, Text Fragments), which browsers mark. They look from the page's beginning: as much
// is said as tells these words from all before.

import { length } from "./stretches.js";

const LONGEST = 300; // characters said in full; of more, or of several blocks, both ends
const FEWEST = 4; // words of a beginning or an end
const MOST_AROUND = 10; // words on each side, where the quote stands elsewhere too
const UNSEARCHED = "svg, script, style, noscript, textarea, [hidden], #selected";
const WORD_BEFORE = /[\p{L}\p{N}\p{M}]+$/u;
const WORD_BEHIND = /^[\p{L}\p{N}\p{M}]+/u;

// Nothing where it would lead to other words.
export function fragment(stretches) {
	const { text, place } = textOfPage();
	const [{ id, start }, last] = [stretches[0], stretches.at(-1)];
	const [from, to] = [place(id, start, false), place(last.id, last.end, true)];
	return from === null || to === null ? "" : told(text, ...wholeWords(text, from, to));
}

// Browsers look for whole words only; the link's own count is exact.
function wholeWords(text, from, to) {
	const before = WORD_BEHIND.test(text.slice(from)) ? text.slice(0, from).match(WORD_BEFORE) : null;
	const behind = WORD_BEFORE.test(text.slice(0, to)) ? text.slice(to).match(WORD_BEHIND) : null;
	return [from - (before?.[0].length ?? 0), to + (behind?.[0].length ?? 0)];
}

function told(text, from, to) {
	const quote = text.slice(from, to);
	const lines = quote.split("\n");
	const isShort = quote.length <= LONGEST && lines.length < 2;
	const small = text.toLowerCase();
	// First by the same block: words of our links differ by language.
	const sides = [text.slice(0, from), text.slice(to)];
	const around = [sides, [sides[0].trimEnd(), sides[1].trimStart()]].map(([one, other]) => [one.split("\n").pop(), other.split("\n")[0]]);
	for (let more = 0, [before, behind] = around[0]; more <= 2 * MOST_AROUND; more += 1) {
		if (more === MOST_AROUND) [before, behind] = around[1];
		const start = isShort ? quote : words(lines[0], FEWEST + more);
		const end = isShort ? "" : words(lines.at(-1), -FEWEST - more);
		const prefix = words(before, -more);
		for (const suffix of ["", words(behind, more)]) {
			const terms = [prefix, start, end, suffix];
			const found = firstMatch(small, terms);
			if (found?.[0] === from && found[1] === to) return said(terms);
		}
	}
	return "";
}

// The first words of a line or, below 0, the last.
function words(line, count) {
	const all = line.trim().split(" ");
	return count ? (count > 0 ? all.slice(0, count) : all.slice(count)).join(" ") : "";
}

function firstMatch(text, terms) {
	const [prefix, start, end, suffix] = terms.map((each) => each.toLowerCase());
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

function said([prefix, start, end, suffix]) {
	return `:~:text=${prefix && `${encoded(prefix)}-,`}${encoded(start)}${end && `,${encoded(end)}`}${suffix && `,-${encoded(suffix)}`}`;
}

const encoded = (words) => encodeURIComponent(words).replaceAll("-", "%2D");

// All that a browser looks through, a block a line, and where passages stand in it.
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
	return { text, place: (...asked) => placed(lines, ...asked) };
}

function placed(lines, id, offset, isEnd) {
	for (const block of document.querySelectorAll(`.sheet [data-passage="${id}"] [data-at]`)) {
		const rest = offset - block.dataset.at;
		const all = lines.get(block) ?? [];
		const own = all[0]?.own ?? "";
		if (rest < isEnd || rest > length(own) - !isEnd) continue;
		const units = [...own].slice(0, rest).join("").length;
		const line = all.find(({ from, to }) => from <= units && units <= to);
		return line.at + plain(own.slice(line.from, units)).length;
	}
	return null;
}

function* blocks() {
	const accept = (node) => (node.matches?.(UNSEARCHED) ? NodeFilter.FILTER_REJECT : 1); // else it is accepted
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
	let [block, text] = [null, ""];
	while (walker.nextNode()) {
		const node = walker.currentNode;
		if (!node.data) continue; // an element
		const own = blockOf(node.parentElement);
		if (own !== block && block) yield [block, text];
		text = own === block ? text + node.data : node.data;
		block = own;
	}
	if (block) yield [block, text];
}

const blockOf = (element) => (getComputedStyle(element).display === "inline" ? blockOf(element.parentElement) : element);

const plain = (text) => text.replace(/\s+/g, " ").trimStart();
