// What is selected, as stretches of passages, in characters as the archive counts them.

const AREAS = ".desk, .sheet"; // words stand in both: one is meant

export const length = (text) => [...text].length; // code points; a script's own count has two for some

// Give for each passage its id and where it is selected, without white space at the ends.
export function selected(selection = getSelection()) {
	const range = selection.isCollapsed ? null : selection.getRangeAt(0);
	const area = range && areaOf(selection, range);
	if (!area) return [];
	const parts = new Map();
	for (const element of area.querySelectorAll("[data-at]")) {
		const part = range.intersectsNode(element) ? clipped(range, element) : null;
		if (!part?.text.trim()) continue;
		const id = element.closest("[data-passage]").dataset.passage;
		parts.set(id, [...(parts.get(id) ?? []), part]);
	}
	return [...parts].map(([id, each]) => stretch(id, each));
}

// Say it in an address, which has the first passage in its path.
export function query([first, ...further]) {
	const said = new URLSearchParams();
	if (!first.isWhole) said.set("quote", `${first.start}-${first.end}`);
	for (const { id, start, end, isWhole } of further) said.append("with", isWhole ? id : `${id}.${start}-${end}`);
	return said;
}

function areaOf(selection, range) {
	const at = [selection.anchorNode, selection.focusNode].map((node) => (node.closest ? node : node.parentElement));
	const areas = [...at.map((element) => element?.closest(AREAS)), document.querySelector(".sheet")];
	return areas.find((area) => area && range.intersectsNode(area));
}

function clipped(range, element) {
	const part = document.createRange();
	part.selectNodeContents(element);
	const before = part.cloneRange();
	if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
	if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
	before.setEnd(part.startContainer, part.startOffset);
	return { text: part.toString(), at: Number(element.dataset.at) + length(before.toString()) };
}

function stretch(id, parts) {
	const [first, last] = [parts[0], parts.at(-1)];
	const start = first.at + length(first.text) - length(first.text.trimStart());
	const end = last.at + length(last.text.trimEnd());
	const whole = document.querySelector(`.sheet [data-passage="${id}"]`);
	return { id, start, end, isWhole: start === 0 && end === Number(whole?.dataset.length) };
}
