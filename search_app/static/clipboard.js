// Puts text on the clipboard and says so; where the browser forbids it, shows it, to be copied by hand.

import { fetched, part } from "./page.js";

const said = part("said");
const byHand = part("by-hand");
let fading;

// To who listens, and with `isSeen` for a moment to all.
export function say(words, isSeen = true) {
	said.textContent = words;
	said.classList.toggle("is-new", isSeen);
	clearTimeout(fading);
	fading = setTimeout(() => said.classList.remove("is-new"), 3000);
}

// A text on its way is promised at once, while the browser still knows that somebody asked.
export async function copy(text, done) {
	try {
		if (text.then && window.ClipboardItem) {
			const blob = text.then((each) => new Blob([each], { type: "text/plain" }));
			blob.catch(() => {});
			await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
		} else await navigator.clipboard.writeText(await text);
		say(said.dataset[done]);
	} catch {
		await show(text);
	}
}

async function show(text) {
	const words = await Promise.resolve(text).catch(() => "");
	say(words ? said.dataset.byHand : said.dataset.failed);
	if (!words) return;
	byHand.value = words;
	byHand.hidden = false;
	byHand.focus();
	byHand.select();
}

// Copies how a passage is cited; what else is quoted stands in `query`.
export function cite(id, query, what) {
	if (what === "quote") query.set("quoted", "1");
	copy(fetched(said.dataset.text.replace("/-.txt", `/${id}.txt`) + (query.size ? `?${query}` : "")), what);
}

byHand.onblur = () => { byHand.hidden = true; };
byHand.onkeydown = ({ key }) => { if (key === "Escape") byHand.blur(); };
