// Two versions side by side: brings more as one scrolls, keeps two columns of pages together, lights up what says the
// same. Links do it too.

import { fetched } from "./clipboard.js";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const box = (element) => element.getBoundingClientRect();
const part = (id) => document.getElementById(id);
const tell = (address) => history.replaceState(null, "", address);
const columns = all(".pair section");
let led = columns.find((each) => each.querySelector(":target")) ?? columns[0]; // the one that is scrolled by hand
let isWaiting = false;
let told; // the page in the address

function atPage(place, page) {
	const address = new URL(place);
	if (page) address.searchParams.set("page", page);
	address.hash = "";
	return address;
}

function extent(column, row) {
	const areas = all(`[data-row="${row}"]`, column).map(box);
	return areas[0] && [areas[0].top, areas.at(-1).bottom];
}

// What stands a third down one column has beside it what says the same.
function bring() {
	const other = columns.find((each) => each !== led);
	const line = box(led).top + led.clientHeight / 3;
	for (const { dataset: { row } } of all("[data-row]:not([data-moved])", led).filter((each) => box(each).bottom > line)) {
		const [own, its] = [extent(led, row), extent(other, row)];
		if (!its) continue;
		const share = Math.min(Math.max((line - own[0]) / (own[1] - own[0]), 0), 1);
		const [from, to] = [own, its].map(([top, bottom]) => top + share * (bottom - top));
		other.scrollTop += to - box(other).top - from + box(led).top;
		return;
	}
}

async function bringMore(next) {
	if (isWaiting || !next) return;
	isWaiting = true;
	const page = new DOMParser().parseFromString(await fetched(next.href).catch(() => ""), "text/html");
	const lists = all("#rows, .pair section", page);
	for (const { id, children } of lists) part(id).append(...[...children].filter((each) => each.id && !part(each.id)));
	if (lists[0]) next.replaceWith(...all("[rel=next]", page));
	isWaiting = false;
	if (led) bring();
}

function scrolled({ target }) {
	const at = target.scrollingElement ?? target;
	if (led && led !== at) return;
	if (led) bring();
	const here = all("[data-page]").filter((each) => box(each).top < innerHeight / 2).pop();
	if (here && here !== told) {
		told = here;
		tell(atPage(location, here.dataset.page));
		part("at").value = here.dataset.page;
		for (const link of all(".bar p a")) link.href = atPage(link, here.dataset["turned" in link.dataset ? "beside" : "page"]);
	}
	if (at.scrollHeight - at.scrollTop < 4 * innerHeight) bringMore(all("[rel=next]")[0]);
}

document.addEventListener("scroll", (event) => requestAnimationFrame(() => scrolled(event)), true);
document.addEventListener("click", (event) => {
	const [at, link] = ["[data-row]", "a:not(.light)"].map((each) => event.target.closest(each));
	if (!at || link || event.metaKey || event.ctrlKey || event.shiftKey || String(getSelection())) return;
	event.preventDefault();
	for (const each of all("[data-row]")) {
		const isLit = each.dataset.row === at.dataset.row;
		each.classList.toggle("focus", isLit);
		for (const sentence of all("[data-sentence]", each)) sentence.tabIndex = isLit - 1;
	}
	tell(at.closest(".light")?.href.baseVal ?? all(".light", at)[0]);
	for (const column of columns) all(".focus", column)[0]?.scrollIntoView({ block: "nearest" });
});
for (const name of ["pointerover", "pointerdown", "focusin"]) {
	document.addEventListener(name, ({ target }) => {
		led = target.closest?.(".pair section") ?? led;
		const own = target.closest?.("[data-sentence]");
		const same = own ? all(`[data-sentence="${own.dataset.sentence}"]`, own.closest("tr")) : [];
		for (const each of all("[data-sentence]")) each.classList.toggle("quote", same.includes(each));
	});
}
if (led) bring();
