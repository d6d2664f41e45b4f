// Keys for those who like them: / j k c Enter ?. Everything they do can be done without them.

const stops = [...document.querySelectorAll(".hit, .sheet .passage")];
const box = document.getElementById("q");
const help = document.getElementById("keys");
let current = stops.findIndex((stop) => stop.classList.contains("focus"));

function move(step) {
  if (!stops.length) return;
  current = Math.min(Math.max(current + step, 0), stops.length - 1);
  const stop = stops[current];
  const target = stop.querySelector("h2 a") ?? stop;
  if (target === stop) stop.tabIndex = -1;
  target.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

function focused() {
  const stop = document.activeElement?.closest(".hit, .passage") ?? stops[current];
  return stop?.querySelector("a.copy");
}

const acts = {
  "/": () => { box?.focus(); box?.select(); },
  j: () => move(1),
  k: () => move(-1),
  c: () => focused()?.click(),
  Enter: () => document.querySelector(".hit h2 a")?.click(),
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
