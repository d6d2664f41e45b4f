// Turns to another hit, page or size without loading all anew, and fetches ahead. Links do it too.

import { all, box, fetched, focus, isAway, keyed, on, one, parsed } from "./page.js";

const kept = new Map();
const keptMs = 60_000; // then the server is asked whether anything changed
let shownAt = place(location);
let turns = 0;
let pressed;

function place(address) {
	const { pathname, search } = new URL(address, location);
	return pathname + search;
}

// Where a link leads, if that can be turned to; links of a drawing have another form.
function destination(link) {
	const address = link && new URL(link.href.baseVal ?? link.href, location);
	const isTurned = address && link.closest("main") && address.origin === location.origin
		&& /\/(p\/[^/.]+|pages\/\d+)$/.test(address.pathname) && !(address.hash && place(address) === place(location));
	return isTurned ? address : null;
}

function brought(address) {
	if (!kept.has(address)) {
		const forget = () => kept.delete(address);
		kept.set(address, fetched(address));
		kept.get(address).catch(forget);
		setTimeout(forget, keptMs);
	}
	return kept.get(address);
}

// Put a page in place, the last of those asked for; `note` tells the history.
async function turn(address, { stays, note = () => {} } = {}) {
	const mine = (turns += 1);
	const [at, { hash }] = [place(address), new URL(address, location)];
	try {
		const page = parsed(await brought(at));
		const next = one("main", page);
		if (!next?.querySelector(".reader")) throw new Error("no page");
		await shown(one(".leaf img", next));
		if (mine !== turns) return;
		note();
		shownAt = at;
		putInPlace(page, next, stays, hash);
	} catch (error) {
		if (mine === turns) throw error;
	}
}

function putInPlace(page, next, stays, hash) {
	const main = one("main");
	const seen = stays ? middle() : null;
	const { activeElement } = document;
	const held = main.contains(activeElement) && activeElement.dataset.key;
	keepFolds(next);
	one("[autofocus]", next)?.removeAttribute("autofocus");
	if (hash) one(`[id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`, next)?.classList.add("focus");
	main.replaceWith(next);
	takeOver(page);
	onceSeen();
	if (stays) bringBack(seen);
	else settle();
	if (held) focus(keyed(held));
	if (!stays) tell();
}

// What speaks of the page around it: title, addresses, what cites it (told to Zotero), the search.
function takeOver(page) {
	document.title = page.title;
	one(".tongues").replaceWith(one(".tongues", page));
	const tags = "[rel=canonical], [rel=alternate], [name^=citation_], [name='dc.type']";
	all(tags).forEach((tag) => tag.remove());
	document.head.append(...all(tags, page));
	document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true }));
	const [form, other] = [one("form.search"), one("form.search", page)];
	form.action = other.action;
	all("[type=hidden]", form).forEach((field) => field.remove());
	form.append(...all("[type=hidden]", other));
	const box = one("#q", form); // whoever is typing goes on
	if (box.value === box.defaultValue && box !== document.activeElement) box.value = one("#q", other).value;
}

// To who hears the page: what is put in place is not read out by itself.
function tell() {
	const told = [one(".hits .at")?.textContent, document.title.split(" · ")[0]];
	one("#said").textContent = told.filter(Boolean).map((each) => each.trim()).join(". ");
}

function keepFolds(next) {
	for (const fold of all(".reader details[id]")) {
		const same = one(`#${fold.id}`, next);
		if (same) same.open = fold.open;
	}
	const scrolled = one(".side")?.scrollTop;
	if (scrolled) requestAnimationFrame(() => { one(".side", next)?.scrollTo(0, scrolled); });
}

// The point in the middle of the window, in shares of the page.
function middle() {
	const marks = one(".leaf .marks");
	if (!marks) return null;
	const { left, top, width, height } = box(marks);
	return [(innerWidth / 2 - left) / width, (innerHeight / 2 - top) / height];
}

