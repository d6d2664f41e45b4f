// Keys for those who like them: / j k n p c Enter ?. Everything they do can be done without them.

const box = document.getElementById("q");
const help = document.getElementById("keys");
let current = null;

// Asked anew with every key: a page may have been put in the place of another.
function standing() {
  const stops = [...document.querySelectorAll(".hit, .sheet .passage")];
  const at = stops.includes(current) ? current : stops.find((stop) => stop.classList.contains("focus"));
  return [stops, stops.indexOf(at)];
}

function move(step) {
  const [stops, at] = standing();
  if (!stops.length) return;
  const stop = stops[Math.min(Math.max(at + step, 0), stops.length - 1)];
  current = stop;
  const target = stop.querySelector("h2 a") ?? stop;
  if (target === stop) stop.tabIndex = -1;
  target.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

function focused() {
  const stop = document.activeElement?.closest(".hit, .passage") ?? standing()[0][standing()[1]];
  return stop?.querySelector("a.copy");
}

const acts = {
  "/": () => { box?.focus(); box?.select(); },
  j: () => move(1),
  k: () => move(-1),
  c: () => focused()?.click(),
  Enter: () => document.querySelector(".hit h2 a")?.click(),
  n: () => document.querySelector('[data-key="n"]')?.click(),
  p: () => document.querySelector('[data-key="p"]')?.click(),
  "?": () => { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); },
};

// Enter belongs to whatever has the focus; the body and the skip link's target do nothing with it.
function isFree() {
  return [document.body, document.getElementById("content")].includes(document.activeElement);
}

help.hidden = false;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.metaKey || event.ctrlKey || event.altKey || !(event.key in acts)) return;
  if (event.key === "Enter" && !isFree()) return;
  event.preventDefault();
  acts[event.key]();
});
