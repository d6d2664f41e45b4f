// Two versions side by side: brings more as one scrolls, keeps two columns of pages together, lights up what says the
// same. Links do it too.

import { all, box, fetched, isAway, on, one, parsed, part } from "./page.js";

const tell = (address) => history.replaceState(null, "", address);
const columns = all(".pair section");
const arePaired = () => columns[1]?.clientHeight; // on a phone one of them is shown
let led = columns.find((each) => one(":target", each)) ?? columns[0]; // the one that is scrolled by hand
let isWaiting = false;
let told; // the page in the address

function atPage(place, page, passage) {
	const address = new URL(place);
	const said = address.searchParams;
	if (page) said.set("page", page);
	if (passage) said.delete("page"), said.set("passage", passage);
	address.hash = passage ? `t-${passage}` : "";
	return address;
}

const below = (line, within) => all("[data-row]:not([data-far])", within).filter((each) => box(each).bottom > line);
const height = (areas) => areas.reduce((sum, each) => sum + box(each).height, 0);

// What stands a third down one column has beside it what says the same. It may go on over pages: margins do not count.
function bring() {
	if (!arePaired()) return;
	const other = columns.find((each) => each !== led);
	const line = box(led).top + led.clientHeight / 3;
	for (const at of below(line, led)) {
		const [own, its] = [led, other].map((column) => all(`[data-row="${at.dataset.row}"]`, column));
		if (!its[0]) continue;
		const passed = height(own.slice(0, own.indexOf(at))) + Math.max(line - box(at).top, 0);
		let rest = passed * height(its) / height(own);
		const to = its.find((each) => (rest -= box(each).height) <= 0) ?? its.at(-1);
		other.scrollTop += box(to).bottom + rest - box(other).top - Math.max(line, box(own[0]).top) + box(led).top;
		return;
	}
}

async function bringMore(next) {
	if (isWaiting || !next) return;
	isWaiting = true;
	const page = parsed(await fetched(next.href).catch(() => ""));
	const lists = all("#rows, .pair section", page);
	for (const { id, children } of lists) part(id).append(...[...children].filter((each) => each.id && !part(each.id)));
	if (lists[0]) next.replaceWith(...all("[rel=next]", page));
	isWaiting = false;
	bring();
}

// The other language is shown at what says the same as what is lit and in sight, or stands a third down.
function turn(link) {
	const lit = all(".focus").filter((each) => box(each).bottom > 0 && box(each).top < innerHeight);
	const same = [...lit, ...below(innerHeight / 3), ...all("[data-row]").reverse()]
		.map(({ dataset: { row } }) => one(`:is(#right, .other) [id][data-row="${row}"]`)).find(Boolean);
	if (same) link.href = atPage(link, "", same.id.slice(2));
}

function scrolled({ target }) {
	const at = target.scrollingElement ?? target;
	if (arePaired() && led !== at) return;
	bring();
	const here = all("[data-page]").filter((each) => box(each).top < innerHeight / 2).pop();
	if (here && here !== told) {
		told = here;
		tell(atPage(location, here.dataset.page));
		part("at").value = here.dataset.page;
		for (const link of all(".bar p a")) link.href = atPage(link, here.dataset["turned" in link.dataset ? "beside" : "page"]);
	}
	const nears = (each) => each.scrollHeight - each.scrollTop < 4 * innerHeight;
	if ((arePaired() ? columns : [at]).some(nears)) bringMore(one("[rel=next]"));
}

on("scroll", (event) => requestAnimationFrame(() => scrolled(event)), true);
on("click", (event) => {
	const [at, link] = ["[data-row]", "a:not(.light)"].map((each) => event.target.closest(each));
	if (link && "turned" in link.dataset) turn(link);
	if (!at || link || isAway(event) || String(getSelection())) return;
	event.preventDefault();
	for (const each of all("[data-row]")) {
		const isLit = each.dataset.row === at.dataset.row;
		each.classList.toggle("focus", isLit);
		for (const sentence of all("[data-sentence]", each)) sentence.tabIndex = isLit - 1;
	}
	tell(at.closest(".light")?.href.baseVal ?? one(".light", at));
	for (const link of all("#correct")) {
		link.hidden = false;
		link.href = atPage(link, "", at.dataset.row);
	}
	for (const column of columns) one(".focus", column)?.scrollIntoView({ block: "nearest" });
});
for (const name of ["pointerover", "pointerdown", "focusin"]) {
	on(name, ({ target }) => {
		led = target.closest?.(".pair section") ?? led;
		const own = target.closest?.("[data-sentence]");
		const same = own ? all(`[data-sentence="${own.dataset.sentence}"]`, own.closest("tr")) : [];
		for (const each of all("[data-sentence]")) each.classList.toggle("quote", same.includes(each));
	});
}
bring();