function bringBack(seen) {
	const leaf = one(".leaf");
	if (!leaf || !seen) return;
	if (leaf.matches(".fit-page")) return void leaf.scrollIntoView();
	const { left, top, width, height } = box(one(".marks", leaf));
	leaf.closest(".desk").scrollLeft += left + seen[0] * width - innerWidth / 2;
	scrollBy(0, top + seen[1] * height - innerHeight / 2);
}

// The image before the page: what is put in place is whole.
function shown(image) {
	if (!image) return null;
	const { sizes, srcset, src } = image;
	const ready = Object.assign(new Image(), { sizes, srcset, src });
	return Promise.race([ready.decode().catch(() => {}), new Promise((done) => setTimeout(done, 400))]);
}

function settle() {
	const area = one(".leaf .area.focus");
	if (!area?.hasAttribute("autofocus")) focus(area);
	const mark = area?.querySelector(".quoted") ?? area?.querySelector("rect") ?? one(".leaf .marked");
	const leaf = one(".leaf.fit-page") ?? (turns && !mark ? one(".leaf") : null);
	if (one(".fate")) scrollTo(0, 0);
	else if (leaf) leaf.scrollIntoView();
	else mark?.scrollIntoView({ block: "center", inline: "nearest" });
	const text = one(".sheet .quote") ?? one(".sheet .passage.focus, .sheet mark");
	const panel = text?.closest(".sheet");
	if (panel) panel.scrollTop += box(text).top - box(panel).top - 80;
}

// What is not seen, or next, waits for what is wanted now.
async function onceSeen() {
	const images = all(".leaf img");
	const words = all(".words-over");
	for (const image of images) {
		if (image.complete && !image.naturalWidth) sayUndrawn(image);
		else image.onerror = () => sayUndrawn(image);
	}
	await images[0]?.decode().catch(() => {});
	requestAnimationFrame(() => setTimeout(() => words.forEach(layOver)));
	if (!navigator.connection?.saveData) (window.requestIdleCallback ?? setTimeout)(() => all(".bar a[rel~=next], .bar a[rel~=prev]").forEach(fetchAhead));
}

// In a noscript they are text where a page was loaded, elements where it was parsed.
function layOver(words) {
	words.replaceWith(words.firstElementChild ?? one("svg", parsed(words.textContent)));
}

// A page that cannot be drawn: from then on the server shows its text alone.
function sayUndrawn(image) {
	const said = { className: "notice", textContent: image.dataset.fails };
	image.closest(".leaf")?.replaceWith(Object.assign(document.createElement("p"), said));
}

async function fetchAhead(link) {
	const address = destination(link);
	if (address) await shown(one(".leaf img", parsed(await brought(place(address)).catch(() => ""))));
}

// A key pressed again too soon is meant for the page that this one leads to.
async function follow(link, address) {
	const key = link.dataset.key;
	if (key && key === pressed?.key) return void (pressed.again += 1);
	const stays = "stay" in link.dataset;
	pressed = key ? { key, again: 0 } : null;
	const mine = pressed;
	try {
		await turn(address, { stays, note: () => history[stays ? "replaceState" : "pushState"](null, "", address) });
	} catch {
		location.href = address;
	}
	if (pressed !== mine) return;
	pressed = null;
	const next = mine?.again ? keyed(key) : null;
	if (next) follow(next, destination(next));
	if (next && pressed) pressed.again = mine.again - 1;
}

on("click", (event) => {
	const link = event.target.closest?.("a");
	const address = event.defaultPrevented || isAway(event) ? null : destination(link);
	if (!address) return;
	event.preventDefault();
	follow(link, address);
});

// A link within the page, as to skip to its content, is a step in the history too.
addEventListener("popstate", () => {
	if (place(location) === shownAt) turns += 1;
	else turn(location.href).catch(() => location.reload());
});

if (matchMedia("(min-width: 45.01rem)").matches) all("details[data-beside]").forEach((fold) => { fold.open = true; });
onceSeen();
settle();
