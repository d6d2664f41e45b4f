// Copies a passage's link, its quote or its citation instead of following links to them. Without it, links are links.

import { citation, copy, fetched, say } from "./clipboard.js";

const said = document.getElementById("said");

async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link.href);
    say(said.dataset.link);
  } catch {
    say(said.dataset.refused);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.copy, a[data-take]");
  const wantsTab = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
  if (!link || wantsTab || !navigator.clipboard) return;
  event.preventDefault();
  if (link.dataset.take) copy(fetched(link.href), link.dataset.take);
  else copyLink(link);
});

// By key: what was selected comes first, and is taken by who knows of it; else it is the passage one is at.
document.addEventListener("take", (event) => {
  const { what, stop } = event.detail;
  const link = stop?.querySelector("a.copy");
  if (event.defaultPrevented || !link) return;
  const way = what === "link" ? link : stop.querySelector(`[data-take=${what}]`);
  if (way) way.click();
  else copy(fetched(citation(link.pathname.split("/").pop(), new URLSearchParams(), what === "quote")), what);
});
