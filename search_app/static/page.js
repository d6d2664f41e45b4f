// What the scripts share: to find what is on the page, to hear what happens there, and to fetch.

export const part = (id) => document.getElementById(id);
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const keyed = (key) => one(`[data-key="${CSS.escape(key)}"]`);
export const box = (element) => element.getBoundingClientRect();
export const focus = (element) => element?.focus({ preventScroll: true });
export const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
export const on = (name, act, isFirst) => document.addEventListener(name, act, isFirst);

// A click that a browser opens elsewhere, or saves.
export const isAway = (event) => event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

export async function fetched(address) {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(answer.status);
	return answer.text();
}
