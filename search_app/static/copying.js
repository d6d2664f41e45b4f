// Copies a passage's link, quote or citation. Without it, links are links.

import { cite, copy } from "./clipboard.js";
import { fetched, isAway, on } from "./page.js";

on("click", (event) => {
	const link = event.target.closest("a.copy, a[data-take]");
	if (!link || isAway(event) || !navigator.clipboard) return;
	event.preventDefault();
	const { take } = link.dataset;
	copy(take ? fetched(link.href) : link.href, take ?? "link");
});

// By key: what is selected comes first, taken by who knows of it.
on("take", (event) => {
	const { what, stop } = event.detail;
	const link = stop?.querySelector("a.copy");
	if (event.defaultPrevented || !link) return;
	const way = what === "link" ? link : stop.querySelector(`[data-take=${what}]`);
	if (way) way.click();
	else cite(link.pathname.split("/").pop(), new URLSearchParams(), what);
});
