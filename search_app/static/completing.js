// Offers how what is typed in the search box may go on, as a combobox with a list (ARIA Authoring Practices). Without
// it, the box is a box.

import { part } from "./page.js";

const box = part("q");
const list = box.nextElementSibling;
let typed, at, pause;

function show(found) {
	typed = box.value;
	list.replaceChildren(...found.map((textContent, number) => Object.assign(document.createElement("li"), { id: `q-${number}`, role: "option", textContent })));
	list.hidden = !found[0];
	box.ariaExpanded = !list.hidden;
	choose(-1);
}

// What is chosen stands in the box; beyond either end of the list, what was typed.
function choose(number) {
	at = number;
	const chosen = list.children[at];
	for (const each of list.children) each.ariaSelected = each === chosen;
	box.setAttribute("aria-activedescendant", chosen?.id ?? "");
	box.value = chosen?.textContent ?? typed;
}

async function look() {
	const { value } = box;
	const [, found] = await (await fetch(list.dataset.from + encodeURIComponent(value))).json();
	if (box.value === value && box.matches(":focus")) show(found);
}

[box.role, box.ariaAutoComplete, box.ariaExpanded] = ["combobox", "list", false];
box.oninput = () => {
	clearTimeout(pause);
	// In milliseconds: nothing is asked for who goes on typing. Without an answer nothing is offered.
	pause = setTimeout(() => look().catch(() => show([])), 150);
};
box.onkeydown = (event) => {
	const places = list.children.length + 1;
	const step = { ArrowDown: 1, ArrowUp: -1, Escape: -1 - at }[event.key];
	if (list.hidden || step == null) return;
	event.preventDefault();
	choose((at + 1 + step + places) % places - 1);
	if (event.key === "Escape") show([]);
};
box.onblur = () => show([]);
list.onmousedown = (event) => event.preventDefault(); // the box keeps the focus
list.onclick = ({ target }) => {
	box.value = target.textContent;
	box.form.requestSubmit();
};
