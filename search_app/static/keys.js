// Keys for those who like them; all can be done without. A link names its key in data-key.

import { all, focus, keyed, on, one, part } from "./page.js";

const help = part("keys");
let current;

// Asked anew with every key: pages are put in place of each other.
function standing() {
	const stops = all(".hit, .sheet .passage");
	const at = stops.includes(current) ? current : stops.find((stop) => stop.matches(".focus"));
	return [stops, stops.indexOf(at)];
}

function move(step) {
	const [stops, at] = standing();
	if (!stops.length) return;
	const stop = stops[Math.min(Math.max(at + step, 0), stops.length - 1)];
	current = stop;
	const target = one("h2 a", stop) ?? stop;
	if (target === stop) stop.tabIndex = -1;
	focus(target);
	stop.scrollIntoView({ block: "nearest" });
}

const here = () => document.activeElement?.closest(".hit, .passage") ?? standing()[0][standing()[1]];

function ask(name, what) {
	document.dispatchEvent(new CustomEvent(name, { detail: { what, stop: here() }, cancelable: true }));
}

function choose(id) {
	const box = part(id);
	box?.focus();
	box?.select();
}

// Arrows move a wide table that has the focus, or a wide page, to its end; from there on they turn.
function moved(key) {
	return [document.activeElement?.closest(".words, .rows"), one(".desk")].some((wide) => {
		const before = wide?.scrollLeft;
		wide?.scrollBy({ ArrowRight: 80, ArrowLeft: -80 }[key] ?? 0, 0);
		return wide?.scrollLeft !== before;
	});
}

// Shows what says the same in the other language, or goes there.
function translate(what) {
	const way = one(`.hit details ${what}`, here()) ?? keyed("t");
	way?.focus();
	way?.click();
}

const acts = {
	"/": () => choose("q"),
	g: () => choose("at"),
	j: () => move(1),
	k: () => move(-1),
	c: () => ask("take", "link"),
	q: () => ask("take", "quote"),
	b: () => ask("take", "citation"),
	s: () => ask("choose"),
	t: () => translate("summary"),
	T: () => translate("a"),
	Enter: () => one(".hit h2 a")?.click(),
	"?": () => { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); },
};

// Enter belongs to what has the focus, but for the body and the skip link's target.
const isFree = () => document.activeElement?.matches("body, #content");

help.hidden = false;
on("keydown", (event) => {
	const { key } = event;
	const typing = event.target.closest("input, textarea, select, [contenteditable]");
	const isSelecting = event.shiftKey && key.startsWith("Arrow");
	if (typing || isSelecting || event.metaKey || event.ctrlKey || event.altKey) return;
	const act = acts[key];
	const link = keyed(key);
	if (!(act || link) || (key === "Enter" && !isFree())) return;
	event.preventDefault();
	if (act) act();
	else if (!moved(key)) link.click();
});
