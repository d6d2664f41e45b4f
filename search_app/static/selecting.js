// Copies selected words, from beside them: a link, the words with their citation, or that alone.

import { cite, copy, say } from "./clipboard.js";
import { fragment } from "./fragments.js";
import { box, focus, on, one, part } from "./page.js";
import { query, selected } from "./stretches.js";

const GAP = 8; // pixels to the words
const TOP = 64; // below the bar
const REST_MS = 250; // nothing appears while words are being added
const isWide = matchMedia("(min-width: 45.01rem)");

let chosen = "";
let isClosed = false;
let isPressed = false;
let before; // what had the focus
let resting;

const offer = () => part("selected");
const isOffered = () => offer()?.hidden === false;
const focused = () => document.activeElement;

function look() {
	const ways = offer();
	if (!ways || isPressed || ways.contains(focused()) || focused().id === "by-hand") return;
	const found = selected();
	const told = JSON.stringify(found);
	if (told !== chosen) isClosed = false;
	chosen = told;
	const isShown = found[0] && found.length <= ways.dataset.most && !isClosed;
	if (isShown && ways.hidden) say(ways.dataset.said, false);
	ways.hidden = !isShown;
	if (isShown) place(ways);
}

function place(ways) {
	const range = getSelection().getRangeAt(0);
	const end = range.endContainer.closest ? range.endContainer : range.endContainer.parentElement;
	const [leaf, block] = [end.closest(".leaf"), end.closest(".rows, .sheet > .passage")];
	if (leaf && leaf.nextElementSibling !== ways) leaf.after(ways);
	else if (block && ways.parentElement !== block) block.append(ways);
	const words = box(range);
	const { width, height } = box(ways);
	const lowest = innerHeight - height - GAP;
	ways.classList.toggle("above", !isWide.matches && words.bottom > lowest && words.top > height);
	if (!isWide.matches) return void ways.removeAttribute("style");
	const [below, above, right] = [words.bottom + GAP, words.top - GAP - height, words.right + GAP];
	const beside = right + width < innerWidth ? right : words.left - GAP - width;
	const top = below <= lowest ? below : above >= TOP ? above : lowest;
	const left = below <= lowest || above >= TOP ? words.left : beside;
	ways.style.top = `${Math.max(top, TOP)}px`;
	ways.style.left = `${Math.min(Math.max(left, GAP), innerWidth - width - GAP)}px`;
}

function take(what) {
	const ways = offer();
	const found = selected();
	const [first] = found;
	const link = first && one(`.sheet [data-passage="${first.id}"] a.copy`);
	if (!link) return false;
	clearTimeout(resting);
	look(); // what is said of the copy comes last
	if (found.length > ways.dataset.most) say(ways.dataset.many);
	else if (what === "link") {
		const address = new URL(link.href);
		address.search = query(found);
		copy(`${address}#${fragment(found)}`.replace(/#$/, ""), what);
	} else cite(first.id, query(found), what);
	return true;
}

// The first word of the passage one is at; from there on one selects as everywhere.
function choose(stop) {
	const id = focused()?.closest(".area")?.dataset.passage;
	const over = id && one(`.leaf > .text [data-passage="${id}"]`);
	const block = over || stop || one(".sheet .passage");
	for (const line of block?.querySelectorAll("[data-at]") ?? []) {
		const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const word = walker.currentNode.data.match(/\S+/);
			if (!word) continue;
			const [node, end] = [walker.currentNode, word.index + word[0].length];
			if (id) focused().blur(); // in a drawing the arrows would do nothing
			getSelection().setBaseAndExtent(node, word.index, node, end);
			return;
		}
	}
}

function close() {
	const ways = offer();
	if (ways.contains(focused())) {
		focused().blur(); // or it keeps the focus while hidden, until the next frame
		focus(before);
	}
	isClosed = true;
	ways.hidden = true;
}

function rest() {
	clearTimeout(resting);
	resting = setTimeout(look, REST_MS);
}

on("selectionchange", rest);
on("pointerdown", (event) => {
	if (event.target.closest?.("#selected")) event.preventDefault(); // what is selected stays so
	else isPressed = event.pointerType === "mouse";
});
for (const name of ["pointerup", "pointercancel", "dragend"]) on(name, () => { isPressed = false; rest(); });
for (const name of ["scroll", "resize"]) addEventListener(name, () => isOffered() && place(offer()), true);
on("click", (event) => {
	const way = event.target.closest?.("#selected [data-take]");
	if (way) take(way.dataset.take);
});
on("take", (event) => {
	if (take(event.detail.what)) event.preventDefault();
}, true);
on("choose", (event) => choose(event.detail.stop));
on("keydown", (event) => {
	if (!isOffered() || event.defaultPrevented) return;
	const isWithin = offer().contains(focused());
	if (event.key === "Escape") close();
	else if (event.key === "Tab" && !event.shiftKey && !isWithin) {
		event.preventDefault();
		before = focused();
		focus(one("button", offer()));
	}
});
