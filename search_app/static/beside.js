// Two versions side by side: brings what comes next as one scrolls, keeps columns of pages together by passage, lights
// up what says the same. Links do it too.

import { fetched } from "./clipboard.js";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const box = (element) => element.getBoundingClientRect();
const columns = all(".pair section");
let [led] = columns; // the one that is scrolled by hand
let isWaiting = false;

const tell = (address) => history.replaceState(null, "", address);
const lineOf = (scrolled) => (columns.includes(scrolled) ? box(scrolled).top + scrolled.clientHeight / 3 : innerHeight / 3);

// Where a row stands in a column, at the height of a line if it goes on beyond it.
function extent(column, row) {
	const areas = all(`[data-row="${row}"]`, column).map(box);
	return areas.length ? { top: areas[0].top, height: Math.max(areas.at(-1).bottom - areas[0].top, 1) } : null;
}

// The other column comes to where what stands on this one's line stands on its own.
function bring(column) {
	const other = columns.find((each) => each !== column);
	const line = lineOf(column);
	const leaves = all(".leaf", column).filter((leaf) => box(leaf).bottom > line);
	for (const area of leaves.slice(0, 2).flatMap((leaf) => all("[data-row]:not([data-moved])", leaf))) {
		const { row } = area.dataset;
		const [own, its] = box(area).bottom > line ? [extent(column, row), extent(other, row)] : [];
		if (!its) continue;
		const share = Math.min(Math.max((line - own.top) / own.height, 0), 1);
		const gap = box(other).top - box(column).top;
		other.scrollTop += its.top + share * its.height - own.top - share * own.height - gap;
		return;
	}
}

async function bringMore() {
	const [next] = all(".paging [rel=next]");
	if (isWaiting || !next) return;
	isWaiting = true;
	const page = new DOMParser().parseFromString(await fetched(next.href).catch(() => ""), "text/html");
	for (const list of all("#rows, .pair section")) {
		const more = page.getElementById(list.id)?.children ?? [];
		list.append(...[...more].filter(({ id }) => id && !document.getElementById(id)));
	}
	const [after] = all(".paging [rel=next]", page);
	if (after) next.replaceWith(after);
	else if (page.getElementById("content")) next.remove();
	isWaiting = false;
	if (led) bring(led);
}

function scrolled({ target }) {
	const at = target.scrollTop === undefined ? document.scrollingElement : target;
	if (led && at !== led) return;
	const line = lineOf(at);
	if (led) bring(at);
	const here = all("[data-page]").filter((each) => box(each).top <= line && each.dataset.page).pop();
	const address = new URL(location);
	if (here && address.searchParams.get("page") !== here.dataset.page) {
		address.searchParams.set("page", here.dataset.page);
		address.hash = "";
		tell(address);
	}
	if (at.scrollHeight - at.scrollTop < 4 * innerHeight) bringMore();
}

function lightUp(at) {
	for (const each of all("[data-row]")) {
		const isLit = each.dataset.row === at.dataset.row;
		each.classList.toggle("focus", isLit);
		for (const sentence of all("[data-sentence]", each)) sentence.tabIndex = isLit - 1;
	}
	tell((at.href ? at : at.querySelector(".light")).getAttribute("href"));
	if (led) bring(at.closest("section"));
}

document.addEventListener("scroll", (event) => requestAnimationFrame(() => scrolled(event)), true);
document.addEventListener("click", (event) => {
	const [at, link] = ["[data-row]", "a"].map((each) => event.target.closest(each));
	const isOther = event.metaKey || event.ctrlKey || event.shiftKey || (link && !link.matches(".light"));
	if (!at || isOther || String(getSelection())) return;
	event.preventDefault();
	lightUp(at);
});
for (const name of ["pointerover", "focusin"]) {
	document.addEventListener(name, ({ target }) => {
		const own = target.closest?.("[data-sentence]");
		const same = own ? all(`[data-sentence="${own.dataset.sentence}"]`, own.closest("tr")) : [];
		for (const each of all("[data-sentence]")) each.classList.toggle("lit", same.includes(each));
	});
}
if (led) bring(led);
for (const column of columns) {
	for (const name of ["pointerover", "pointerdown", "focusin"]) column.addEventListener(name, () => { led = column; });
}
